import type { z } from 'zod';

/** What a window may do. A wall is read-only. */
export type WindowRole = 'main' | 'wall' | 'snapshot';

/** No honest request is larger, but for those that carry rows. */
export const usualRequestBytes = 1024 * 1024;
/** One import edit of 100,000 rows fits; anything near this is not an honest call. */
export const rowsRequestBytes = 128 * 1024 * 1024;

/** One channel of a topic: the schema its request must pass and the size it may have, the roles that may call it, the type it answers with. */
export interface Call<Request = unknown, Response = unknown> {
  readonly request: z.ZodType<Request>;
  readonly roles: readonly WindowRole[];
  readonly maxBytes: number;
  readonly __response?: Response;
}

export const call =
  <Response>() =>
  <Request>(
    request: z.ZodType<Request>,
    roles: readonly WindowRole[] = ['main'],
    maxBytes = usualRequestBytes,
  ): Call<Request, Response> => ({ request, roles, maxBytes });

export interface Contract<C extends Record<string, Call> = Record<string, Call>> {
  readonly topic: string;
  readonly calls: C;
}
export const contract = <const C extends Record<string, Call>>(topic: string, calls: C): Contract<C> => ({ topic, calls });

export type RequestOf<C> = C extends Call<infer R, unknown> ? R : never;
export type ResponseOf<C> = C extends Call<never, infer R> | Call<infer _Q, infer R> ? R : never;

/** The window's side of a contract: one async function a channel. */
export type Client<C extends Contract> = {
  [K in keyof C['calls']]: (request: RequestOf<C['calls'][K]>) => Promise<ResponseOf<C['calls'][K]>>;
};
/** The main process's side: the same functions, told who calls. */
export type Handlers<C extends Contract, Caller> = {
  [K in keyof C['calls']]: (request: RequestOf<C['calls'][K]>, caller: Caller) => Promise<ResponseOf<C['calls'][K]>>;
};

/** Name of the Electron IPC channel of a call. */
export const channelOf = (topic: string, name: string): string => `${topic}:${name}`;
