import { csv } from '../../shared/formats/csv.ts';
import type { ByteSource, TableFormat } from '../../shared/formats/format.ts';
import { geojson } from '../../shared/formats/geojson.ts';
import { formatOfFile } from '../../shared/formats/index.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';

/** Files that look like a table by their name but are something else inside. */
const magics: readonly [bytes: readonly number[], type: string][] = [
  [[0x50, 0x4b, 0x03, 0x04], 'ZIP / XLSX'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'XLS'],
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x1f, 0x8b], 'GZIP'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7Z'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'SQLite'],
];

export type FileFormat = { kind: 'osm' } | { kind: 'table'; format: TableFormat };

/** What a file is, by its first bytes and then by its name. Fails with `fileTypeUnsupported`. */
export async function chooseFormat(source: ByteSource): Promise<Result<FileFormat>> {
  const start = await readStart(source);
  if (isOsmPbf(start)) return done({ kind: 'osm' });
  const magic = magics.find(([bytes]) => bytes.every((byte, index) => start[index] === byte));
  if (magic !== undefined) return failed('fileTypeUnsupported', { file: source.name, type: magic[1] });
  if (source.name.toLowerCase().endsWith('.pbf')) return failed('notOsmPbf', { file: source.name });
  const byName = formatOfFile(source.name);
  if (byName !== null) return done({ kind: 'table', format: byName });
  return done({ kind: 'table', format: firstCharacter(start) === '{' ? geojson : csv });
}

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

async function readStart(source: ByteSource): Promise<Uint8Array> {
  for await (const piece of source.stream()) return piece.slice(0, 64);
  return new Uint8Array(0);
}

function firstCharacter(start: Uint8Array): string {
  return new TextDecoder().decode(start).trimStart().charAt(0);
}
