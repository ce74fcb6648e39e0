import { done, type Failure, type Result } from '../model/failure.ts';
import { type OpenTable, type SourceRow, type TableHead, tableHead } from './format.ts';
import type { Issue } from './issue.ts';
import { mostColumns } from './limits.ts';

/** Features whose fields become columns. */
const judgedFeatures = 1000;

export type ReadRows = (report: (issue: Issue) => void) => AsyncGenerator<SourceRow[], Failure | null, void>;

/**
 * A table of features, each of which names its own fields: the columns are those of the first thousand. Fails as the reading does when it
 * ends before any feature; warns at every reading when the encoding is a guess.
 */
export async function openFeatures(file: string, read: ReadRows, found: Partial<TableHead>): Promise<Result<OpenTable>> {
  const columns = new Set<string>();
  let seen = 0;
  const rows = read(() => {});
  for (let next = await rows.next(); seen < judgedFeatures; next = await rows.next()) {
    if (next.done === true) {
      if (seen === 0 && next.value !== null) return { ok: false, failure: next.value };
      break;
    }
    for (const row of next.value) {
      seen += 1;
      for (const column of Object.keys(row.values)) if (columns.size < mostColumns) columns.add(column);
    }
  }
  await rows.return(null);
  const head = tableHead({ columns: [...columns], ...found });
  return done({
    head,
    rows: (report) => {
      if (!head.encodingCertain) report({ code: 'encodingUncertain', file, row: null, column: null, value: head.encoding });
      return read(report);
    },
  });
}

/** Puts a field a file names; one named as an object's own machinery is left out. */
export function putValue(values: Record<string, string>, name: string, value: string): void {
  if (name !== '' && name !== '__proto__') values[name] = value;
}

/** The first column whose text could not be decoded, or null. */
export function garbledColumn(values: Readonly<Record<string, string>>): string | null {
  for (const column in values) if (values[column]!.includes('\ufffd')) return column;
  return null;
}
