import { open, stat } from 'node:fs/promises';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { isAbsolute, join } from 'node:path';
import type { Readable } from 'node:stream';
import { done, failed, type Result } from '../../shared/model/index.ts';
import { manifestName } from './manifest.ts';

/** A place updates come from: a folder (also on a USB stick or a share) or an address in the intranet. */
export interface UpdateSource {
  readManifest(signal: AbortSignal): Promise<Result<Buffer>>;
  openFile(name: string, signal: AbortSignal): Promise<Result<Readable>>;
}

const largestManifestBytes = 256 * 1024;
const idleMs = 15_000;

/** Whether a text names a place updates can come from: an absolute folder, or an http(s) address without a password in it. */
export function isSourceAddress(text: string): boolean {
  return webAddress(text) !== null || isAbsolute(text);
}

/** The source at an address. Its calls fail with `updateSourceUnreachable` or `updateCancelled`. Redirects are not followed. */
export function updateSource(address: string): UpdateSource {
  const url = webAddress(address);
  const openFile = (name: string, signal: AbortSignal) =>
    attempt(address, signal, () => (url ? openWeb(new URL(name, url), signal) : openLocal(join(address, name), signal)));
  return {
    openFile,
    async readManifest(signal) {
      const opened = await openFile(manifestName, signal);
      return opened.ok ? attempt(address, signal, () => readAll(opened.value)) : opened;
    },
  };
}

function webAddress(text: string): URL | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return null;
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

async function openLocal(path: string, signal: AbortSignal): Promise<Readable> {
  if (!(await stat(path)).isFile()) throw new Error(`${path} is not a file`);
  return (await open(path)).createReadStream({ signal });
}

function openWeb(url: URL, signal: AbortSignal): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getSecure : getPlain;
    const request = get(url, { signal, timeout: idleMs, agent: false, headers: { 'cache-control': 'no-cache' } });
    request.on('timeout', () => request.destroy(new Error(`${url.host}: no answer for ${idleMs / 1000} s`)));
    request.on('error', reject);
    request.on('response', (response: IncomingMessage) => {
      if (response.statusCode === 200) return resolve(response);
      response.destroy();
      reject(new Error(`HTTP ${response.statusCode}`));
    });
  });
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > largestManifestBytes) throw new Error(`${manifestName} > ${largestManifestBytes} B`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function attempt<T>(address: string, signal: AbortSignal, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return done(await work());
  } catch (error) {
    if (signal.aborted) return failed('updateCancelled');
    return failed('updateSourceUnreachable', { source: address, reason: error instanceof Error ? error.message : String(error) });
  }
}
