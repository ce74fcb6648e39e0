import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../shared/testing/seeded-random.ts';
import { type PackageContents, sealFile, unsealFile } from './sealed-package.ts';

const HEADER_BYTES = 72;
const CHUNK = 1000;
const SEALED_CHUNK = 4 + CHUNK + 16;
const cheap = { cost: { log2N: 8, r: 8, p: 1 }, chunkBytes: CHUNK };
const password = '长城2026!';
const plain = Buffer.from(Array.from({ length: 5300 }, (_, index) => (index * 7) % 251));

let folder: string;
let sealed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealed-'));
  sealed = join(folder, 'p.firemap');
  writeFileSync(join(folder, 'plain'), plain);
  sealFile(join(folder, 'plain'), sealed, password, cheap);
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (bytes: Buffer, with_ = password): string => {
  writeFileSync(sealed, bytes);
  const result = unsealFile(sealed, null, with_);
  return result.ok ? 'opened' : result.failure.code;
};

describe('an encrypted package', () => {
  it('gives back what was put in, byte for byte', () => {
    expect(unsealFile(sealed, join(folder, 'back'), password)).toMatchObject({ ok: true, value: { size: plain.length } });
    expect(readFileSync(join(folder, 'back')).equals(plain)).toBe(true);
  });

  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])('holds %i bytes', (size) => {
    writeFileSync(join(folder, 'other'), plain.subarray(0, size));
    sealFile(join(folder, 'other'), join(folder, 'o.firemap'), password, cheap);
    expect(unsealFile(join(folder, 'o.firemap'), join(folder, 'back'), password).ok).toBe(true);
    expect(readFileSync(join(folder, 'back')).equals(plain.subarray(0, size))).toBe(true);
  });

  it('costs a guess what scrypt with N = 2^17 costs, and is never the same twice', () => {
    const one = join(folder, 'one');
    const two = join(folder, 'two');
    sealFile(join(folder, 'plain'), one, password);
    sealFile(join(folder, 'plain'), two, password);
    const header = readFileSync(one);
    expect([header[9], header[10], header[11]]).toEqual([17, 8, 1]);
    expect(header.equals(readFileSync(two))).toBe(false);
    expect(unsealFile(one, null, password).ok).toBe(true);
    expect(unsealFile(one, null, '长城2026?')).toMatchObject({ failure: { code: 'passwordWrong' } });
  });

  it('tells a wrong password from damage', () => {
    const bytes = readFileSync(sealed);
    expect(open(bytes, 'something else')).toBe('passwordWrong');
    expect(open(bytes, '')).toBe('passwordWrong');
    expect(open(bytes)).toBe('opened');
  });

  it('notices every changed byte of the header and a changed bit anywhere', () => {
    const bytes = readFileSync(sealed);
    for (let at = 0; at < HEADER_BYTES; at++) {
      const tampered = Buffer.from(bytes);
      tampered.writeUInt8((tampered.readUInt8(at) ^ 0x10) & 0xff, at);
      expect(open(tampered), `byte ${at}`).toMatch(at < 8 ? /packageUnknown/ : at < 56 ? /packageDamaged/ : /passwordWrong/);
    }
    const random = seededRandom(7);
    for (let round = 0; round < 300; round++) {
      const tampered = Buffer.from(bytes);
      const at = HEADER_BYTES + random.integer(bytes.length - HEADER_BYTES);
      tampered.writeUInt8(tampered.readUInt8(at) ^ (1 << random.integer(8)), at);
      expect(open(tampered), `byte ${at}`).toBe('packageDamaged');
    }
  });

  it('notices every truncation and anything appended', () => {
    const bytes = readFileSync(sealed);
    for (let length = bytes.length - 1; length >= 8; length -= 37) expect(open(bytes.subarray(0, length))).toBe('packageTruncated');
    expect(open(bytes.subarray(0, HEADER_BYTES + 3 * SEALED_CHUNK))).toBe('packageTruncated');
    expect(open(bytes.subarray(0, 5))).toBe('packageUnknown');
    expect(open(Buffer.concat([bytes, Buffer.from('x')]))).toBe('packageDamaged');
  });

  it('notices chunks that were swapped, repeated or brought from another package', () => {
    const bytes = readFileSync(sealed);
    const chunkAt = (index: number) => HEADER_BYTES + index * SEALED_CHUNK;
    const chunk = (index: number) => bytes.subarray(chunkAt(index), chunkAt(index + 1));
    const swapped = Buffer.from(bytes);
    chunk(1).copy(swapped, chunkAt(3));
    chunk(3).copy(swapped, chunkAt(1));
    expect(open(swapped)).toBe('packageReordered');
    const repeated = Buffer.from(bytes);
    chunk(0).copy(repeated, chunkAt(2));
    expect(open(repeated)).toBe('packageReordered');
    sealFile(join(folder, 'plain'), join(folder, 'other.firemap'), password, cheap);
    const foreign = Buffer.from(bytes);
    readFileSync(join(folder, 'other.firemap')).copy(foreign, chunkAt(2), chunkAt(2), chunkAt(3));
    expect(open(foreign)).toBe('packageDamaged');
  });
});

it('says what else it holds instead of opening it', () => {
  sealFile(join(folder, 'plain'), join(folder, 'zone.fpkg'), password, { ...cheap, contents: 'fieldPackage' });
  const openAs = (contents: PackageContents) => unsealFile(join(folder, 'zone.fpkg'), null, password, { contents });
  expect(openAs('fieldPackage').ok).toBe(true);
  expect(openAs('workspace')).toMatchObject({ failure: { code: 'packageIsFieldPackage' } });
  expect(openAs('fieldReturn')).toMatchObject({ failure: { code: 'packageIsFieldPackage' } });
  const bytes = readFileSync(join(folder, 'zone.fpkg'));
  bytes.writeUInt8(2, 47);
  writeFileSync(join(folder, 'relabelled.fpkg'), bytes);
  expect(unsealFile(join(folder, 'relabelled.fpkg'), null, password, { contents: 'fieldReturn' })).toMatchObject({
    failure: { code: 'packageDamaged' },
  });
});
