import type { TableImportKind } from '../formats/field-words.ts';
import type { FileSource, ReadOptions, SourceRow, TableFormat, TableHead } from '../formats/format.ts';
import type { IntakeRow, Mapping } from '../formats/intake.ts';
import type { Issue } from '../formats/issue.ts';
import { suggestMapping } from '../formats/mapping.ts';
import { tableToIntake } from '../formats/table-to-intake.ts';
import { type IssueTally, tallyIssues } from '../formats/tally-issues.ts';
import { parseCrs } from '../geo/crs.ts';
import type { Failure } from '../model/failure.ts';

export interface ReadTable {
  head: TableHead;
  rows: SourceRow[];
  issues: Issue[];
  failure: Failure | null;
}

/** A whole file through a format. Throws when it cannot be opened. */
export async function readTable(format: TableFormat, source: FileSource, options: ReadOptions = {}): Promise<ReadTable> {
  const opened = await format.open(source, options);
  if (!opened.ok) throw new Error(opened.failure.code);
  const issues: Issue[] = [];
  const rows: SourceRow[] = [];
  const reading = opened.value.rows((issue) => issues.push(issue));
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return { head: opened.value.head, rows, issues, failure: next.value };
    rows.push(...next.value);
  }
}

/** A whole file through a format and into rows for the record, by the mapping its headers suggest unless one is given. */
export async function readIntake(
  format: TableFormat,
  source: FileSource,
  kind: TableImportKind,
  options: { mapping?: Mapping; crs?: string } = {},
): Promise<{ rows: IntakeRow[]; tally: IssueTally; failure: Failure | null }> {
  const opened = await format.open(source, {});
  if (!opened.ok) throw new Error(opened.failure.code);
  const crs = parseCrs(options.crs ?? 'wgs84');
  if (!crs.ok) throw new Error(crs.failure.code);
  const { head, rows } = opened.value;
  const first = await rows(() => {}).next();
  const sample = first.done === true ? [] : first.value.slice(0, 200).map((row) => row.values);
  const mapping = options.mapping ?? suggestMapping(kind, head.columns, sample).mapping;
  const tally = tallyIssues();
  const reading = tableToIntake(rows(tally.reportUnreadRow), { kind, mapping, crs: crs.value, file: source.name, tally });
  const taken: IntakeRow[] = [];
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return { rows: taken, tally, failure: next.value };
    taken.push(...next.value.rows);
  }
}
