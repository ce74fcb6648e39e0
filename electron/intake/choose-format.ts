import type { FileSource, FileStart, TableFormat } from '../../shared/formats/format.ts';
import { gunzipped } from '../../shared/formats/gunzip.ts';
import { extensionOf, recogniseFormat } from '../../shared/formats/index.ts';
import { markedEncoding } from '../../shared/formats/read-text.ts';
import { Refusal, refusalsAsFailures } from '../../shared/formats/refusal.ts';
import { openZip } from '../../shared/formats/zip-archive.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import type { OpenFile } from './byte-source.ts';
import { geopackage } from './geopackage.ts';
import { photoFolder } from './photo-folder.ts';

const startBytes = 4096;
const gzip = [0x1f, 0x8b] as const;
const zip = [0x50, 0x4b] as const;

/** Files that look like a table by their name but are something else inside. */
const magics: readonly [bytes: readonly number[], type: string][] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'XLS'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [gzip, 'GZIP'],
  [zip, 'ZIP'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7Z'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'SQLite'],
];

/** What a file is, and the source to read it from: the file itself, or what is inside its .gz. */
export type FileFormat = { kind: 'osm' } | { kind: 'table'; format: TableFormat; source: FileSource };

/** What a file is, by its content first and its name last. Fails with `fileTypeUnsupported`, `notOsmPbf`, or as an archive does. */
export async function chooseFormat(file: Pick<OpenFile, 'source' | 'isFolder'>, path: string): Promise<Result<FileFormat>> {
  try {
    return await choose(file, path);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, failure: error.failure };
    throw error;
  }
}

async function choose({ source: file, isFolder }: Pick<OpenFile, 'source' | 'isFolder'>, path: string): Promise<Result<FileFormat>> {
  if (isFolder) return done({ kind: 'table', format: photoFolder(path), source: file });
  let source = file;
  let bytes = await file.readAt(0, startBytes);
  if (isOsmPbf(bytes)) return done({ kind: 'osm' });
  if (beginsWith(bytes, gzip)) {
    source = gunzipped(file);
    bytes = await readStart(source);
  }
  const entryNames = beginsWith(bytes, zip) && source === file ? (await openZip(file)).entries.map((entry) => entry.name) : null;
  const extension = extensionOf(source.name);
  const start: FileStart = { extension, bytes, text: textOf(bytes), entryNames };
  const magic = magics.find(([expected]) => beginsWith(bytes, expected));
  const database = refusalsAsFailures(geopackage(path));
  if (source === file && database.recognises(start)) return done({ kind: 'table', format: database, source });
  const format = recogniseFormat(magic === undefined ? start : { ...start, extension: '' });
  // Any text may be CSV: a name that promises an extract is not answered with a table.
  if (format !== null && !(extension === 'pbf' && format.id === 'csv')) return done({ kind: 'table', format, source });
  return extension === 'pbf'
    ? failed('notOsmPbf', { file: file.name })
    : failed('fileTypeUnsupported', { file: file.name, type: magic?.[1] ?? extension.toUpperCase().slice(0, 10) });
}

const beginsWith = (bytes: Uint8Array, expected: readonly number[]): boolean => expected.every((byte, index) => bytes[index] === byte);

/** A PBF extract begins with a blob header of type `OSMHeader` behind its own length. */
function isOsmPbf(start: Uint8Array): boolean {
  return (
    start[0] === 0 &&
    start[1] === 0 &&
    start[4] === 0x0a &&
    start[5] === 9 &&
    new TextDecoder().decode(start.subarray(6, 15)) === 'OSMHeader'
  );
}

async function readStart(source: FileSource): Promise<Uint8Array> {
  for await (const piece of source.stream()) return piece.slice(0, startBytes);
  return new Uint8Array(0);
}

/** The start as text by its mark, or as UTF-8 (whose ASCII any encoding shares); '' for the magic of something else. */
function textOf(bytes: Uint8Array): string {
  if (magics.some(([expected]) => beginsWith(bytes, expected))) return '';
  return new TextDecoder(markedEncoding(bytes) ?? 'utf-8').decode(bytes).trimStart();
}
