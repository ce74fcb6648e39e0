import type { Host } from '../../shared/ipc/host.ts';

let replacement: Host | null = null;

/** The door to the host process. This file is the only reader of `window.host`. */
export function host(): Host {
  return replacement ?? (window as unknown as { host: Host }).host;
}
/** Lets tests stand another host in; null goes back to the real one. */
export function replaceHost(other: Host | null): void {
  replacement = other;
}
