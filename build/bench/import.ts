import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inTemporaryFolder } from '../in-temporary-folder.ts';
import type { Bench } from './bench.ts';
import type { WatchedReading } from './import/read-file.ts';
import { writePremisesCsv, writePremisesXlsx } from './import/write-premises-files.ts';
import type { Measurement } from './measure.ts';

const csvRows = 1_000_000;
const xlsxRows = 100_000;

/** How fast a long list comes in, and what it takes: parsed alone beside other parsers, and the whole way into the record. */
export const importBench: Bench = {
  id: 'import',
  title: 'reading a CSV of 1,000,000 rows and an XLSX of 100,000: rows a second, and rise of the proportional set size',
  async run({ say }) {
    return inTemporaryFolder(async (folder) => {
      const [csv, xlsx] = [join(folder, 'premises.csv'), join(folder, 'premises.xlsx')];
      say('writing the files');
      await writePremisesCsv(csv, csvRows);
      await writePremisesXlsx(xlsx, xlsxRows);
      const measurements: Measurement[] = [];
      const measure = (work: string, methods: readonly string[], path: string, rows: number): void => {
        for (const method of methods) {
          say(`${work}: ${method}`);
          const watched = read(method, path);
          if (watched.rows !== rows) throw new Error(`${method} read ${watched.rows} of ${rows} rows`);
          const rise = Math.round(watched.pssPeak - watched.pssBefore);
          const perSecond = Math.round((rows / watched.wallMs) * 1000).toLocaleString('en');
          measurements.push({
            work,
            method: ours[method] ?? method,
            ours: ours[method] !== undefined,
            wallMs: watched.wallMs,
            cpuMs: watched.cpuMs,
            runs: 1,
            note: `${perSecond} rows/s, PSS +${rise} MB`,
          });
        }
      };
      measure('CSV, parsed alone', ['parse', 'papaparse'], csv, csvRows);
      measure('CSV, to validated rows beside bare parsing', ['validate', 'papaparse'], csv, csvRows);
      measure('CSV, dry run into the record', ['dryRun'], csv, csvRows);
      measure('CSV, committed to the record', ['commit'], csv, csvRows);
      measure('XLSX, parsed alone', ['parse', 'exceljs', 'read-excel-file', 'SheetJS'], xlsx, xlsxRows);
      measure('XLSX, dry run into the record', ['dryRun'], xlsx, xlsxRows);
      measure('XLSX, committed to the record', ['commit'], xlsx, xlsxRows);
      return measurements;
    });
  },
};

const ours: Readonly<Record<string, string>> = { parse: 'shared/formats', validate: 'intake', dryRun: 'record', commit: 'record' };

/** Reads in a process of its own, so that its memory is its own. */
function read(method: string, path: string): WatchedReading {
  const script = join(import.meta.dirname, 'import', 'read-file.ts');
  const flags = ['--expose-gc', '--max-old-space-size=4096'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, script, method, path], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  if (status !== 0) throw new Error(`${method} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as WatchedReading;
}
