import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

const readers: (() => Promise<unknown>)[] = [];

/**
 * A part of the screen that the first picture does without: its program is read when it is first shown, inside a `Suspense`, or before,
 * when the window has time (`readLaterParts`).
 */
export function laterPart<Props extends object>(read: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  readers.push(read);
  return lazy(async () => ({ default: await read() }));
}

/** Reads the parts that have not been shown yet, one after the other. What cannot be read says so when it is to be shown. */
export async function readLaterParts(): Promise<void> {
  for (const read of readers) await read().catch(() => undefined);
}
