import type { Point } from 'geojson';
import { expect, it } from 'vitest';
import { newRow } from '../../shared/model/entity.ts';
import { entities, type Premises } from '../../shared/model/index.ts';
import { aWorkspace } from '../../shared/testing/a-workspace.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';
import { openTestRecord } from './testing/open-test-record.ts';

const random = seededRandom(7);
const shopAt = (lon: number, lat: number): Premises =>
  newRow(entities.premises, random.uuid(), { name: '商店', geom: { type: 'Point', coordinates: [lon, lat] } });

it('fits the district, not the few rows geocoded to another city', async () => {
  const { record, dispose } = await openTestRecord();
  const district = Array.from({ length: 1000 }, () => shopAt(118.9 + random.next() * 0.1, 42.2 + random.next() * 0.1));
  const strays = [shopAt(87.6, 43.8), shopAt(121.5, 31.2), shopAt(-122.4, 37.8)];
  const change = aWorkspace()
    .with('premises', ...district, ...strays)
    .toChange();
  await record.apply({ change });
  const [west, south, east, north] = (await record.info(null))!.extent!;
  expect(west).toBeGreaterThan(118.85);
  expect(east).toBeLessThan(119.05);
  expect(south).toBeGreaterThan(42.15);
  expect(north).toBeLessThan(42.35);
  const inside = district.filter(({ geom }) => {
    const [lon, lat] = (geom as Point).coordinates as [number, number];
    return lon >= west && lon <= east && lat >= south && lat <= north;
  });
  expect(inside).toHaveLength(1000);
  await dispose();
});
