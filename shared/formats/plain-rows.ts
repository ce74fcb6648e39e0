const newline = 10;

export interface Separators {
  delimiter: string;
  quote: string;
}

/** Whether rows parted so can be read by `readPlainRows`: one character each, of which none is a line end or stands for two things. */
export const canReadPlainRows = ({ delimiter, quote }: Separators): boolean =>
  delimiter.length === 1 && quote.length === 1 && delimiter !== quote && !/[\r\n"\ufeff]/.test(delimiter) && !/[\r\n]/.test(quote);

/**
 * Takes the rows at the head of a text in which every cell stands bare, or in quotes with no quote and no line end inside: nearly all of nearly
 * every file. Returns where the first other row begins, or the row that has no line end (`\n`) yet. `take` gets the cells in an array that is used
 * again for the next row. 1,000,000 rows take 1.0 s of CPU so; through papaparse, which knows the other rows too, 1.4 s.
 */
export function readPlainRows(text: string, { delimiter, quote }: Separators, take: (cells: string[]) => void): number {
  const delimiterUnit = delimiter.charCodeAt(0);
  const quoteUnit = quote.charCodeAt(0);
  const { length } = text;
  const cells: string[] = [];
  let count = 0;
  let rowStart = 0;
  let at = 0;
  while (at < length) {
    let unit = text.charCodeAt(at);
    if (unit === quoteUnit) {
      const from = at + 1;
      do {
        at += 1;
        if (at >= length) return rowStart;
        unit = text.charCodeAt(at);
      } while (unit !== quoteUnit && unit !== newline);
      if (unit === newline || at + 1 >= length) return rowStart;
      cells[count] = text.slice(from, at);
      at += 1;
      unit = text.charCodeAt(at);
      if (unit !== delimiterUnit && unit !== newline) return rowStart;
    } else {
      const from = at;
      while (unit !== delimiterUnit && unit !== newline) {
        at += 1;
        if (at >= length) return rowStart;
        unit = text.charCodeAt(at);
      }
      cells[count] = text.slice(from, at);
    }
    count += 1;
    at += 1;
    if (unit === newline) {
      if (cells.length !== count) cells.length = count;
      take(cells);
      count = 0;
      rowStart = at;
    }
  }
  return rowStart;
}
