import { Refusal } from '../refusal.ts';
import { attributeOf, decodeEntities, scanXml, type XmlHandlers } from '../scan-xml.ts';
import type { ZipArchive, ZipEntry } from '../zip-archive.ts';
import { type NumberStyle, numberStyle } from './number-style.ts';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  entry: ZipEntry;
}
/** What the sheets of a workbook share. */
export interface Workbook {
  sheets: WorkbookSheet[];
  /** Days are counted from 1904, as in workbooks of old Macs. */
  date1904: boolean;
  /** Style of each cell format, by its index. */
  styles: NumberStyle[];
  texts: string[];
}

const mostTexts = 4_000_000;
const mostTextCharacters = 256 * 2 ** 20;
const mostStyles = 100_000;
const mostSheets = 1000;

/** The parts of a workbook (ECMA-376) but the sheets' rows. Refuses what is not one. */
export async function readWorkbook(archive: ZipArchive, file: string): Promise<Workbook> {
  const main = (await targetsOf(archive, '', file)).find(({ type }) => type.endsWith('/officeDocument'));
  const path = main === undefined ? 'xl/workbook.xml' : main.target;
  const entry = archive.find(path);
  if (entry === null) throw new Refusal('archiveDamaged', { file, reason: path.slice(0, 100) });
  const related = await targetsOf(archive, path, file);
  const byId = new Map(related.map((relation) => [relation.id, relation]));
  const sheets: WorkbookSheet[] = [];
  let date1904 = false;
  await scanPart(archive, entry, file, {
    ...nothing,
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet' || sheets.length >= mostSheets) return;
      const id = /:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1] ?? '';
      const relation = byId.get(id);
      const part = relation?.type.endsWith('/worksheet') ? archive.find(relation.target) : null;
      const hidden = (attributeOf(attributes, 'state') ?? 'visible') !== 'visible';
      if (part !== null) sheets.push({ name: attributeOf(attributes, 'name') ?? '', hidden, entry: part });
    },
  });
  const part = (type: string): ZipEntry | null => {
    const relation = related.find((candidate) => candidate.type.endsWith(type));
    return relation === undefined ? null : archive.find(relation.target);
  };
  return {
    sheets,
    date1904,
    styles: await readStyles(archive, part('/styles'), file),
    texts: await readTexts(archive, part('/sharedStrings'), file),
  };
}

const nothing: XmlHandlers = { open: () => {}, close: () => {}, text: () => {}, wantsText: false };

/** Scans one part of the archive from end to end. */
export async function scanPart(archive: ZipArchive, entry: ZipEntry, file: string, handlers: XmlHandlers): Promise<void> {
  const scanner = scanXml(`${file}/${entry.name}`, handlers);
  const decoder = new TextDecoder();
  for await (const bytes of archive.stream(entry)) scanner.push(decoder.decode(bytes, { stream: true }));
  scanner.push(decoder.decode());
  scanner.end();
}

interface Relation {
  id: string;
  type: string;
  /** Path of the part in the archive. */
  target: string;
}

/** What a part refers to; the package itself when its path is empty. */
async function targetsOf(archive: ZipArchive, path: string, file: string): Promise<Relation[]> {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : path.slice(0, slash + 1);
  const entry = archive.find(`${folder}_rels/${path.slice(slash + 1)}.rels`);
  const relations: Relation[] = [];
  if (entry === null) return relations;
  await scanPart(archive, entry, file, {
    ...nothing,
    open(name, attributes) {
      if (name !== 'Relationship' || relations.length > 10 * mostSheets) return;
      const target = attributeOf(attributes, 'Target') ?? '';
      relations.push({
        id: attributeOf(attributes, 'Id') ?? '',
        type: attributeOf(attributes, 'Type') ?? '',
        target: resolvePath(target.startsWith('/') ? '' : folder, target),
      });
    },
  });
  return relations;
}

/** `../a/b` from `xl/c/` is `xl/a/b`. Only names a part of the archive, so it can lead nowhere else. */
function resolvePath(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of `${folder}${target}`.split('/'))
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  return path.join('/');
}

async function readStyles(archive: ZipArchive, entry: ZipEntry | null, file: string): Promise<NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCellFormats = false;
  if (entry === null) return styles;
  await scanPart(archive, entry, file, {
    ...nothing,
    open(name, attributes) {
      if (name === 'numFmt' && codes.size < mostStyles)
        codes.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name !== 'xf' || !inCellFormats || styles.length >= mostStyles) return;
      const id = Number(attributeOf(attributes, 'numFmtId') ?? '0');
      styles.push(numberStyle(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

/** The shared strings; runs of rich text joined, phonetic guides left out. */
async function readTexts(archive: ZipArchive, entry: ZipEntry | null, file: string): Promise<string[]> {
  const texts: string[] = [];
  if (entry === null) return texts;
  let characters = 0;
  let current = '';
  let phonetic = false;
  const handlers: XmlHandlers = {
    wantsText: false,
    open(name) {
      if (name === 't') handlers.wantsText = !phonetic;
      else if (name === 'si') current = '';
      else if (name === 'rPh') phonetic = true;
    },
    close(name) {
      if (name === 't') handlers.wantsText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        texts.push(cellText(current));
        characters += current.length;
        if (texts.length > mostTexts || characters > mostTextCharacters) throw new Refusal('tooManyTexts', { file, limit: mostTexts });
      }
    },
    text(raw) {
      current += decodeEntities(raw);
      if (current.length > mostTextCharacters) throw new Refusal('tooManyTexts', { file, limit: mostTextCharacters });
    },
  };
  await scanPart(archive, entry, file, handlers);
  return texts;
}

/** Text of a cell: `_x000D_` and its like are characters XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function cellText(text: string): string {
  return text.includes('_x') ? text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text;
}
