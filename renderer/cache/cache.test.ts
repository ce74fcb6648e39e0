import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, expect, test } from 'vitest';
import { type ColumnArray, columnSets } from '../../shared/ipc/data-plane.ts';
import { columnCache } from './column-cache.ts';
import { openCache } from './database.ts';
import { readView, writeView } from './view-cache.ts';

const workspaceId = '6f1c1f0e-0000-4000-8000-000000000001';
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
  await columnCache.write(workspaceId, 'stations', 7, kept);
  expect(await columnCache.read(workspaceId, 'stations', 7)).toEqual(kept);
  expect(await columnCache.read(workspaceId, 'stations', 8)).toBeNull();
  expect(await columnCache.read('6f1c1f0e-0000-4000-8000-000000000002', 'stations', 7)).toBeNull();
});

test('a deleted cache reads as empty and can be written again', async () => {
  await columnCache.write(workspaceId, 'stations', 7, stations(3));
  await Dexie.delete(`workspace-${workspaceId}`);
  expect(await columnCache.read(workspaceId, 'stations', 7)).toBeNull();
  await columnCache.write(workspaceId, 'stations', 7, stations(2));
  expect((await columnCache.read(workspaceId, 'stations', 7))?.count).toBe(2);
});

test('an entry of another layout or with a missing column is not used', async () => {
  await columnCache.write(workspaceId, 'stations', 7, stations(3));
  const database = openCache(workspaceId);
  await database.columnSets.update('stations', { layout: '{}' });
  expect(await columnCache.read(workspaceId, 'stations', 7)).toBeNull();
  await database.columnSets.put({
    set: 'stations',
    rev: 7,
    layout: JSON.stringify(columnSets.stations),
    count: 3,
    columns: { fid: new Uint32Array(3) },
  });
  expect(await columnCache.read(workspaceId, 'stations', 7)).toBeNull();
  database.close();
});

test('views are kept per workspace', async () => {
  await writeView(workspaceId, 'layers', { order: ['heat'] });
  expect(await readView(workspaceId, 'layers')).toEqual({ order: ['heat'] });
  expect(await readView('6f1c1f0e-0000-4000-8000-000000000002', 'layers')).toBeNull();
});
