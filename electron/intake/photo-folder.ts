import { open, opendir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { checkGeometry } from '../../shared/formats/check-geometry.ts';
import { type SourceRow, type TableFormat, tableHead } from '../../shared/formats/format.ts';
import type { Issue } from '../../shared/formats/issue.ts';
import { done, type Failure, failed } from '../../shared/model/index.ts';
import { readExif } from './read-exif.ts';

const columns = ['file', 'time', 'lon', 'lat', 'direction', 'datum', 'description'];
const mostPhotos = 100_000;
const deepestFolder = 8;
/** The Exif block stands in the first 64 KB, behind at most one other block as large. */
const headBytes = 160 * 1024;
const rowsPerBatch = 100;

/** A folder of JPEG photos, a row each, placed where the camera was. Links are not followed. */
export function photoFolder(path: string): TableFormat {
  return {
    id: 'photos',
    extensions: [],
    recognises: () => false,
    async open({ name: file }) {
      const photos: string[] = [];
      await findPhotos(path, 0, photos);
      if (photos.length === 0) return failed('noTableInside', { file });
      photos.sort();
      return done({
        head: tableHead({ columns, crs: 'wgs84' }),
        rows: (report) => readRows(path, photos, file, report),
      });
    },
  };
}

async function findPhotos(folder: string, depth: number, photos: string[]): Promise<void> {
  for await (const entry of await opendir(folder)) {
    if (photos.length >= mostPhotos) return;
    if (entry.isFile() && /\.(jpe?g|heic|heif)$/i.test(entry.name)) photos.push(join(folder, entry.name));
    else if (entry.isDirectory() && depth < deepestFolder) await findPhotos(join(folder, entry.name), depth + 1, photos);
  }
}

async function* readRows(
  path: string,
  photos: readonly string[],
  file: string,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], Failure | null, void> {
  let batch: SourceRow[] = [];
  for (const [index, photo] of photos.entries()) {
    const name = relative(path, photo).split(sep).join('/');
    const facts = readExif(await readHead(photo));
    if (facts === null) {
      report({ code: 'fileMalformed', file, row: index + 1, column: 'file', value: name });
      continue;
    }
    const { lon, lat, takenAt, direction, datum, description } = facts;
    const values = {
      file: name,
      time: takenAt ?? '',
      lon: lon === null ? '' : String(lon),
      lat: lat === null ? '' : String(lat),
      direction: direction === null ? '' : String(direction),
      datum: datum ?? '',
      description: description ?? '',
    };
    const placed = lon === null || lat === null ? null : checkGeometry({ type: 'Point', coordinates: [lon, lat] });
    batch.push({ row: index + 1, values, geometry: placed !== null && 'geometry' in placed ? placed.geometry : null });
    if (batch.length < rowsPerBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  return null;
}

/** The first bytes of a file, none when it cannot be read. */
async function readHead(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(headBytes), 0, headBytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return new Uint8Array(0);
  }
}
