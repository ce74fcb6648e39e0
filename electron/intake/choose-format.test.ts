import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openByteSource } from './byte-source.ts';
import { chooseFormat } from './choose-format.ts';

const folder = mkdtempSync(join(tmpdir(), 'choose-format-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function chosen(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const opened = await openByteSource(path, 2 ** 20);
  if (!opened.ok) return opened.failure.code;
  try {
    const format = await chooseFormat(opened.value, path);
    if (!format.ok) return format.failure.code;
    return format.value.kind === 'osm' ? 'osm' : format.value.format.id;
  } finally {
    await opened.value.close();
  }
}

test('what is named an extract and is none is refused, whatever its bytes', async () => {
  const refusals = ['notOsmPbf', 'fileTypeUnsupported', 'archiveUnreadable', 'fileEmpty'];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
      expect(refusals).toContain(await chosen('map.osm.pbf', bytes));
    }),
    { seed: 5, numRuns: 200 },
  );
  expect(await chosen('map.osm.pbf', 'name,lon,lat\nA,114,30\n')).toBe('notOsmPbf');
});

test('what is something else under the name of an extract is what it is', async () => {
  expect(await chosen('map.osm.pbf', '{"type":"FeatureCollection","features":[]}')).toBe('geojson');
});

test('bytes that are no text are no table, under any name but that of one', async () => {
  const noise = Uint8Array.from({ length: 400 }, (_, index) => (index * 37 + 3) % 256);
  expect(await chosen('noise.bin', noise)).toBe('fileTypeUnsupported');
  expect(await chosen('noise', noise)).toBe('fileTypeUnsupported');
  expect(await chosen('table.dat', '名称,经度\n甲,118.9\n')).toBe('csv');
});
