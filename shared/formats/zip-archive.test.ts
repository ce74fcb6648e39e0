import { describe, expect, test } from 'vitest';
import { bytesAsSource } from '../testing/byte-source.ts';
import { writeZip } from '../testing/write-zip.ts';
import { Refusal } from './refusal.ts';
import { openZip } from './zip-archive.ts';

const whole = async (bytes: Uint8Array): Promise<Record<string, string>> => {
  const archive = await openZip(bytesAsSource(bytes, 'a.zip'));
  const found: Record<string, string> = {};
  for (const entry of archive.entries) found[entry.name] = new TextDecoder().decode(await archive.read(entry, 2 ** 30));
  return found;
};
const refused = async (bytes: Uint8Array) => {
  const before = performance.now();
  const reason = await whole(bytes).then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.failure : error),
  );
  expect(performance.now() - before).toBeLessThan(1000);
  return reason;
};

/** The bytes with a change at every central directory header, whose position the change is given. */
function withDirectory(bytes: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 4 < bytes.length; at++) if (view.getUint32(at, true) === 0x02014b50) change(view, at);
  return bytes;
}

test('members come back whole, stored or deflated, names of Chinese Windows too', async () => {
  const long = Array.from({ length: 50_000 }, (_, line) => `第${line * 7919}行\n`).join('');
  expect(await whole(writeZip({ 'a.txt': long, 'b/店.txt': '店', empty: '' }))).toEqual({ 'a.txt': long, 'b/店.txt': '店', empty: '' });
  const gbk = withDirectory(writeZip({ 'xx.txt': 'a' }), (view, at) => {
    view.setUint16(at + 8, 0, true);
    view.setUint16(at + 46, 0xeab5, true);
  });
  expect(Object.keys(await whole(gbk))).toEqual(['店.txt']);
});

describe('refused before or while it inflates', () => {
  const zeros = new Uint8Array(64 * 2 ** 20);
  test('a bomb by its ratio, and the size it states', async () => {
    const bomb = writeZip({ 'a.xml': zeros });
    expect(await refused(bomb)).toMatchObject({ code: 'archiveRatio', details: { limit: 250 } });
    const lying = withDirectory(bomb, (view, at) => view.setUint32(at + 24, 1000, true));
    expect(await refused(lying)).toMatchObject({ code: 'archiveDamaged' });
    const huge = withDirectory(writeZip({ a: 'a' }), (view, at) => view.setUint32(at + 24, 0xf000_0000, true));
    expect(await refused(huge)).toMatchObject({ code: 'archiveTooLarge', details: { megabytes: 3840, limit: 1024 } });
  });
  test('too many entries', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`e${index}`, '']));
    expect(await refused(writeZip(many))).toMatchObject({ code: 'archiveEntries', details: { count: 10_001, limit: 10_000 } });
  });
  test('paths that lead out, links, encryption, odd methods', async () => {
    for (const path of ['../a', 'b/../../a', '/etc/a', 'C:/a', 'b\\..\\..\\a'])
      expect(await refused(writeZip({ [path]: 'a' }))).toMatchObject({ code: 'archivePath' });
    const link = withDirectory(writeZip({ a: '/etc/passwd' }), (view, at) => {
      view.setUint16(at + 4, 3 << 8, true);
      view.setUint32(at + 38, 0xa1ff << 16, true);
    });
    expect(await refused(link)).toMatchObject({ code: 'archiveLink' });
    expect(await refused(withDirectory(writeZip({ a: 'a' }), (view, at) => view.setUint16(at + 8, 1, true)))).toMatchObject({
      code: 'archiveEncrypted',
    });
    expect(await refused(withDirectory(writeZip({ a: 'a' }), (view, at) => view.setUint16(at + 10, 99, true)))).toMatchObject({
      code: 'archiveMethod',
    });
  });
  test('cut, emptied, and pointed elsewhere', async () => {
    const good = writeZip({ a: 'a'.repeat(1000) });
    for (const bytes of [good.slice(0, -30), good.slice(0, 10), new Uint8Array(100)])
      expect(await refused(bytes)).toMatchObject({ code: 'archiveDamaged' });
    expect(await refused(withDirectory(good.slice(), (view, at) => view.setUint32(at + 42, 5, true)))).toMatchObject({
      code: 'archiveDamaged',
    });
  });
});
