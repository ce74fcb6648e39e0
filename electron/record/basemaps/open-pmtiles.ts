import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { Compression, type Header, PMTiles, type Source, TileType } from 'pmtiles';
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

const unzip = promisify(gunzip);
const unbrotli = promisify(brotliDecompress);
/** No tile, directory or metadata of a sane archive is larger; a hostile one must not fill the memory. */
const maxOutputLength = 64 * 1024 * 1024;

const formats: Partial<Record<TileType, TileFormat>> = {
  [TileType.Mvt]: 'pbf',
  [TileType.Png]: 'png',
  [TileType.Jpeg]: 'jpg',
  [TileType.Webp]: 'webp',
  [TileType.Avif]: 'avif',
};

/**
 * Opens a PMTiles v3 archive, reading only the byte ranges asked for.
 *
 * @throws ArchiveError when the file is not one or holds tiles of another kind; the file system's error when unreadable.
 */
export async function openPmtiles(path: string, fallbackName: string): Promise<Archive> {
  const handle = await open(path, 'r');
  const source: Source = {
    getKey: () => path,
    async getBytes(offset, length) {
      const size = Math.min(length, maxOutputLength);
      const { buffer, bytesRead } = await handle.read(new Uint8Array(size), 0, size, offset);
      return { data: buffer.buffer.slice(0, bytesRead) };
    },
  };
  const archive = new PMTiles(source, undefined, decompress);
  try {
    const header = await readHeader(archive);
    const format = formats[header.tileType];
    if (!format) throw new ArchiveError('basemapFormat', `tile type ${header.tileType}`);
    const metadata = await readMetadata(archive);
    const vectorLayers = format === 'pbf' ? vectorLayerIds(metadata.vector_layers) : [];
    return {
      description: {
        name: typeof metadata.name === 'string' && metadata.name !== '' ? metadata.name.slice(0, 200) : fallbackName,
        kind: format === 'pbf' ? 'vector' : 'raster',
        schema: schemaOf(vectorLayers),
        minZoom: header.minZoom,
        maxZoom: header.maxZoom,
        bounds: boundsOf([header.minLon, header.minLat, header.maxLon, header.maxLat]),
        attribution: plainAttribution(metadata.attribution),
        vectorLayers,
      },
      async tile(z, x, y) {
        if (z < header.minZoom || z > header.maxZoom) return null;
        const tile = await archive.getZxy(z, x, y);
        return tile ? { bytes: new Uint8Array(tile.data), contentType: tileContentTypes[format], gzip: false } : null;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readHeader(archive: PMTiles): Promise<Header> {
  try {
    return await archive.getHeader();
  } catch (error) {
    throw new ArchiveError('basemapUnreadable', error instanceof Error ? error.message : String(error));
  }
}

async function readMetadata(archive: PMTiles): Promise<Record<string, unknown>> {
  try {
    const metadata = await archive.getMetadata();
    return typeof metadata === 'object' && metadata !== null ? (metadata as Record<string, unknown>) : {};
  } catch (error) {
    throw new ArchiveError('basemapUnreadable', error instanceof Error ? error.message : String(error));
  }
}

async function decompress(data: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  if (compression === Compression.None || compression === Compression.Unknown) return data;
  if (compression !== Compression.Gzip && compression !== Compression.Brotli) throw new ArchiveError('basemapFormat', 'compression');
  const bytes = await (compression === Compression.Gzip ? unzip(data, { maxOutputLength }) : unbrotli(data, { maxOutputLength }));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
