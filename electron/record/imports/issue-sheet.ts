import type { SourceRow } from '../../../shared/formats/format.ts';
import type { Issue } from '../../../shared/formats/issue.ts';
import { sayIssue } from '../../../shared/formats/say-issue.ts';
import { csvCell } from '../../../shared/formats/write-csv.ts';
import { textWidth, writeXlsx } from '../../../shared/formats/write-xlsx.ts';
import type { Language } from '../../../shared/ipc/index.ts';
import type { Result } from '../../../shared/model/index.ts';
import { texts } from '../../../shared/text/index.ts';
import { stageFile } from '../../staged-file.ts';
import type { JobControl } from '../record-jobs.ts';
import { runSheet } from '../run-intake.ts';
import type { Review } from './review.ts';

export interface IssueSheetRequest {
  review: Review;
  workerUrl: URL;
  /** Ends in `.xlsx` for a workbook; anything else is CSV. */
  path: string;
  language: Language;
}

/**
 * Writes the imported sheet again, cells put right in place, with a last column that says what is wrong with each row. Lines that never became a
 * row stand where they were, with their issue alone. Nothing shows under the path before it is whole. Failures: those of reading, `fileNotWritten`, `cancelled`.
 */
export async function writeIssueSheet({ review, workerUrl, path, language }: IssueSheetRequest, job: JobControl): Promise<Result<null>> {
  const reading = runSheet(workerUrl, review.request);
  job.stopWorker = reading.cancel;
  try {
    const head = await reading.head;
    if (!head.ok) return head;
    const { columns, withPositions } = head.value;
    const words = texts[language];
    const title = columns.includes(words.imports.issueSheetColumn) ? `${words.imports.issueSheetColumn} 2` : words.imports.issueSheetColumn;
    const titles = [...columns, ...(withPositions ? [words.fields.lon, words.fields.lat] : []), title];
    const pages = pagesOf(reading.pages(), { columns, withPositions, review, language, job });
    const content = path.toLowerCase().endsWith('.xlsx')
      ? workbook(titles, pages, words.imports.issueSheetColumn)
      : csvLines(titles, pages);
    const staged = await stageFile(path, content);
    if (!staged.ok) return staged;
    const ended = await reading.finished;
    if (job.cancelled || !ended.ok) {
      staged.value.discard();
      return ended.ok ? { ok: false, failure: { code: 'cancelled', details: {} } } : ended;
    }
    return staged.value.commit();
  } finally {
    reading.cancel();
    job.stopWorker = null;
  }
}

interface SheetPages {
  columns: readonly string[];
  withPositions: boolean;
  review: Review;
  language: Language;
  job: JobControl;
}

async function* pagesOf(
  source: AsyncIterable<SourceRow[]>,
  { columns, withPositions, review, language, job }: SheetPages,
): AsyncGenerator<string[][], void, void> {
  const blank = [...columns, ...(withPositions ? ['', ''] : [])].map(() => '');
  let written = 0;
  let count = 0;
  for await (const rows of source) {
    const last = rows.at(-1)?.row ?? written;
    const issues = review.issuesBetween(written, last);
    const page: string[][] = [];
    for (const row of rows) {
      for (const [line, found] of issues) {
        if (line >= row.row) break;
        page.push([...blank, sayIssues(found, language)]);
        issues.delete(line);
      }
      const found = issues.get(row.row);
      issues.delete(row.row);
      page.push([
        ...columns.map((column) => row.values[column] ?? ''),
        ...(withPositions ? positionOf(row) : []),
        found === undefined ? '' : sayIssues(found, language),
      ]);
    }
    written = last;
    count += rows.length;
    job.report({ stage: 'exporting', done: count, total: 0 });
    yield page;
  }
  const rest = [...review.issuesBetween(written, Number.MAX_SAFE_INTEGER).values()];
  if (rest.length > 0) yield rest.map((found) => [...blank, sayIssues(found, language)]);
}

function positionOf({ geometry }: SourceRow): string[] {
  return geometry?.type === 'Point' ? geometry.coordinates.slice(0, 2).map(String) : ['', ''];
}

/** All that is wrong with a row, in words. */
const sayIssues = (issues: readonly Issue[], language: Language): string =>
  issues.map((issue) => sayIssue(issue, language)).join(texts[language].imports.issueSheetBetween);

async function* csvLines(titles: readonly string[], pages: AsyncIterable<string[][]>): AsyncGenerator<string, void, void> {
  yield `\ufeff${titles.map(csvCell).join(',')}\r\n`;
  for await (const page of pages) yield page.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function workbook(titles: readonly string[], rows: AsyncIterable<string[][]>, name: string): AsyncGenerator<Uint8Array, void, void> {
  const columns = titles.map((title, index) => ({
    title,
    kind: 'text' as const,
    width: index === titles.length - 1 ? 60 : Math.max(textWidth(title), 12),
  }));
  return writeXlsx([{ name, columns, rows }]);
}
