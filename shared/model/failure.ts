/** Expected failures are values. The code is a key of the `failures` text section; details fill its placeholders. */
export interface Failure {
  code: string;
  details: Record<string, string | number>;
}
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (code: string, details: Record<string, string | number> = {}): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { code, details },
});
