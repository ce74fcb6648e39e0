import { randomBytes } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { protocol, type Session } from 'electron';
import type { Log } from './log.ts';
import type { RecordApi } from './record/api.ts';
import { byteRangeOf, contentSecurityPolicy, contentTypeOf, relativePathOf, withNonce } from './static-files.ts';
import { tileAddress } from './tile-address.ts';

export const appOrigin = 'app://main';
const immutable = 'public, max-age=31536000, immutable';

/** Every piece of a file costs the main process a turn: the font of 10 MB comes in ten. */
const PIECE_BYTES = 1_000_000;

type TileSource = Pick<RecordApi, 'groundTile' | 'basemapTile'>;

/** Makes app:// an origin like any other: IndexedDB, module workers, wasm, fetch. Before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ]);
}

/**
 * Serves `app://main/…`: the built renderer, and the tiles
 * `tiles/ground/{z}/{x}/{y}?rev=` (cut from the workspace) and `tiles/basemap/{id}/{z}/{x}/{y}` (from added archives).
 */
export function serveApp(session: Session, folder: string, record: TileSource, log: Log): void {
  session.protocol.handle('app', async (request) => {
    try {
      return await answer(request, folder, record);
    } catch (error) {
      log.error(`${request.url}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return plain(500);
    }
  });
}

async function answer(request: Request, folder: string, record: TileSource): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== 'main') return plain(404);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
  const path = relativePathOf(url.pathname);
  if (path === null) return plain(400);
  const [root, kind, ...rest] = path.split('/');
  if (root === 'tiles' && kind === 'ground') return groundTile(rest, url.searchParams.has('rev'), record);
  if (root === 'tiles' && kind === 'basemap') return basemapTile(rest, record);
  return staticFile(join(folder, path), path, request);
}

async function groundTile(segments: string[], versioned: boolean, record: TileSource): Promise<Response> {
  const address = tileAddress(segments);
  if (address === null) return plain(400);
  const bytes = await record.groundTile(address);
  const headers = { 'cache-control': versioned ? immutable : 'no-store' };
  if (bytes === null) return new Response(null, { status: 204, headers });
  return new Response(bytes, { headers: { ...headers, 'content-type': 'application/vnd.mapbox-vector-tile' } });
}

async function basemapTile([id, ...rest]: string[], record: TileSource): Promise<Response> {
  const address = tileAddress(rest);
  if (address === null || id === undefined) return plain(400);
  const tile = await record.basemapTile({ id, ...address });
  if (tile === null) return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  const body = tile.gzip ? new Blob([tile.bytes]).stream().pipeThrough(new DecompressionStream('gzip')) : tile.bytes;
  return new Response(body, { headers: { 'content-type': tile.contentType, 'cache-control': immutable } });
}

async function staticFile(file: string, path: string, request: Request): Promise<Response> {
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return plain(404);
  const headers: Record<string, string> = {
    'content-type': contentTypeOf(path),
    'x-content-type-options': 'nosniff',
    'cache-control': path.startsWith('assets/') ? immutable : 'no-store',
  };
  const nonce = randomBytes(18).toString('base64');
  headers['content-security-policy'] = contentSecurityPolicy(nonce);
  if (path.endsWith('.html')) return new Response(withNonce(await readFile(file, 'utf8'), nonce), { headers });

  headers['accept-ranges'] = 'bytes';
  const range = byteRangeOf(request.headers.get('range'), info.size);
  if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${info.size}` } });
  const { first, last } = range ?? { first: 0, last: info.size - 1 };
  headers['content-length'] = String(last - first + 1);
  if (range) headers['content-range'] = `bytes ${first}-${last}/${info.size}`;
  const status = range ? 206 : 200;
  if (request.method === 'HEAD' || info.size === 0) return new Response(null, { status, headers });
  const handle = await open(file);
  const stream = Readable.toWeb(handle.createReadStream({ start: first, end: last, highWaterMark: PIECE_BYTES }));
  return new Response(stream as ReadableStream<Uint8Array>, { status, headers });
}

function plain(status: number): Response {
  return new Response(null, { status, headers: { 'content-security-policy': "default-src 'none'" } });
}
