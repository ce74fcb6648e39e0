import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, utils } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import Papa from 'papaparse';
import readXlsxFile from 'read-excel-file/node';
import { openByteSource } from '../../../electron/intake/byte-source.ts';
import { chooseFormat } from '../../../electron/intake/choose-format.ts';
import { readImport } from '../../../electron/intake/read-import.ts';
import { keepRowsYoung } from '../../../electron/record/keep-rows-young.ts';
import { createRecord } from '../../../electron/record/record.ts';
import { tallyIssues } from '../../../shared/formats/tally-issues.ts';
import { inTemporaryFolder } from '../../in-temporary-folder.ts';
import { type WatchedMemory, watchMemory } from '../watch-memory.ts';

/** What reading one file took, as a line of JSON on stdout. */
export interface WatchedReading extends WatchedMemory {
  rows: number;
  wallMs: number;
  cpuMs: number;
}

/** Ways of reading a file to its end; each answers how many rows it saw, the header not counted. */
const methods: Record<string, (path: string) => Promise<number>> = {
  async parse(path) {
    const opened = await openByteSource(path, 2 ** 31);
    if (!opened.ok) throw new Error(opened.failure.code);
    const chosen = await chooseFormat(opened.value, path);
    if (!chosen.ok || chosen.value.kind === 'osm') throw new Error('no table');
    const table = await chosen.value.format.open(chosen.value.source, {});
    if (!table.ok) throw new Error(table.failure.code);
    let rows = 0;
    for await (const batch of table.value.rows(() => {})) rows += batch.length;
    await opened.value.close();
    return rows;
  },
  async validate(path) {
    keepRowsYoung();
    const request = { path, as: 'premises' as const, crs: 'wgs84', encoding: null, mapping: null, clip: null };
    const nothing = () => undefined;
    let rows = 0;
    const batches = readImport({ request, tally: tallyIssues(), onOpen: nothing, onHead: nothing, checkpoint: nothing });
    for await (const batch of batches) rows += batch.rows.length;
    return rows;
  },
  dryRun: (path) => importInto(path, false),
  commit: (path) => importInto(path, true),
  papaparse: (path) =>
    new Promise((resolve, reject) => {
      let rows = 0;
      const parsing = createReadStream(path).pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { header: true, skipEmptyLines: true }));
      parsing.on('data', () => {
        rows += 1;
      });
      parsing.on('end', () => resolve(rows));
      parsing.on('error', reject);
    }),
  async exceljs(path) {
    let rows = 0;
    for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, { sharedStrings: 'cache', styles: 'cache' })) {
      for await (const row of sheet) if (row.hasValues) rows += 1;
    }
    return rows - 1;
  },
  async 'read-excel-file'(path) {
    const [sheet] = await readXlsxFile(path);
    return (sheet?.data.length ?? 1) - 1;
  },
  async SheetJS(path) {
    const book = read(readFileSync(path), { dense: true, cellDates: true });
    return utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!).length;
  },
};

/** The whole way through the record: parsed, mapped, checked and written; without `commit` rolled back and every row kept for review. */
async function importInto(path: string, commit: boolean): Promise<number> {
  keepRowsYoung();
  const intakeWorkerUrl = new URL('../../../electron/intake/intake-worker.ts', import.meta.url);
  return inTemporaryFolder(async (folder) => {
    const record = createRecord({ intakeWorkerUrl, onEvent: () => undefined });
    try {
      await record.open({ path: join(folder, 'bench.gpkg'), create: { name: 'bench' }, actor: 'bench' });
      const request = { path, as: 'premises' as const, crs: 'wgs84', encoding: null, mapping: null, clip: null };
      const outcome = await record.runImport({ jobId: 'import', request, commit });
      if (!outcome.ok) throw new Error(outcome.failure.code);
      return outcome.value.counts.created;
    } finally {
      await record.close(null);
    }
  });
}

const [method, path] = process.argv.slice(2) as [string, string];
const cpuBefore = process.cpuUsage();
const before = performance.now();
const { result, pssBefore, pssPeak } = await watchMemory(() => methods[method]!(path));
const wallMs = performance.now() - before;
const { user, system } = process.cpuUsage(cpuBefore);
const watched: WatchedReading = { rows: result, wallMs, cpuMs: (user + system) / 1000, pssBefore, pssPeak };
process.stdout.write(`${JSON.stringify(watched)}\n`);
