import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, expect, test } from 'vitest';
import type { ColumnArray, ColumnsVersion } from '../../shared/ipc/data-plane.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';
import { columnCache } from './column-cache.ts';
import { type CachedColumns, openCache } from './database.ts';
import { readView, writeView } from './view-cache.ts';

const workspaceId = '6f1c1f0e-0000-4000-8000-000000000001';
const at = (rev: number, head = 'a'): ColumnsVersion => ({ rev, head });
const stations = (count: number): { count: number; columns: Record<string, ColumnArray> } => ({
  count,
  columns: {
    fid: Uint32Array.from({ length: count }, (_, index) => index + 1),
    lon: Float64Array.from({ length: count }, (_, index) => 118.9 + index / 100),
    lat: Float64Array.from({ length: count }, () => 42.27),
    type: new Uint8Array(count).fill(1),
  },
});

beforeEach(async () => {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name);
});

test('columns come back as they were, at their revision only', async () => {
  const kept = stations(3);
  await columnCache.write(workspaceId, 'stations', at(7), kept);
  expect(await columnCache.read(workspaceId, 'stations', at(7))).toEqual(kept);
  expect(await columnCache.read(workspaceId, 'stations', at(8))).toBeNull();
  expect(await columnCache.read('6f1c1f0e-0000-4000-8000-000000000002', 'stations', at(7))).toBeNull();
});

test('a deleted cache reads as empty and can be written again', async () => {
  await columnCache.write(workspaceId, 'stations', at(7), stations(3));
  await Dexie.delete(`workspace-${workspaceId}`);
  expect(await columnCache.read(workspaceId, 'stations', at(7))).toBeNull();
  await columnCache.write(workspaceId, 'stations', at(7), stations(2));
  expect((await columnCache.read(workspaceId, 'stations', at(7)))?.count).toBe(2);
});

const flip = (bytes: Uint8Array, at: number): void => {
  bytes[at] = (bytes[at] as number) ^ 4;
};

test.each<[string, (entry: CachedColumns) => unknown]>([
  ['behind', (entry) => Object.assign(entry, { rev: 6 })],
  ['ahead', (entry) => Object.assign(entry, { rev: 8 })],
  ['of another history of the same workspace', (entry) => Object.assign(entry, { head: 'b' })],
  ['of another layout', (entry) => Object.assign(entry, { layout: '{}' })],
  ['without a column', (entry) => Reflect.deleteProperty(entry.columns, 'lat')],
  ['with a column cut short', (entry) => Object.assign(entry.columns, { lat: entry.columns.lat!.slice(0, 2) })],
  ['with a column too long', (entry) => Object.assign(entry.columns, { lat: new Float64Array(4) })],
  ['with a column of another type', (entry) => Object.assign(entry.columns, { lat: Float32Array.from(entry.columns.lat as Float64Array) })],
  ['with a plain array', (entry) => Object.assign(entry.columns, { lat: [1, 2, 3] as never })],
  ['with a wrong count', (entry) => Object.assign(entry, { count: 2 })],
  ['with no columns', (entry) => Object.assign(entry, { columns: null as never })],
  ['with one bit flipped', (entry) => flip(new Uint8Array(entry.columns.lon!.buffer), 11)],
  ['with the last byte changed', (entry) => flip(entry.columns.type as Uint8Array, 2)],
  ['with its checksum gone', (entry) => Reflect.deleteProperty(entry, 'checksum')],
])('an entry %s is not used, and a fresh one takes its place', async (_what, damage) => {
  await columnCache.write(workspaceId, 'stations', at(7), stations(3));
  const database = openCache(workspaceId);
  const entry = (await database.columnSets.get('stations'))!;
  damage(entry);
  await database.columnSets.put(entry);
  database.close();
  expect(await columnCache.read(workspaceId, 'stations', at(7))).toBeNull();
  await columnCache.write(workspaceId, 'stations', at(7), stations(3));
  expect(await columnCache.read(workspaceId, 'stations', at(7))).toEqual(stations(3));
});

test('one flipped bit or a column cut short anywhere is noticed, 60 times', async () => {
  const random = seededRandom(31);
  await columnCache.write(workspaceId, 'stations', at(7), stations(40));
  const database = openCache(workspaceId);
  const whole = (await database.columnSets.get('stations'))!;
  for (let times = 0; times < 60; times++) {
    const entry = structuredClone(whole);
    const name = random.pick(Object.keys(entry.columns));
    const column = entry.columns[name]!;
    if (random.chance(0.25)) entry.columns[name] = column.slice(0, random.integer(column.length));
    else {
      const bytes = new Uint8Array(column.buffer);
      const place = random.integer(bytes.length);
      bytes[place] = bytes[place]! ^ (1 << random.integer(8));
    }
    await database.columnSets.put(entry);
    expect(await columnCache.read(workspaceId, 'stations', at(7)), `${times}: ${name}`).toBeNull();
  }
  await database.columnSets.put(whole);
  database.close();
  expect(await columnCache.read(workspaceId, 'stations', at(7))).toEqual(stations(40));
});

test('a database of another shape under the same name reads as empty', async () => {
  const other = new Dexie(`workspace-${workspaceId}`);
  other.version(9).stores({ strangers: '++id' });
  await other.open();
  other.close();
  expect(await columnCache.read(workspaceId, 'stations', at(7))).toBeNull();
  await columnCache.write(workspaceId, 'stations', at(7), stations(3));
});

test('views are kept per workspace', async () => {
  await writeView(workspaceId, 'layers', { order: ['heat'] });
  expect(await readView(workspaceId, 'layers')).toEqual({ order: ['heat'] });
  expect(await readView('6f1c1f0e-0000-4000-8000-000000000002', 'layers')).toBeNull();
});
