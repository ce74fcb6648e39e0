import type { CellRule } from './intake.ts';

/** What a rule makes of a cell: the named part of it, then the text its word stands for. A part the cell lacks is empty; an unknown word stays. */
export function applyCellRule({ separator, part = 1, words }: CellRule, cell: string): string {
  const taken = separator === undefined ? cell : (cell.split(separator).at(part > 0 ? part - 1 : part) ?? '');
  const word = taken.trim();
  return words !== undefined && Object.hasOwn(words, word) ? (words[word] ?? word) : word;
}
