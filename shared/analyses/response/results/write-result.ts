import type { Feature, Geometry, GeometryCollection, Position } from 'geojson';
import { csvCell } from '../../../formats/write-csv.ts';
import type { Explanation, Sentence } from '../../explanation.ts';
import type { AnswerFacts } from '../response-task.ts';
import type { ResponseAnswer, ResponseTaskId } from '../tasks.ts';
import type { ResultFormat } from './result-formats.ts';
import { toFeatures, toJson, toTable } from './result-forms.ts';
import { degrees, type ResultNames, type ResultTable } from './result-parts.ts';

/** Words of the reader's language by key, as i18next tells them. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** What a chunk holds about: a millisecond or two of work. */
const CHUNK_VALUES = 5000;
const CHUNK_CHARACTERS = 64 * 1024;
const PIECE_POSITIONS = 1000;

/**
 * An answer as a file, in chunks. Every format carries the parameters, the revision and the time: GeoJSON in its member `analysis`, CSV in its last columns
 * (the parameters in the first row only), JSON as the answer itself with columns as arrays, of cells those that take part. GeoJSON and JSON
 * say in words what was done, how to read it and what it does not say. What is infinite or not known is null, or an empty cell.
 */
export function* writeResult<Id extends ResponseTaskId>(
  format: ResultFormat,
  id: Id,
  answer: ResponseAnswer<Id>,
  say: Say,
  names?: ResultNames,
): Generator<string, void, void> {
  const explanation = 'explanation' in answer ? inWords(answer.explanation, say) : undefined;
  if (format === 'json') yield `${JSON.stringify({ task: id, ...toJson(id, answer), explanation }, plainArrays)}\n`;
  else if (format === 'csv') yield* csvOf(toTable(id, answer, names), answer, say);
  else {
    const { parameters, rev, asOf, madeAt } = answer;
    const { scope }: AnswerFacts<unknown> = answer;
    const basis = 'basis' in answer ? answer.basis : undefined;
    const analysis = { task: id, rev, asOf, madeAt, basis, scope, parameters, explanation };
    yield `{"type":"FeatureCollection","analysis":${JSON.stringify(analysis, plainArrays)},"features":[`;
    yield* chunksOf(textsOf(toFeatures(id, answer, names)));
    yield '\n]}\n';
  }
}

function inWords({ method, reading, caveats }: Explanation, say: Say): Record<keyof Explanation, string[]> {
  const sentences = (part: readonly Sentence[]) => part.map(({ key, values }) => say(key, values));
  return { method: sentences(method), reading: sentences(reading), caveats: sentences(caveats) };
}

function* textsOf(features: Iterable<Feature>): Generator<string, void, void> {
  let separator = '\n';
  for (const { geometry, properties } of features) {
    const { type, coordinates } = geometry as Exclude<Geometry, GeometryCollection>;
    yield `${separator}{"type":"Feature","geometry":{"type":"${type}","coordinates":`;
    yield* coordinateTexts(coordinates);
    yield `},"properties":${JSON.stringify(properties)}}`;
    separator = ',\n';
  }
}

type Coordinates = Position | readonly Coordinates[];
/** Coordinates to the centimetre, line by line in pieces: areas have a hundred thousand vertices. */
function* coordinateTexts(coordinates: Coordinates): Generator<string, void, void> {
  if (isPosition(coordinates)) yield textOfPosition(coordinates);
  else if (coordinates.length > 0 && isPosition(coordinates[0]!)) {
    for (let from = 0; from < coordinates.length; from += PIECE_POSITIONS) {
      const piece = (coordinates as Position[]).slice(from, from + PIECE_POSITIONS);
      yield `${from === 0 ? '[' : ','}${piece.map(textOfPosition).join(',')}`;
    }
    yield ']';
  } else {
    yield '[';
    for (const [index, part] of coordinates.entries()) {
      if (index > 0) yield ',';
      yield* coordinateTexts(part);
    }
    yield ']';
  }
}
const isPosition = (coordinates: Coordinates): coordinates is Position => typeof coordinates[0] === 'number';
const textOfPosition = (position: Position): string => `[${position.map(degrees).join(',')}]`;

/** Short texts joined to chunks. */
function* chunksOf(texts: Iterable<string>): Generator<string, void, void> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
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
