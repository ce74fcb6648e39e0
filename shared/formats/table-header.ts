import { type FieldWords, fieldWords } from './field-words.ts';
import { mostColumns } from './limits.ts';
import { normalizeWord } from './normalize-words.ts';
import { Refusal } from './refusal.ts';

/** A row of a table as it stands, with its place. */
export interface GridRow {
  /** 1-based line or sheet row. */
  row: number;
  cells: readonly string[];
}

export interface TableHeader {
  columns: string[];
  /** 1-based row the header starts in; 0 when there is none. */
  headerRow: number;
  /** Rows from here on are data. */
  firstDataRow: number;
}

/** Rows above the header that are looked at: titles, who fills in, dates. */
const mostTitleRows = 30;
/** A header fills at least this share of the columns most rows fill. */
const leastFilled = 0.6;

/** Header words; single letters (x, y) stand in data as well. */
const knownWords = new Set(
  Object.values(fieldWords)
    .flatMap((fields: FieldWords) => Object.values(fields).flatMap((words) => words.map(normalizeWord)))
    .filter((word) => !/^[a-z]$/.test(word)),
);

/**
 * The header of a table by its first rows: the row with the most known header words, else the first that fills most columns with text. Title
 * rows above it are passed over; a second header row under grouped (merged) cells is joined to the first as `坐标/经度`. `asked` is the
 * row a person named (0: no header). Cells right of the header are columns too when it has (empty) cells there, or with `padded` rows, where
 * a sheet leaves out what is empty. Null when there is nothing at all. Refuses too many columns.
 */
export function findHeader(
  rows: readonly GridRow[],
  { asked, padded, file }: { asked: number | undefined; padded: boolean; file: string },
): TableHeader | null {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) return null;
  const widest = usedWidth(filled);
  if (widest > mostColumns) throw new Refusal('tooManyColumns', { file, count: widest, limit: mostColumns });
  if (asked === 0) return { columns: nameColumns(Array.from({ length: widest }, () => '')), headerRow: 0, firstDataRow: 0 };
  const at = asked === undefined ? likeliestHeader(filled) : filled.findIndex(({ row }) => row >= asked);
  if (at < 0) return null;
  const header = filled[at]!;
  const second = filled[at + 1];
  const width = padded ? widest : Math.max(lastFilled(header.cells), Math.min(header.cells.length, widest));
  const joined = second === undefined || second.row !== header.row + 1 ? null : joinHeaders(header.cells, second.cells, width);
  const names = joined ?? Array.from({ length: width }, (_, column) => header.cells[column] ?? '');
  return {
    columns: nameColumns(names),
    headerRow: header.row,
    firstDataRow: (joined === null ? header : second!).row + 1,
  };
}

function likeliestHeader(filled: readonly GridRow[]): number {
  const usual = usualFill(filled);
  let best = -1;
  let bestScore = 0;
  for (const [index, { cells }] of filled.slice(0, mostTitleRows).entries()) {
    const known = cells.filter((cell) => cell !== '' && knownWords.has(normalizeWord(cell))).length;
    if (known >= 2 && known > bestScore) [best, bestScore] = [index, known];
  }
  if (best >= 0) return best;
  const first = filled.slice(0, mostTitleRows).findIndex(({ cells }) => countFilled(cells) >= usual * leastFilled && !cells.some(isNumber));
  if (first >= 0) return first;
  const wide = filled.findIndex(({ cells }) => countFilled(cells) >= usual * leastFilled);
  return Math.max(0, wide);
}

const countFilled = (cells: readonly string[]): number => cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0);
const isNumber = (cell: string): boolean => /^\s*[-+]?\d+(\.\d+)?\s*$/.test(cell);
const lastFilled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1;
const usedWidth = (rows: readonly GridRow[]): number => rows.reduce((width, { cells }) => Math.max(width, lastFilled(cells)), 0);

/** How many cells most rows fill. */
function usualFill(rows: readonly GridRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(countFilled(cells), (counts.get(countFilled(cells)) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best))[0];
}

/**
 * Two header rows as one, or null when the second is data: some column has a name only below, under or right of a group's name, and no
 * other column has anything below.
 */
function joinHeaders(top: readonly string[], below: readonly string[], width: number): string[] | null {
  const upper = Array.from({ length: width }, (_, column) => (top[column] ?? '').trim());
  const lower = Array.from({ length: width }, (_, column) => (below[column] ?? '').trim());
  if (lower.some(isNumber) || !lower.some((name, column) => name !== '' && upper[column] === '')) return null;
  const spansBoth = upper.some((above, column) => above !== '' && lower[column] === '');
  if (!spansBoth && lower.filter((name) => knownWords.has(normalizeWord(name))).length < 2) return null;
  const names: string[] = [];
  let group = '';
  for (let column = 0; column < width; column++) {
    const [above, name] = [upper[column]!, lower[column]!];
    if (above !== '') group = name === '' ? '' : above;
    const opensGroup = above !== '' && upper[column + 1] === '' && (lower[column + 1] ?? '') !== '';
    if (above !== '' && name !== '' && !opensGroup) return null;
    names.push(name === '' ? above : group === '' ? name : `${group}/${name}`);
  }
  return names;
}

/** Header cells as unique, trimmed names; a nameless column is called by its number, `#3`. */
function nameColumns(header: readonly string[]): string[] {
  const used = new Set<string>();
  return header.map((cell, index) => {
    const trimmed = cell.replaceAll(/\s+/g, ' ').trim();
    const base = trimmed === '' || trimmed === '__proto__' ? `#${index + 1}` : trimmed;
    let name = base;
    for (let repeat = 2; used.has(name); repeat++) name = `${base} (${repeat})`;
    used.add(name);
    return name;
  });
}
