import type { SourceRow } from '../../shared/formats/format.ts';

/** Rows that a mapping is suggested by. */
export const judgedRows = 200;

/** The first rows of a source, `judgedRows` at most; the source is closed. */
export async function firstRows(rows: AsyncGenerator<SourceRow[], unknown, void>): Promise<SourceRow[]> {
  const first: SourceRow[] = [];
  for await (const batch of rows) {
    first.push(...batch);
    if (first.length >= judgedRows) break;
  }
  return first.slice(0, judgedRows);
}
