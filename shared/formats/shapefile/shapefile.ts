import { done, type Failure, failed } from '../../model/failure.ts';
import { checkGeometry } from '../check-geometry.ts';
import { garbledColumn } from '../feature-table.ts';
import { type SourceRow, type TableFormat, tableHead } from '../format.ts';
import type { Issue } from '../issue.ts';
import { Refusal } from '../refusal.ts';
import { openZip, type ZipArchive, type ZipEntry } from '../zip-archive.ts';
import { crsOfPrj } from './crs-of-prj.ts';
import { type DbfHeader, fieldDecoder, readDbfHeader, readDbfRecord } from './read-dbf.ts';
import { readShape } from './read-shape.ts';
import { streamReader } from './stream-reader.ts';

const rowsPerBatch = 500;
const mostPrjBytes = 64 * 1024;
const judgedRecords = 2000;
const longestShownPrj = 200;
const shpHeaderBytes = 100;
/** 200,000 vertices with heights and measures, each its own part. */
const mostRecordBytes = 8 * 2 ** 20;

interface Layer {
  name: string;
  shp: ZipEntry;
  dbf: ZipEntry | null;
  cpg: ZipEntry | null;
  prj: ZipEntry | null;
}
interface Attributes {
  entry: ZipEntry;
  header: DbfHeader;
  decode: (bytes: Uint8Array) => string;
}

/** Shapefiles in a zip archive: points, lines and polygons with or without heights and measures, attributes in the .cpg's encoding, GBK or UTF-8. */
export const shapefile: TableFormat = {
  id: 'shapefile',
  extensions: [],
  recognises: ({ entryNames }) => entryNames?.some((name) => name.toLowerCase().endsWith('.shp')) ?? false,
  async open(source, options) {
    const file = source.name;
    const archive = await openZip(source);
    const layers = findLayers(archive);
    const layer = options.sheet === undefined ? layers[0] : layers.find(({ name }) => name === options.sheet);
    if (layer === undefined) return failed('sheetUnknown', { file, sheet: options.sheet?.slice(0, 100) ?? '' });
    if (options.encoding !== undefined && !isEncoding(options.encoding))
      return failed('unknownEncoding', { encoding: options.encoding.slice(0, 40) });
    const text = await chooseText(archive, layer, options.encoding, file);
    const prj = layer.prj === null ? null : new TextDecoder().decode(await archive.read(layer.prj, mostPrjBytes)).trim();
    return done({
      head: tableHead({
        columns: text.attributes?.header.fields.map(({ name }) => name) ?? [],
        encoding: text.attributes === null ? null : text.encoding,
        encodingCertain: text.certain,
        sheet: layer.name,
        sheets: layers.map(({ name }) => ({ name, rows: null, hidden: false })),
        crs: prj === null ? null : crsOfPrj(prj),
        crsStated: prj === null || prj === '' ? null : prj.slice(0, longestShownPrj),
      }),
      rows: (report) => {
        if (!text.certain) report({ code: 'encodingUncertain', file, row: null, column: null, value: text.encoding });
        return readRows(archive, layer, text.attributes, file, report);
      },
    });
  },
};

function findLayers(archive: ZipArchive): Layer[] {
  const byName = new Map(archive.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  const shapes = archive.entries.filter(({ name }) => name.toLowerCase().endsWith('.shp') && !name.startsWith('__MACOSX/'));
  return shapes.map((shp) => {
    const base = shp.name.slice(0, -4);
    const beside = (ending: string): ZipEntry | null => byName.get(`${base.toLowerCase()}.${ending}`) ?? null;
    return { name: base, shp, dbf: beside('dbf'), cpg: beside('cpg'), prj: beside('prj') };
  });
}

/** The attribute table and its encoding: as asked, by the .cpg, by the language byte, else UTF-8 when all looked at is valid, else GBK. */
async function chooseText(
  archive: ZipArchive,
  { dbf, cpg }: Layer,
  asked: string | undefined,
  file: string,
): Promise<{ attributes: Attributes | null; encoding: string; certain: boolean }> {
  if (dbf === null) return { attributes: null, encoding: 'utf-8', certain: true };
  const reader = streamReader(archive.stream(dbf));
  const fixed = await reader.take(32);
  const headerBytes = fixed.length < 32 ? 0 : new DataView(fixed.buffer, fixed.byteOffset).getUint16(8, true);
  const rest = await reader.take(Math.max(0, headerBytes - 32));
  const bytes = new Uint8Array(fixed.length + rest.length);
  bytes.set(fixed);
  bytes.set(rest, fixed.length);
  const plain = readDbfHeader(bytes, file, fieldDecoder('utf-8'));
  const stated =
    asked ??
    (cpg === null ? null : encodingOfCpg(new TextDecoder().decode(await archive.read(cpg, 1024)))) ??
    encodingOfLanguage(plain.language);
  const guess = stated ?? (await guessEncoding(reader, plain, bytes));
  await reader.end();
  const decode = fieldDecoder(guess);
  return {
    attributes: { entry: dbf, header: readDbfHeader(bytes, file, decode), decode },
    encoding: guess,
    certain: stated !== null || guess === 'utf-8',
  };
}

const isEncoding = (label: string): boolean => {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
};

/** `UTF-8`, `GBK`, `936`, `CP936`, `ANSI 1252`, `ISO 88591` … */
function encodingOfCpg(text: string): string | null {
  const label = text.trim().toLowerCase();
  const page = /(\d{3,5})$/.exec(label)?.[1];
  const byPage: Readonly<Record<string, string>> = { '936': 'gb18030', '54936': 'gb18030', '65001': 'utf-8', '950': 'big5' };
  if (page !== undefined && byPage[page] !== undefined) return byPage[page];
  if (/^iso ?-?8859-?1$|^88591$/.test(label)) return 'windows-1252';
  const candidates = [label, `windows-${page ?? ''}`].filter((candidate) => candidate !== '' && isEncoding(candidate));
  return candidates[0] ?? null;
}

const encodingOfLanguage = (language: number): string | null => (language === 0x4d || language === 0x7a ? 'gb18030' : null);

/** Only called without any statement: UTF-8 when the names and the first records are, else GB18030. */
async function guessEncoding(reader: ReturnType<typeof streamReader>, header: DbfHeader, headerBytes: Uint8Array): Promise<string> {
  const decode = fieldDecoder('utf-8');
  const valid = (values: Record<string, string>): boolean => garbledColumn(values) === null;
  const names = readDbfHeader(headerBytes, '', decode).fields.map(({ name }) => name);
  if (names.some((name) => name.includes('\ufffd'))) return 'gb18030';
  for (let index = 0; index < judgedRecords; index++) {
    const record = await reader.take(header.recordBytes);
    if (record.length < header.recordBytes) break;
    const values = readDbfRecord(record, header.fields, decode);
    if (values !== null && !valid(values)) return 'gb18030';
  }
  return 'utf-8';
}

async function* readRows(
  archive: ZipArchive,
  layer: Layer,
  attributes: Attributes | null,
  file: string,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], Failure | null, void> {
  const shapes = streamReader(archive.stream(layer.shp));
  const records = attributes === null ? null : streamReader(archive.stream(attributes.entry));
  let batch: SourceRow[] = [];
  try {
    const start = await shapes.take(shpHeaderBytes);
    if (start.length < shpHeaderBytes || viewOf(start).getInt32(0) !== 9994) throw new Refusal('fileMalformed', { file, place: 'SHP' });
    if (records !== null) await records.take(attributes!.header.headerBytes);
    for (let row = 1; ; row++) {
      const head = await shapes.take(8);
      if (head.length < 8) break;
      const length = viewOf(head).getInt32(4) * 2;
      if (length < 4 || length > mostRecordBytes) throw new Refusal('fileMalformed', { file, place: `SHP ${row}` });
      const shape = await shapes.take(length);
      if (shape.length < length) throw new Refusal('fileMalformed', { file, place: `SHP ${row}` });
      const read = readRow(row, shape, records === null ? {} : await nextValues(records, attributes!, file, row), file, report);
      if (read !== null) batch.push(read);
      if (batch.length < rowsPerBatch) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
    return null;
  } finally {
    await shapes.end();
    await records?.end();
  }
}

async function nextValues(
  records: ReturnType<typeof streamReader>,
  { header, decode }: Attributes,
  file: string,
  row: number,
): Promise<Record<string, string> | null> {
  const record = await records.take(header.recordBytes);
  if (record.length < header.recordBytes) throw new Refusal('fileMalformed', { file, place: `DBF ${row}` });
  return readDbfRecord(record, header.fields, decode);
}

/** Null for a deleted row, and for one that cannot be used, which is reported. */
function readRow(
  row: number,
  shape: Uint8Array,
  values: Record<string, string> | null,
  file: string,
  report: (issue: Issue) => void,
): SourceRow | null {
  if (values === null) return null;
  const refuse = (code: Issue['code'], column: string | null, value: string): null => {
    report({ code, file, row, column, value: value.slice(0, 100) });
    return null;
  };
  const garbled = garbledColumn(values);
  if (garbled !== null) return refuse('garbledText', garbled, values[garbled]!);
  const read = readShape(shape);
  if ('reason' in read) return refuse(read.reason, null, read.value);
  if (read.geometry === null) return { row, values, geometry: null };
  const checked = checkGeometry(read.geometry);
  return 'reason' in checked ? refuse(checked.reason, null, checked.value) : { row, values, geometry: checked.geometry };
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
