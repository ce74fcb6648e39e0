import { undecodable } from './read-text.ts';

const lineFeed = 10;
const carriageReturn = 13;
const undecodableUnit = undecodable.charCodeAt(0);

export interface Separators {
  delimiter: string;
  quote: string;
}

/** Whether rows parted so can be read by `readPlainRows`: one character each, of which none is a line end or stands for two things. */
export const canReadPlainRows = ({ delimiter, quote }: Separators): boolean =>
  delimiter.length === 1 && quote.length === 1 && delimiter !== quote && !/[\r\n"\ufeff]/.test(delimiter) && !/[\r\n]/.test(quote);

/**
 * Takes the rows at the head of a text in which every cell stands bare, or in quotes with no quote and no line end inside: nearly all of nearly
 * every file. A row ends as in any system: `\n`, `\r\n`, `\r`. Returns where the first other row begins, or the row whose end is not there yet.
 * `take` gets the cells in an array that is used again for the next row, and whether any may hold what could not be decoded.
 */
export function readPlainRows(
  text: string,
  { delimiter, quote }: Separators,
  take: (cells: string[], mayBeGarbled: boolean) => void,
): number {
  const delimiterUnit = delimiter.charCodeAt(0);
  const quoteUnit = quote.charCodeAt(0);
  const { length } = text;
  const cells: string[] = [];
  let count = 0;
  let rowStart = 0;
  let at = 0;
  let mayBeGarbled = false;
  while (at < length) {
    let unit = text.charCodeAt(at);
    if (unit === quoteUnit) {
      const from = at + 1;
      do {
        if (unit >= undecodableUnit) mayBeGarbled = true;
        at += 1;
        if (at >= length) return rowStart;
        unit = text.charCodeAt(at);
      } while (unit !== quoteUnit && unit !== lineFeed && unit !== carriageReturn);
      if (unit !== quoteUnit || at + 1 >= length) return rowStart;
      cells[count] = text.slice(from, at);
      at += 1;
      unit = text.charCodeAt(at);
      if (unit !== delimiterUnit && unit !== lineFeed && unit !== carriageReturn) return rowStart;
    } else {
      const from = at;
      while (unit !== delimiterUnit && (unit > carriageReturn || (unit !== lineFeed && unit !== carriageReturn))) {
        if (unit >= undecodableUnit) mayBeGarbled = true;
        at += 1;
        if (at >= length) return rowStart;
        unit = text.charCodeAt(at);
      }
      cells[count] = text.slice(from, at);
    }
    count += 1;
    at += 1;
    if (unit === delimiterUnit) continue;
    if (unit === carriageReturn) {
      if (at >= length) return rowStart;
      if (text.charCodeAt(at) === lineFeed) at += 1;
    }
    if (cells.length !== count) cells.length = count;
    take(cells, mayBeGarbled);
    count = 0;
    mayBeGarbled = false;
    rowStart = at;
  }
  return rowStart;
}
