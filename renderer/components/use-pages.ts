import { useEffect, useRef, useState } from 'react';

const pageRows = 100;

interface Pages<T> {
  /** What they are pages of. */
  key: string;
  total: number | null;
  pages: ReadonlyMap<number, readonly T[]>;
}
interface PageOptions {
  /** Another version of the same rows: they are read again, and the ones of before are shown until then. */
  version?: string;
  /** How long a new key is waited with, while it is still being typed. */
  delayMs?: number;
}

/**
 * Rows of a long list, read in pages as they come into sight; of another `key` none of the rows before is shown. `read` answers null when there
 * is nothing to read any more.
 */
export function usePages<T>(
  key: string,
  read: (offset: number, limit: number) => Promise<{ total: number; rows: readonly T[] } | null>,
  { version = '', delayMs = 0 }: PageOptions = {},
) {
  const [state, setState] = useState<Pages<T>>({ key, total: null, pages: new Map() });
  const asked = useRef(new Set<number>());
  const generation = useRef(0);
  const range = useRef({ from: 0, to: 1 });
  const shown = state.key === key ? state : null;

  const readPage = (page: number) => {
    if (asked.current.has(page)) return;
    asked.current.add(page);
    const mine = generation.current;
    void read(page * pageRows, pageRows).then((answer) => {
      if (mine !== generation.current || answer === null) return;
      setState((before) => ({
        key,
        total: answer.total,
        pages: new Map(before.key === key ? before.pages : []).set(page, answer.rows),
      }));
    });
  };
  const load = (from: number, to: number) => {
    range.current = { from, to };
    for (let page = Math.floor(from / pageRows); page <= Math.floor(Math.max(from, to - 1) / pageRows); page++) readPage(page);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key or version means reading again what is in sight.
  useEffect(() => {
    const start = () => {
      generation.current += 1;
      asked.current = new Set();
      if (shown?.total) load(range.current.from, range.current.to);
      else load(0, 1);
    };
    const timer = delayMs === 0 ? undefined : setTimeout(start, delayMs);
    if (timer === undefined) start();
    return () => {
      clearTimeout(timer);
      generation.current += 1;
    };
  }, [key, version]);

  return {
    /** Null until the first page is there. */
    total: shown?.total ?? null,
    rowAt: (index: number): T | undefined => shown?.pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    load,
  };
}
