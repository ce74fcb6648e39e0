import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { done, failed, type Result } from '../../../shared/model/index.ts';

/**
 * An encrypted package: a header, then chunks. The header is
 * `magic 8 | version u8 | log2 N u8 | r u8 | p u8 | chunk bytes u32 | plain bytes u64 | salt 16 | nonce 7 | contents u8 | checksum 8 | key proof 16`,
 * all big-endian. The checksum (of SHA-256) tells damage from a wrong password, which the proof (HMAC-SHA256 under the
 * second half of scrypt's output) tells. A chunk is `index u32 | AES-256-GCM ciphertext | tag 16`; its nonce is
 * `nonce 7 | index u32 | last u8` and the whole header is its associated data, as in STREAM (Hoang, Reyhanitabar, Rogaway,
 * Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015), so that no chunk can be changed, moved, left out or carried over.
 */
const MAGIC = Buffer.from('FIREMAP\x1a', 'latin1');
const VERSION = 1;
const HEADER_BYTES = 72;
const CHECKSUM_AT = 48;
const CONTENTS_AT = 47;
const PROOF_AT = 56;
const INDEX_BYTES = 4;
const TAG_BYTES = 16;
const CHUNK_BYTES = 1 << 20;
const CHUNK_BYTES_AT_MOST = 1 << 26;

/** What a package holds, by its number in the header: a whole workspace, a zone's records to take along, what came back of them. */
export const packageContents = ['workspace', 'fieldPackage', 'fieldReturn'] as const;
export type PackageContents = (typeof packageContents)[number];
/** Failures of a package that holds something else than was asked for. */
const otherContents = {
  workspace: 'packageIsWorkspace',
  fieldPackage: 'packageIsFieldPackage',
  fieldReturn: 'packageIsFieldReturn',
} as const satisfies Record<PackageContents, string>;

/** Cost of guessing one password: N = 2^17, r = 8, p = 1 takes 128 MB and about half a second. */
export interface ScryptCost {
  log2N: number;
  r: number;
  p: number;
}
export const scryptCost: ScryptCost = { log2N: 17, r: 8, p: 1 };
const LOG2_N_AT_MOST = 20;

export interface SealOptions {
  cost?: ScryptCost;
  chunkBytes?: number;
  contents?: PackageContents;
  /** Hears how many bytes of the file are sealed. */
  onBytes?: (bytes: number) => void;
}

/** Encrypts a file into a new one and syncs it. Throws storage errors. */
export function sealFile(
  from: string,
  to: string,
  password: string,
  { cost = scryptCost, chunkBytes = CHUNK_BYTES, contents = 'workspace', onBytes }: SealOptions = {},
): void {
  const source = openSync(from, 'r');
  const target = openSync(to, 'wx');
  try {
    const size = fstatSync(source).size;
    const header = Buffer.alloc(HEADER_BYTES);
    MAGIC.copy(header);
    header.writeUInt8(VERSION, 8);
    header.writeUInt8(cost.log2N, 9);
    header.writeUInt8(cost.r, 10);
    header.writeUInt8(cost.p, 11);
    header.writeUInt32BE(chunkBytes, 12);
    header.writeBigUInt64BE(BigInt(size), 16);
    randomBytes(16).copy(header, 24);
    randomBytes(7).copy(header, 40);
    header.writeUInt8(packageContents.indexOf(contents), CONTENTS_AT);
    checksumOf(header).copy(header, CHECKSUM_AT);
    const { key, proof } = keysOf(header, password, cost);
    proof.copy(header, PROOF_AT);
    writeAll(target, header);
    const chunks = chunkCount(size, chunkBytes);
    const plain = Buffer.alloc(chunkBytes);
    for (let index = 0; index < chunks; index++) {
      const length = readSync(source, plain, 0, chunkBytes, index * chunkBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(header, index, index === chunks - 1));
      cipher.setAAD(header);
      const place = Buffer.alloc(INDEX_BYTES);
      place.writeUInt32BE(index);
      writeAll(target, Buffer.concat([place, cipher.update(plain.subarray(0, length)), cipher.final(), cipher.getAuthTag()]));
      onBytes?.(index * chunkBytes + length);
    }
    fsyncSync(target);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

/**
 * Decrypts a package into a new file, or only checks it when `to` is null; answers the SHA-256 of what was in it.
 * Failures: `packageUnknown` (no package, or a later version), `packageIsWorkspace` and its like (it holds not what it should), `packageDamaged`, `packageTruncated`, `packageReordered`, `passwordWrong`.
 * `onBytes` hears how much of the package was read. On a failure the new file is incomplete and the caller's to remove.
 */
export function unsealFile(
  from: string,
  to: string | null,
  password: string,
  { contents = 'workspace', onBytes }: Pick<SealOptions, 'contents' | 'onBytes'> = {},
): Result<{ sha256: string; size: number }> {
  const source = openSync(from, 'r');
  const target = to === null ? null : openSync(to, 'wx');
  try {
    const header = readHeader(source, from);
    if (!header.ok) return header;
    const { bytes, cost, chunkBytes, size } = header.value;
    if (header.value.contents !== contents) return failed(otherContents[header.value.contents], { path: from });
    const { key, proof } = keysOf(bytes, password, cost);
    if (!timingSafeEqual(proof, bytes.subarray(PROOF_AT))) return failed('passwordWrong', { path: from });
    const chunks = chunkCount(size, chunkBytes);
    const sealedSize = HEADER_BYTES + size + chunks * (INDEX_BYTES + TAG_BYTES);
    const standing = fstatSync(source).size;
    if (standing < sealedSize) return failed('packageTruncated', { path: from, missing: sealedSize - standing });
    if (standing > sealedSize) return failed('packageDamaged', { path: from });
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(INDEX_BYTES + chunkBytes + TAG_BYTES);
    let at = HEADER_BYTES;
    for (let index = 0; index < chunks; index++) {
      const last = index === chunks - 1;
      const length = INDEX_BYTES + (last ? size - index * chunkBytes : chunkBytes) + TAG_BYTES;
      if (readSync(source, buffer, 0, length, at) !== length) return failed('packageTruncated', { path: from, missing: 1 });
      at += length;
      const sealed = buffer.subarray(INDEX_BYTES, length);
      const place = buffer.readUInt32BE(0);
      const plain = place === index ? openChunk(bytes, key, sealed, index, last) : null;
      if (plain === null) {
        // A chunk that is whole under another place was moved; anything else is damage.
        const moved = place !== index && place < chunks && openChunk(bytes, key, sealed, place, place === chunks - 1) !== null;
        return failed(moved ? 'packageReordered' : 'packageDamaged', { path: from });
      }
      hash.update(plain);
      if (target !== null) writeAll(target, plain);
      onBytes?.(at);
    }
    if (target !== null) fsyncSync(target);
    return done({ sha256: hash.digest('hex'), size });
  } finally {
    closeSync(source);
    if (target !== null) closeSync(target);
  }
}

interface Header {
  bytes: Buffer;
  cost: ScryptCost;
  chunkBytes: number;
  size: number;
  contents: PackageContents;
}

function readHeader(file: number, path: string): Result<Header> {
  const bytes = Buffer.alloc(HEADER_BYTES);
  const read = readSync(file, bytes, 0, HEADER_BYTES, 0);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return failed('packageUnknown', { path });
  if (read < HEADER_BYTES) return failed('packageTruncated', { path, missing: HEADER_BYTES - read });
  if (!checksumOf(bytes).equals(bytes.subarray(CHECKSUM_AT, PROOF_AT))) return failed('packageDamaged', { path });
  const cost = { log2N: bytes.readUInt8(9), r: bytes.readUInt8(10), p: bytes.readUInt8(11) };
  const chunkBytes = bytes.readUInt32BE(12);
  const size = Number(bytes.readBigUInt64BE(16));
  const contents = packageContents[bytes.readUInt8(CONTENTS_AT)];
  if (bytes.readUInt8(8) !== VERSION || contents === undefined) return failed('packageUnknown', { path });
  // The checksum is no secret: limits hold whatever a header claims.
  const sane = cost.log2N >= 1 && cost.log2N <= LOG2_N_AT_MOST && cost.r >= 1 && cost.r <= 16 && cost.p >= 1 && cost.p <= 4;
  if (!sane || chunkBytes < 1 || chunkBytes > CHUNK_BYTES_AT_MOST || !Number.isSafeInteger(size)) return failed('packageDamaged', { path });
  return done({ bytes, cost, chunkBytes, size, contents });
}

const checksumOf = (header: Buffer): Buffer => createHash('sha256').update(header.subarray(0, CHECKSUM_AT)).digest().subarray(0, 8);
const chunkCount = (size: number, chunkBytes: number): number => Math.max(1, Math.ceil(size / chunkBytes));

function keysOf(header: Buffer, password: string, { log2N, r, p }: ScryptCost): { key: Buffer; proof: Buffer } {
  const N = 2 ** log2N;
  // NFC: the same password typed with another input method is the same password.
  const derived = scryptSync(password.normalize('NFC'), header.subarray(24, 40), 64, { N, r, p, maxmem: 128 * N * r * p + (1 << 25) });
  const proof = createHmac('sha256', derived.subarray(32)).update(header.subarray(0, PROOF_AT)).digest().subarray(0, TAG_BYTES);
  return { key: derived.subarray(0, 32), proof };
}

function nonceOf(header: Buffer, index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  header.copy(nonce, 0, 40, 47);
  nonce.writeUInt32BE(index, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** The plain bytes of a chunk; null when it was not sealed in this place of this package. */
function openChunk(header: Buffer, key: Buffer, sealed: Buffer, index: number, last: boolean): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(header, index, last), { authTagLength: TAG_BYTES });
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
