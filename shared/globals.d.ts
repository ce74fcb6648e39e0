// The few globals that exist in every place this room runs (Node, Electron's processes, page and worker).
// Anything not named here (document, window, process, Buffer, fetch …) is a compile error in shared/.

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: string;
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare function structuredClone<T>(value: T): T;
declare const performance: { now(): number };
declare const crypto: {
  randomUUID(): `${string}-${string}-${string}-${string}-${string}`;
  getRandomValues<T extends ArrayBufferView>(array: T): T;
};
declare function setTimeout(handler: () => void, milliseconds?: number): unknown;

/** A cancel token; the hosts' AbortSignal fits it. */
interface AbortSignal {
  readonly aborted: boolean;
  throwIfAborted(): void;
}
