import { useEffect, useRef, useState } from 'react';

const pageRows = 100;

/**
 * Rows of a long list, read in pages as they come into sight; read anew when `key` changes. `read` answers null when there is nothing
 * to read any more.
 */
export function usePages<T>(key: string, read: (offset: number, limit: number) => Promise<{ total: number; rows: readonly T[] } | null>) {
  const [state, setState] = useState<{ total: number | null; pages: ReadonlyMap<number, readonly T[]> }>({ total: null, pages: new Map() });
  const asked = useRef(new Set<number>());
  const generation = useRef(0);

  const readPage = (page: number) => {
    if (asked.current.has(page)) return;
    asked.current.add(page);
    const mine = generation.current;
    void read(page * pageRows, pageRows).then((answer) => {
      if (mine !== generation.current || answer === null) return;
      setState((before) => ({ total: answer.total, pages: new Map(before.pages).set(page, answer.rows) }));
    });
  };
  const load = (from: number, to: number) => {
    for (let page = Math.floor(from / pageRows); page <= Math.floor(Math.max(from, to - 1) / pageRows); page++) readPage(page);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key means reading again what is in sight.
  useEffect(() => {
    generation.current += 1;
    asked.current = new Set();
    setState({ total: null, pages: new Map() });
    load(0, 1);
    return () => {
      generation.current += 1;
    };
  }, [key]);

  return {
    /** Null until the first page is there. */
    total: state.total,
    rowAt: (index: number): T | undefined => state.pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    load,
  };
}
