import { csvCell } from '../../../formats/write-csv.ts';
import type { AnswerFacts } from '../response-task.ts';
import type { ResponseAnswer, ResponseTaskId } from '../tasks.ts';
import type { ResultFormat } from './result-formats.ts';
import { toFeatures, toTable } from './result-forms.ts';
import type { ResultNames, ResultTable } from './result-parts.ts';

/** Words of the reader's language by key, as i18next tells them. */
export type Say = (key: string) => string;

/** Values a chunk holds about: a millisecond or two of work. */
const CHUNK_VALUES = 5000;

/**
 * An answer as a file, in chunks. Every format carries the parameters, the revision and the time: GeoJSON in its member `analysis`, CSV in its last columns
 * (the parameters in the first row only), JSON as the answer itself with columns as arrays. What is infinite or not known is null, or an empty cell.
 */
export function* writeResult<Id extends ResponseTaskId>(
  format: ResultFormat,
  id: Id,
  answer: ResponseAnswer<Id>,
  say: Say,
  names?: ResultNames,
): Generator<string, void, void> {
  if (format === 'json') yield `${JSON.stringify({ task: id, ...answer }, plainArrays)}\n`;
  else if (format === 'csv') yield* csvOf(toTable(id, answer, names), answer, say);
  else {
    const { parameters, rev, asOf, madeAt } = answer;
    const { scope }: AnswerFacts<unknown> = answer;
    const basis = 'basis' in answer ? answer.basis : undefined;
    yield `{"type":"FeatureCollection","analysis":${JSON.stringify({ task: id, rev, asOf, madeAt, basis, scope, parameters }, plainArrays)},"features":[`;
    let separator = '\n';
    for (const feature of toFeatures(id, answer, names)) {
      yield `${separator}${JSON.stringify(feature)}`;
      separator = ',\n';
    }
    yield '\n]}\n';
  }
}

function* csvOf(
  { columns, rows }: ResultTable,
  { parameters, rev, asOf, madeAt, scope }: AnswerFacts<unknown>,
  say: Say,
): Generator<string, void, void> {
  const titleOf = (key: string, of?: string) => [of, say(`analyses.column.${key}`)].filter(Boolean).join(' · ');
  const titles = [...columns.map(({ key, of }) => titleOf(key, of)), ...['rev', 'madeAt', 'parameters'].map((key) => titleOf(key))];
  const chunkRows = Math.max(1, Math.floor(CHUNK_VALUES / titles.length));
  yield `\ufeff${titles.map(csvCell).join(',')}\r\n`;
  let chunk = '';
  let told = 0;
  for (const row of rows) {
    const cells = row.map((value, column) => {
      const { words } = columns[column]!;
      return words !== undefined && typeof value === 'string' ? say(`${words}.${value}`) : value;
    });
    const given = told === 0 ? JSON.stringify({ ...(parameters as object), asOf, ...(scope === undefined ? {} : { scope }) }) : null;
    chunk += `${[...cells, rev, madeAt, given].map(csvCell).join(',')}\r\n`;
    told += 1;
    if (told % chunkRows !== 0) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Typed arrays as arrays. */
function plainArrays(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value;
}
