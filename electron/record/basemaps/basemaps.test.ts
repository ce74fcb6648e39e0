import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTileWriter, tileGeometry } from '../ground/tile-writer.ts';
import { pmtilesOf, pmtilesType, writeMbtiles } from '../testing/write-archive.ts';
import { plainAttribution, schemaOf } from './archive.ts';
import { type Basemaps, createBasemaps } from './basemaps.ts';

let folder: string;
let stored: { path: string }[];
let basemaps: Basemaps;
const open = () =>
  createBasemaps({
    load: async () => stored,
    save: async (list) => {
      stored = list;
    },
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'basemaps-'));
  stored = [];
  basemaps = open();
  return async () => {
    await basemaps.close();
    await rm(folder, { recursive: true });
  };
});

const tileBytes = () => {
  const writer = createTileWriter(4096);
  writer.add('water', tileGeometry.point, [9, 2, 4], { name: '福海' }, 0);
  return writer.finish()!;
};
const layers = { vector_layers: [{ id: 'transportation' }, { id: 'water' }, { id: 'place' }] };

describe('createBasemaps', () => {
  it('adds, lists, serves and removes an .mbtiles archive', async () => {
    const path = join(folder, '海淀.mbtiles');
    const bytes = tileBytes();
    writeMbtiles(
      path,
      [3, 6, 3],
      {
        format: 'pbf',
        bounds: '116,39,117,40',
        minzoom: '3',
        maxzoom: '5',
        attribution: '<a href="x">&copy; OSM</a>',
        json: JSON.stringify(layers),
      },
      gzipSync(bytes),
    );
    const added = await basemaps.add(path);
    expect(added).toMatchObject({
      ok: true,
      value: {
        name: '海淀',
        kind: 'vector',
        schema: 'openmaptiles',
        minZoom: 3,
        maxZoom: 5,
        bounds: [116, 39, 117, 40],
        attribution: '© OSM',
      },
    });
    if (!added.ok) return;
    expect(stored).toEqual([{ path }]);
    expect(await basemaps.list()).toEqual([added.value]);

    const tile = await basemaps.tile(added.value.id, 3, 6, 3);
    expect(tile).toMatchObject({ contentType: 'application/vnd.mapbox-vector-tile', gzip: true });
    expect(Buffer.from(gunzipSync(tile!.bytes))).toEqual(Buffer.from(bytes));
    expect(await basemaps.tile(added.value.id, 3, 6, 4)).toBeNull();

    expect(await basemaps.remove(added.value.id)).toEqual({ ok: true, value: null });
    expect(await basemaps.list()).toEqual([]);
    expect(await basemaps.tile(added.value.id, 3, 6, 3)).toBeNull();
    expect(existsSync(path)).toBe(true);
    expect(await basemaps.remove(added.value.id)).toEqual({ ok: false, failure: { code: 'basemapUnknown', details: {} } });
  });

  it('reads a raster .mbtiles that says nothing of its zooms', async () => {
    const path = join(folder, 'photo.mbtiles');
    writeMbtiles(path, [3, 6, 3], { name: '航拍', format: 'jpg' }, Uint8Array.of(0xff, 0xd8, 0xff));
    const added = await basemaps.add(path);
    expect(added).toMatchObject({
      ok: true,
      value: { name: '航拍', kind: 'raster', minZoom: 3, maxZoom: 3, bounds: null, schema: 'unknown' },
    });
    if (added.ok) expect((await basemaps.tile(added.value.id, 3, 6, 3))?.contentType).toBe('image/jpeg');
  });

  it('reads a .pmtiles archive by ranges', async () => {
    const path = join(folder, 'city.pmtiles');
    const bytes = tileBytes();
    await writeFile(
      path,
      pmtilesOf([3, 6, 3], gzipSync(bytes), pmtilesType.vector, {
        name: 'City',
        attribution: '<b>OSM</b>',
        vector_layers: [{ id: 'roads' }, { id: 'earth' }],
      }),
    );
    const added = await basemaps.add(path);
    expect(added).toMatchObject({
      ok: true,
      value: { name: 'City', kind: 'vector', schema: 'protomaps', minZoom: 3, maxZoom: 3, bounds: [116, 39, 117, 40], attribution: 'OSM' },
    });
    if (!added.ok) return;
    const tile = await basemaps.tile(added.value.id, 3, 6, 3);
    expect(tile?.gzip).toBe(false);
    expect(new VectorTile(new PbfReader(tile!.bytes)).layers.water?.feature(0).properties).toEqual({ name: '福海' });
    expect(await basemaps.tile(added.value.id, 3, 0, 0)).toBeNull();
    expect(await basemaps.tile(added.value.id, 4, 0, 0)).toBeNull();
  });

  it('keeps its ids and its list between starts, and remembers an archive that is away', async () => {
    const path = join(folder, 'photo.mbtiles');
    writeMbtiles(path, [3, 6, 3], { format: 'png' }, Uint8Array.of(1));
    const added = await basemaps.add(path);
    await basemaps.add(path);
    await basemaps.close();
    expect(stored).toEqual([{ path }]);
    await rename(path, join(folder, 'away'));
    basemaps = open();
    expect(await basemaps.list()).toMatchObject([{ id: added.ok && added.value.id, path, name: 'photo.mbtiles', away: true }]);
    await rename(join(folder, 'away'), path);
    expect(await basemaps.list()).toEqual(added.ok ? [added.value] : []);
    // The same while it is read from: a drive pulled out and plugged in again.
    await rename(path, join(folder, 'away'));
    expect(await basemaps.list()).toMatchObject([{ path, away: true }]);
    await rename(join(folder, 'away'), path);
    expect(await basemaps.list()).toEqual(added.ok ? [added.value] : []);
  });

  it.each([
    ['missing.pmtiles', null, 'fileNotFound'],
    ['text.pmtiles', 'not an archive', 'basemapUnreadable'],
    ['empty.pmtiles', '', 'basemapUnreadable'],
    ['text.mbtiles', 'not an archive', 'basemapUnreadable'],
    ['empty.mbtiles', '', 'basemapUnreadable'],
    ['photo.tif', 'II*', 'basemapFormat'],
  ])('says what is wrong with %s', async (name, content, code) => {
    const path = join(folder, name);
    if (content !== null) await writeFile(path, content);
    expect(await basemaps.add(path)).toEqual({ ok: false, failure: { code, details: { path } } });
    expect(stored).toEqual([]);
  });

  it('refuses tiles it cannot draw', async () => {
    const path = join(folder, 'odd.pmtiles');
    await writeFile(path, pmtilesOf([0, 0, 0], Uint8Array.of(1), 9, {}));
    expect(await basemaps.add(path)).toEqual({ ok: false, failure: { code: 'basemapFormat', details: { path } } });
  });

  it('survives an archive cut short at any byte', async () => {
    const whole = pmtilesOf([3, 6, 3], gzipSync(tileBytes()), pmtilesType.vector, { name: 'City' });
    const path = join(folder, 'cut.pmtiles');
    for (let length = 0; length < whole.length; length += 7) {
      await writeFile(path, whole.subarray(0, length));
      const added = await basemaps.add(path);
      if (!added.ok) expect(added.failure.code).toBe('basemapUnreadable');
    }
  });
});

describe('archive descriptions', () => {
  it('tells the schema families apart', () => {
    expect(schemaOf(['water', 'transportation', 'building'])).toBe('openmaptiles');
    expect(schemaOf(['earth', 'roads', 'water'])).toBe('protomaps');
    expect(schemaOf(['contour'])).toBe('unknown');
  });
  it('makes attributions plain text', () => {
    expect(plainAttribution('<a href="https://x" onclick="y()">&copy; OpenMapTiles</a> <script>alert(1)</script>&amp; others')).toBe(
      '© OpenMapTiles & others',
    );
    expect(plainAttribution('<img src=x onerror=alert(1)')).toBeNull();
    expect(plainAttribution('&lt;img src=x onerror=alert(1)&gt; &copy; A')).toBe('img src=x onerror=alert(1) © A');
    expect(plainAttribution(null)).toBeNull();
  });
});

const shared = resolve(import.meta.dirname, '../../../../shared/data');
describe.skipIf(!existsSync(shared))('real archives (read from ../shared/data, skipped without it)', () => {
  it.each([
    ['sf-downtown', 14, 2620, 6332],
    ['beijing-haidian', 14, 13487, 6201],
  ])('%s', async (name, z, x, y) => {
    const added = await basemaps.add(join(shared, name, 'basemap.pmtiles'));
    expect(added).toMatchObject({ ok: true, value: { kind: 'vector', schema: 'openmaptiles', minZoom: 0, maxZoom: 14 } });
    if (!added.ok) return;
    const tile = await basemaps.tile(added.value.id, z, x, y);
    expect(Object.keys(new VectorTile(new PbfReader(tile!.bytes)).layers)).toContain('transportation');
  });
});
