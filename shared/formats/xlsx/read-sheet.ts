import { Refusal } from '../refusal.ts';
import { attributeOf, decodeEntities, scanXml, type XmlHandlers } from '../scan-xml.ts';
import type { GridRow } from '../table-header.ts';
import type { ZipArchive, ZipEntry } from '../zip-archive.ts';
import { numberText } from './number-style.ts';
import { cellText, type Workbook } from './read-workbook.ts';

/** Excel's own limits. */
const lastRow = 1_048_576;
const lastColumn = 16_384;
const longestCellCharacters = 1_000_000;
const mostMerges = 100_000;
const mostTailCharacters = 32 * 2 ** 20;

/** Rows of a sheet that have any cell, as they stream. Values as a person reads them: dates and times written out, formulas by their stored result. */
export async function* readSheet(
  archive: ZipArchive,
  entry: ZipEntry,
  { texts, styles, date1904 }: Workbook,
  file: string,
): AsyncGenerator<GridRow[], void, void> {
  let rows: GridRow[] = [];
  let inData = false;
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let type = '';
  let style = 0;
  let value = '';
  let phonetic = false;

  const valueText = (): string => {
    switch (type) {
      case '':
      case 'n': {
        const cellStyle = styles[style];
        return cellStyle === undefined ? numberText(value, plain, date1904) : numberText(value, cellStyle, date1904);
      }
      case 's':
        return texts[Number(value)] ?? '';
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : value === '' ? '' : 'FALSE';
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00(:00(\.0*)?)?Z?$/, '');
      default:
        return cellText(value);
    }
  };
  const handlers: XmlHandlers = {
    wantsText: false,
    open(name, attributes) {
      if (name === 'c') {
        if (!inData) return;
        openCell(attributes);
      } else if (name === 'v' || name === 't') handlers.wantsText = inData && !phonetic;
      else if (name === 'row') {
        const stated = attributeOf(attributes, 'r');
        row = stated === null ? row + 1 : Number(stated);
        if (!(row >= 1 && row <= lastRow)) throw new Refusal('fileMalformed', { file, place: `row ${String(stated).slice(0, 20)}` });
        column = -1;
        cells = [];
      } else if (name === 'rPh') phonetic = true;
      else if (name === 'sheetData') inData = true;
    },
    close(name) {
      if (name === 'v' || name === 't') handlers.wantsText = false;
      else if (name === 'c') {
        if (!inData || value === '') return;
        while (cells.length < column) cells.push('');
        cells[column] = valueText();
        value = '';
      } else if (name === 'row') {
        if (cells.length > 0) rows.push({ row, cells });
      } else if (name === 'rPh') phonetic = false;
      else if (name === 'sheetData') inData = false;
    },
    text(raw) {
      value += type === '' || type === 's' ? raw : decodeEntities(raw);
      if (value.length > longestCellCharacters) throw new Refusal('fileMalformed', { file, place: `row ${row}` });
    },
  };
  function openCell(attributes: string): void {
    value = '';
    column += 1;
    const at = readCellAttributes(attributes);
    if (at.column >= 0) column = at.column;
    if (column >= lastColumn) throw new Refusal('fileMalformed', { file, place: `row ${row}` });
    type = at.type;
    style = at.style;
  }

  const scanner = scanXml(`${file}/${entry.name}`, handlers);
  const decoder = new TextDecoder();
  for await (const bytes of archive.stream(entry)) {
    scanner.push(decoder.decode(bytes, { stream: true }));
    if (rows.length > 0) yield rows;
    rows = [];
  }
  scanner.push(decoder.decode());
  scanner.end();
  if (rows.length > 0) yield rows;
}

const plain = { kind: 'number' } as const;
const [space, quoteMark, letterR, letterS, letterT, equals] = [32, 34, 114, 115, 116, 61];
const cell = { column: -1, style: 0, type: '' };

/** `r="AB12" s="3" t="s"`, in one pass: there are millions of these. The answer is valid until the next call. */
function readCellAttributes(attributes: string): typeof cell {
  cell.column = -1;
  cell.style = 0;
  cell.type = '';
  for (let at = 0; at + 3 < attributes.length; at++) {
    if (attributes.charCodeAt(at) !== space || attributes.charCodeAt(at + 2) !== equals) continue;
    const quote = attributes[at + 3];
    if (attributes.charCodeAt(at + 3) !== quoteMark && quote !== "'") continue;
    const end = attributes.indexOf(quote as string, at + 4);
    if (end < 0) break;
    const name = attributes.charCodeAt(at + 1);
    if (name === letterR) cell.column = columnOf(attributes, at + 4, end);
    else if (name === letterS) cell.style = Number(attributes.slice(at + 4, end));
    else if (name === letterT) cell.type = attributes.slice(at + 4, end);
    at = end;
  }
  return cell;
}

/** 0-based column of a reference such as `AB12`; −1 when it has no letters. */
function columnOf(text: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to && at < from + 8; at++) {
    const letter = text.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

export interface MergedCells {
  top: number;
  bottom: number;
  /** 0-based. */
  column: number;
}

/** The merged cells of a sheet that span rows, from the top. They stand behind the rows, so the whole sheet is inflated for them. */
export async function readMerges(archive: ZipArchive, entry: ZipEntry): Promise<MergedCells[]> {
  const decoder = new TextDecoder();
  let tail = '';
  let inTail = false;
  for await (const bytes of archive.stream(entry)) {
    const text = decoder.decode(bytes, { stream: true });
    if (inTail) {
      if (tail.length < mostTailCharacters) tail += text;
      continue;
    }
    tail = tail.slice(-endTagCharacters) + text;
    const end = endOfRows(tail);
    if (end < 0) continue;
    inTail = true;
    tail = tail.slice(end);
  }
  const merges: MergedCells[] = [];
  if (!inTail) return merges;
  for (const [, left, top, bottom] of tail.matchAll(/mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g)) {
    if (merges.length >= mostMerges) break;
    const merged = { top: Number(top), bottom: Number(bottom), column: columnOf(left!, 0, left!.length) };
    if (merged.bottom > merged.top && merged.bottom <= lastRow) merges.push(merged);
  }
  return merges.sort((a, b) => a.top - b.top);
}

/** Long enough for `</prefix:sheetData>`. */
const endTagCharacters = 64;

function endOfRows(text: string): number {
  for (let at = text.indexOf('sheetData>'); at >= 0; at = text.indexOf('sheetData>', at + 1))
    if (text[text.lastIndexOf('<', at) + 1] === '/') return at;
  return -1;
}
