import { readFileSync } from 'node:fs';
import { runIntake } from '../../../electron/record/run-intake.ts';
import type { ImportKind } from '../../../shared/formats/intake.ts';

const sampleMilliseconds = 50;

/** What one import took, as a line of JSON on stdout. */
export interface WatchedImport {
  counts: Record<string, number>;
  wallMs: number;
  cpuMs: number;
  /** Proportional set size of the process in MB: before the import, and at its highest. */
  pssBefore: number;
  pssPeak: number;
  failure: string | null;
}

/** Run as `import-and-watch.ts FILE KIND [west,south,east,north]`: reads the file as the record's process does, dropping the rows. */
async function importAndWatch(path: string, as: ImportKind, clip: string | undefined): Promise<WatchedImport> {
  const counts: Record<string, number> = {};
  (globalThis as { gc?: () => void }).gc?.();
  const pssBefore = pssMegabytes();
  let pssPeak = pssBefore;
  const timer = setInterval(() => {
    pssPeak = Math.max(pssPeak, pssMegabytes());
  }, sampleMilliseconds);
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  const worker = new URL('../../../electron/intake/intake-worker.ts', import.meta.url);
  const box = clip === undefined ? null : (clip.split(',').map(Number) as [number, number, number, number]);
  const request = { path, as, crs: 'wgs84', encoding: null, mapping: null, clip: box };
  const { finished } = runIntake(
    worker,
    { kind: 'import', request },
    {
      onBatch: ({ table, rows }) => {
        counts[table] = (counts[table] ?? 0) + rows.length;
      },
      onProgress: () => undefined,
    },
  );
  const outcome = await finished;
  clearInterval(timer);
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    counts,
    wallMs: performance.now() - before,
    cpuMs: (user + system) / 1000,
    pssBefore,
    pssPeak,
    failure: outcome.ok ? null : outcome.failure.code,
  };
}

function pssMegabytes(): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync('/proc/self/smaps_rollup', 'utf8'));
  return Number(line?.[1] ?? 0) / 1024;
}

const [path, as, clip] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await importAndWatch(path!, as as ImportKind, clip))}\n`);
