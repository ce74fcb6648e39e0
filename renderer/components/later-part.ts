import { type ComponentType, createElement, type FunctionComponent, lazy, useState } from 'react';

const readers: (() => Promise<unknown>)[] = [];

/**
 * A part of the screen that the first picture does without: its program is read when it is first shown, inside a `Suspense`, or before,
 * when the window has time (`readLaterParts`); it is then shown at once.
 */
export function laterPart<Props extends object>(read: () => Promise<ComponentType<Props>>): FunctionComponent<Props> {
  let known: ComponentType<Props> | null = null;
  const readOnce = async (): Promise<ComponentType<Props>> => {
    known ??= await read();
    return known;
  };
  readers.push(readOnce);
  const Later = lazy(async () => ({ default: await readOnce() })) as ComponentType<Props>;
  // biome-ignore lint/correctness/noComponentHookFactories: called once a part, where its module is read.
  return function Part(props) {
    // Chosen once: what is on the page is not made anew when its program has come.
    const [Shown] = useState<ComponentType<Props>>(() => known ?? Later);
    return createElement(Shown, props);
  };
}

/** Reads the parts that have not been shown yet, one after the other. What cannot be read says so when it is to be shown. */
export async function readLaterParts(): Promise<void> {
  for (const read of readers) await read().catch(() => undefined);
}
