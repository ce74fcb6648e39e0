import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LogExtent, LogFilter, LogLine } from '../../../shared/ipc/index.ts';
import { host } from '../../host/host.ts';
import { workspaceStore } from '../../state/workspace.ts';

const pageLines = 100;

/** The change log by a filter: its extent and its lines, read in pages as they come into sight; read anew as the record moves on. */
export function useChangeLog(filter: LogFilter): {
  extent: LogExtent | null;
  lineAt(index: number): LogLine | undefined;
  load(from: number, to: number): void;
} {
  const rev = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const [state, setState] = useState<{ extent: LogExtent | null; generation: number; pages: ReadonlyMap<number, LogLine[]> }>({
    extent: null,
    generation: 0,
    pages: new Map(),
  });
  const asked = useRef(new Set<number>());
  const range = useRef({ from: 0, to: pageLines });
  const generation = useRef(0);

  const read = (page: number) => {
    if (asked.current.has(page)) return;
    asked.current.add(page);
    const mine = generation.current;
    void host()
      .records.history({ before: null, offset: page * pageLines, limit: pageLines, filter })
      .then((lines) => {
        if (mine !== generation.current) return;
        // With the first answer to a question the lines of the one before are gone.
        setState((before) => ({
          ...before,
          generation: mine,
          pages: new Map(before.generation === mine ? before.pages : []).set(page, lines),
        }));
      });
  };
  const load = (from: number, to: number) => {
    range.current = { from, to };
    for (let page = Math.floor(from / pageLines); page <= Math.floor(Math.max(from, to - 1) / pageLines); page++) read(page);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter or revision means reading again what is in sight.
  useEffect(() => {
    const timer = setTimeout(
      () => {
        generation.current += 1;
        const mine = generation.current;
        asked.current = new Set();
        void host()
          .records.historyExtent({ filter })
          .then((extent) => {
            if (mine === generation.current) setState((before) => ({ ...before, extent }));
          });
        load(range.current.from, range.current.to);
      },
      state.extent === null ? 0 : 120,
    );
    return () => clearTimeout(timer);
  }, [JSON.stringify(filter), rev]);

  return {
    extent: state.extent,
    lineAt: (index) => state.pages.get(Math.floor(index / pageLines))?.[index % pageLines],
    load,
  };
}
