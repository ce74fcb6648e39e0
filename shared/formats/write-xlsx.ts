import { escapeXml, replaceUnwritable } from './escape-xml.ts';
import { startsFormula } from './formula-text.ts';
import { zipMembers } from './zip-members.ts';

/** How the cells of a column are typed. A date is `YYYY-MM-DD` and becomes Excel's; anything a kind cannot hold is written as text. */
export type SheetColumnKind = 'text' | 'number' | 'date';
export interface SheetColumn {
  title: string;
  kind: SheetColumnKind;
  /** In characters of the usual digit; a Chinese character is two. */
  width: number;
}
export type SheetCell = string | number | boolean | null | undefined;
/** One sheet: a bold header that stays in sight with a filter on it, and rows in pages, each cell under its column. */
export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  rows: AsyncIterable<readonly (readonly SheetCell[])[]> | Iterable<readonly (readonly SheetCell[])[]>;
}

/** Excel's own limit, the header included. */
export const mostSheetRows = 1_048_576;
const longestCellCharacters = 32_767;

/**
 * A workbook (Office Open XML, ECMA-376) as it grows; one page of rows is in memory at a time. Texts stand in the cells themselves, never
 * as formulas; one that would start a formula when retyped has Excel's own mark for text (`quotePrefix`). Throws beyond `mostSheetRows`.
 */
export function writeXlsx(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array, void, void> {
  const names = uniqueNames(sheets.map((sheet) => sheet.name));
  return zipMembers([
    { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] },
    { name: '_rels/.rels', content: [relationships([['officeDocument', 'xl/workbook.xml']])] },
    { name: 'xl/workbook.xml', content: [workbook(names)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        relationships([...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const), ['styles', 'styles.xml']]),
      ],
    },
    { name: 'xl/styles.xml', content: [styles] },
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, content: sheetXml(sheet, index === 0) })),
  ]);
}

/** Width of a column that shows a text whole, a Chinese character counting as two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) > 0xff ? 2 : 1;
  return width;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const style = { number: 0, header: 1, date: 2, text: 3, marked: 4 } as const;

const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Microsoft YaHei"/></font><font><b/><sz val="11"/><name val="Microsoft YaHei"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const parts = Array.from(
    { length: sheets },
    (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${parts.join('')}</Types>`;
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`);
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

function workbook(names: readonly string[]): string {
  const list = names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`;
}

async function* sheetXml({ columns, rows }: Sheet, first: boolean): AsyncGenerator<string, void, void> {
  const letters = columns.map((_, index) => lettersOf(index));
  const widths = columns.map(({ width }, index) => {
    const shown = Math.min(Math.max(width, 4), 80) + 2;
    return `<col min="${index + 1}" max="${index + 1}" width="${shown}" customWidth="1"/>`;
  });
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const view = `<sheetView${first ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView>`;
  const header = columns.map(({ title }, index) => textCell(`${letters[index]}1`, title, style.header)).join('');
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews>${view}</sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${header}</row>`;
  let number = 1;
  for await (const page of rows) {
    let text = '';
    for (const row of page) {
      number += 1;
      if (number > mostSheetRows) throw new RangeError(`more than ${mostSheetRows} rows in a sheet`);
      text += `<row r="${number}">`;
      for (let index = 0; index < columns.length; index++) text += cellXml(`${letters[index]}${number}`, row[index], columns[index]!.kind);
      text += '</row>';
    }
    if (text !== '') yield text;
  }
  const corner = letters.at(-1);
  yield `</sheetData>${corner === undefined ? '' : `<autoFilter ref="A1:${corner}${number}"/>`}</worksheet>`;
}

function cellXml(at: string, value: SheetCell, kind: SheetColumnKind): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${at}"><v>${value}</v></c>` : '';
  if (kind === 'date') {
    const serial = serialOf(value);
    if (serial !== null) return `<c r="${at}" s="${style.date}"><v>${serial}</v></c>`;
  }
  return textCell(at, value, startsFormula(value) ? style.marked : style.text);
}

const textCell = (at: string, text: string, look: number): string =>
  `<c r="${at}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${cellEscapes(text.slice(0, longestCellCharacters))}</t></is></c>`;

/** Excel's number of a day; null for what is no day, or one before March 1900, where Excel is a day off. */
function serialOf(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const serial = Math.round((Date.parse(`${text}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  return Number.isFinite(serial) && serial >= 61 ? serial : null;
}

/** Characters XML cannot hold become `_x0001_` and their like, and so does a text that only looks so (ECMA-376 part 1, 22.9.2.19). */
function cellEscapes(text: string): string {
  const safe = text.includes('_') ? text.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_') : text;
  return escapeXml(replaceUnwritable(safe, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`));
}

function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) letters = String.fromCharCode(65 + (rest % 26)) + letters;
  return letters;
}

/** Names a workbook takes: 31 characters, none of `[]:*?/\`, each once. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((wanted, index) => {
    const plain = wanted
      .replaceAll(/[[\]:*?/\\]/g, ' ')
      .replaceAll(/^'|'$/g, '')
      .trim()
      .slice(0, 31);
    let name = plain === '' ? `Sheet${index + 1}` : plain;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${plain.slice(0, 26)} (${count})`;
    taken.add(name.toLowerCase());
    return name;
  });
}
