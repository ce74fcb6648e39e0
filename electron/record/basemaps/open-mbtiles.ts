import { openSqlite, type SqliteDatabase } from '../sqlite.ts';
import {
  type Archive,
  ArchiveError,
  boundsOf,
  plainAttribution,
  schemaOf,
  type TileFormat,
  tileContentTypes,
  vectorLayerIds,
} from './archive.ts';

const formats: Record<string, TileFormat> = { pbf: 'pbf', mvt: 'pbf', png: 'png', jpg: 'jpg', jpeg: 'jpg', webp: 'webp' };

/**
 * Opens an MBTiles 1.3 archive read-only.
 *
 * @throws ArchiveError when the file is not one or holds tiles of another kind.
 */
export async function openMbtiles(path: string, fallbackName: string): Promise<Archive> {
  const database = openDatabase(path);
  try {
    const metadata = readMetadata(database);
    const format = formats[(metadata.get('format') ?? 'png').toLowerCase()];
    if (!format) throw new ArchiveError('basemapFormat', `format ${metadata.get('format')}`);
    const vectorLayers = format === 'pbf' ? vectorLayerIds(parseJson(metadata.get('json')).vector_layers) : [];
    const zooms = zoomsOf(database, metadata);
    const select = database.prepare('SELECT tile_data AS data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?');
    return {
      description: {
        name: metadata.get('name')?.slice(0, 200) || fallbackName,
        kind: format === 'pbf' ? 'vector' : 'raster',
        schema: schemaOf(vectorLayers),
        ...zooms,
        bounds: boundsOf(metadata.get('bounds')?.split(',') ?? []),
        attribution: plainAttribution(metadata.get('attribution')),
        vectorLayers,
      },
      async tile(z, x, y) {
        // MBTiles counts rows from the south (TMS).
        const data = select.get(z, x, 2 ** z - 1 - y)?.data;
        if (!(data instanceof Uint8Array) || data.length === 0) return null;
        const gzip = data[0] === 0x1f && data[1] === 0x8b;
        return { bytes: Uint8Array.from(data), contentType: tileContentTypes[format], gzip };
      },
      close: async () => database.close(),
    };
  } catch (error) {
    database.close();
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('basemapUnreadable', error instanceof Error ? error.message : String(error));
  }
}

function openDatabase(path: string): SqliteDatabase {
  try {
    return openSqlite(path, { readOnly: true });
  } catch (error) {
    throw new ArchiveError('basemapUnreadable', error instanceof Error ? error.message : String(error));
  }
}

function readMetadata(database: SqliteDatabase): Map<string, string> {
  const entries = database.prepare('SELECT name, value FROM metadata').all();
  return new Map(entries.map((entry) => [String(entry.name), String(entry.value ?? '')]));
}

/** From the metadata; archives that leave it out are asked for their tiles' range. */
function zoomsOf(database: SqliteDatabase, metadata: Map<string, string>): { minZoom: number; maxZoom: number } {
  const minZoom = Number.parseInt(metadata.get('minzoom') ?? '', 10);
  const maxZoom = Number.parseInt(metadata.get('maxzoom') ?? '', 10);
  if (minZoom >= 0 && maxZoom >= minZoom && maxZoom <= 24) return { minZoom, maxZoom };
  const range = database.prepare('SELECT min(zoom_level) AS low, max(zoom_level) AS high FROM tiles').get();
  if (typeof range?.low !== 'number' || typeof range.high !== 'number') throw new ArchiveError('basemapUnreadable', 'no tiles');
  return { minZoom: range.low, maxZoom: range.high };
}

function parseJson(value: string | undefined): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
