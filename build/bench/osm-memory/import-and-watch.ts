import { runIntake } from '../../../electron/record/run-intake.ts';
import type { ImportKind } from '../../../shared/formats/intake.ts';
import { type WatchedMemory, watchMemory } from '../watch-memory.ts';

/** What one import took, as a line of JSON on stdout. */
export interface WatchedImport extends WatchedMemory {
  counts: Record<string, number>;
  wallMs: number;
  cpuMs: number;
  failure: string | null;
}

/** Run as `import-and-watch.ts FILE KIND [west,south,east,north]`: reads the file as the record's process does, dropping the rows. */
async function importAndWatch(path: string, as: ImportKind, clip: string | undefined): Promise<WatchedImport> {
  const counts: Record<string, number> = {};
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const worker = new URL('../../../electron/intake/intake-worker.ts', import.meta.url);
  const box = clip === undefined ? null : (clip.split(',').map(Number) as [number, number, number, number]);
  const request = { path, as, crs: 'wgs84', encoding: null, mapping: null, clip: box };
  const { result, pssBefore, pssPeak } = await watchMemory(
    () =>
      runIntake(
        worker,
        { kind: 'import', request },
        {
          onHead: () => undefined,
          onIssues: () => undefined,
          onBatch: ({ table, rows }) => {
            counts[table] = (counts[table] ?? 0) + rows.length;
          },
          onProgress: () => undefined,
        },
      ).finished,
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    counts,
    wallMs: performance.now() - before,
    cpuMs: (user + system) / 1000,
    pssBefore,
    pssPeak,
    failure: result.ok ? null : result.failure.code,
  };
}

const [path, as, clip] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await importAndWatch(path!, as as ImportKind, clip))}\n`);
