import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inTemporaryFolder } from '../in-temporary-folder.ts';
import type { Bench } from './bench.ts';
import type { Measurement } from './measure.ts';
import type { WatchedImport } from './osm-memory/import-and-watch.ts';

const smallExtract = resolve(import.meta.dirname, '../../../shared/data/sf-downtown/source.osm.pbf');
const copies = 60;
/** One copy's downtown, and the middle of the square of copies. */
const clip = '-122.4204,37.7694,-122.3808,37.7982';

/** Memory and time of reading an extract of more than 100 MB, as the record's process has it read. */
export const osmMemoryBench: Bench = {
  id: 'osm-memory',
  title: 'reading an OpenStreetMap extract of more than 100 MB: time, and rise of the proportional set size',
  async run({ say }) {
    if (!existsSync(smallExtract)) {
      say('skipped: ../shared/data/sf-downtown is not there');
      return [];
    }
    return inTemporaryFolder(async (folder) => {
      const large = join(folder, 'large.osm.pbf');
      say(`writing ${copies} copies of downtown San Francisco`);
      runScript('write-large-extract.ts', [smallExtract, large, String(copies)]);
      const megabytes = Math.round(statSync(large).size / 1e6);
      const measurements: Measurement[] = [];
      for (const [work, box] of [
        [`${megabytes} MB extract, whole`, []],
        [`${megabytes} MB extract, clipped to a district`, [clip]],
      ] as const) {
        say(work);
        const watched = JSON.parse(runScript('import-and-watch.ts', [large, 'osm', ...box])) as WatchedImport;
        if (watched.failure !== null) throw new Error(`import failed: ${watched.failure}`);
        const rows = Object.values(watched.counts).reduce((total, count) => total + count, 0);
        const rise = Math.round(watched.pssPeak - watched.pssBefore);
        const note = `PSS +${rise} MB (${Math.round(watched.pssPeak)} MB at its highest); ${rows} rows, not written`;
        measurements.push({ work, method: 'intake worker', ours: true, wallMs: watched.wallMs, cpuMs: watched.cpuMs, runs: 1, note });
      }
      return measurements;
    });
  },
};

function runScript(name: string, args: readonly string[]): string {
  const script = join(import.meta.dirname, 'osm-memory', name);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return stdout;
}
