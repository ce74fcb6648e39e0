import type { SourceRow } from './format.ts';
import type { Correction } from './intake.ts';

/** The rows of a source with the cells in them that a person put right. Of two corrections of one cell the later counts. */
export async function* correctRows<End>(
  source: AsyncGenerator<SourceRow[], End, void>,
  corrections: readonly Correction[],
): AsyncGenerator<SourceRow[], End, void> {
  if (corrections.length === 0) return yield* source;
  const byRow = new Map<string, Correction[]>();
  for (const correction of corrections) {
    const row = byRow.get(String(correction.row));
    if (row === undefined) byRow.set(String(correction.row), [correction]);
    else row.push(correction);
  }
  for (let next = await source.next(); ; next = await source.next()) {
    if (next.done === true) return next.value;
    yield next.value.map((row) => {
      const wanted = byRow.get(String(row.row));
      if (wanted === undefined) return row;
      return { ...row, values: { ...row.values, ...Object.fromEntries(wanted.map(({ column, value }) => [column, value])) } };
    });
  }
}
