import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Geometry, Position } from 'geojson';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateSample } from '../../sample/index.ts';
import { type SeededRandom, seededRandom } from '../../testing/seeded-random.ts';
import { type Crs, fromWgs84, parseCrs } from '../crs.ts';
import { type CrsDiagnosis, diagnoseCrs } from './diagnose-crs.ts';
import { type GroundIndex, type GroundShapes, indexGround } from './ground-index.ts';
import { collectShapes } from './shape-columns.ts';

const nothing = collectShapes([]);
const crsNamed = (name: string): Crs => {
  const parsed = parseCrs(name);
  if (!parsed.ok) throw new Error(name);
  return parsed.value;
};
interface Town {
  ground: GroundIndex;
  places: Position[];
}

function townOf(shapes: Partial<GroundShapes>, places: Position[]): Town {
  const ground = indexGround({ buildings: nothing, roads: nothing, water: nothing, districts: nothing, ...shapes });
  if (ground === null) throw new Error('no ground');
  return { ground, places };
}

function sampleTown(): Town {
  const geometries: Record<string, Geometry[]> = { building: [], road: [], admin_area: [], water: [] };
  const places: Position[] = [];
  for (const { table, rows } of generateSample())
    for (const { values } of rows as { values: { geom?: Geometry | null; kind?: string } }[]) {
      if (values.geom === null || values.geom === undefined) continue;
      if (table === 'premises' && values.geom.type === 'Point') places.push(values.geom.coordinates);
      else if (table === 'land' && values.kind === 'water') geometries.water!.push(values.geom);
      else geometries[table]?.push(values.geom);
    }
  return townOf(
    {
      buildings: collectShapes(geometries.building!),
      roads: collectShapes(geometries.road!),
      water: collectShapes(geometries.water!),
      districts: collectShapes(geometries.admin_area!),
    },
    places,
  );
}

/** Some of the places, each once, as a file in that system would have them; `displaced` by degrees where the file is in no known system. */
function fileOf(
  { places }: Town,
  random: SeededRandom,
  count: number,
  crs: Crs,
  displaced: readonly [number, number] = [0, 0],
): Float64Array {
  const order = Array.from(places.keys());
  const raw = new Float64Array(count * 2);
  for (let index = 0; index < count; index++) {
    const other = index + random.integer(order.length - index);
    [order[index], order[other]] = [order[other]!, order[index]!];
    const [lon, lat] = places[order[index]!] as [number, number];
    raw.set(fromWgs84(crs, lon + displaced[0], lat + displaced[1]), index * 2);
  }
  return raw;
}

const ask = ({ ground }: Town, raw: Float64Array, crs: Crs): CrsDiagnosis =>
  diagnoseCrs({ raw, magnitude: crs.projected ? 'meters' : 'degrees', stated: null, habit: 'premises', ground });

/** The systems a file of this place may be in; metres of the wrong zone lie elsewhere. */
function systemsAt([lon]: Position): string[] {
  const meridian = Math.round(lon! / 3);
  const wide = Math.floor(lon! / 6) + 1;
  return ['wgs84', 'gcj02', 'bd09', `EPSG:${4534 + meridian - 25}`, `EPSG:${4513 + meridian - 25}`, `EPSG:${4491 + wide - 13}`];
}

function countVerdicts(town: Town, runs: number, smallest: number, largest: number, seed: number) {
  const random = seededRandom(seed);
  const names = systemsAt(town.places[0]!);
  const counts = { right: 0, unsure: 0, wrong: 0 };
  for (let run = 0; run < runs; run++) {
    const name = names[run % names.length]!;
    const crs = crsNamed(name);
    const { chosen } = ask(town, fileOf(town, random, smallest + random.integer(largest - smallest + 1), crs), crs);
    counts[chosen === null ? 'unsure' : chosen === name ? 'right' : 'wrong'] += 1;
  }
  return counts;
}

/** Files in a system nobody listed must be told from none of them. */
function countBelieved(town: Town, runs: number, seed: number): number {
  const random = seededRandom(seed);
  const crs = crsNamed('wgs84');
  const away = () => (random.chance(0.5) ? -1 : 1) * (0.0018 + random.next() * 0.012);
  let believed = 0;
  for (let run = 0; run < runs; run++) {
    const raw = fileOf(town, random, 10 + random.integer(200), crs, [away(), away()]);
    if (ask(town, raw, crs).chosen !== null) believed++;
  }
  return believed;
}

let sample: Town;
beforeAll(() => {
  sample = sampleTown();
}, 60_000);

describe('on the sample district', () => {
  test('200 files of 30–300 premises in six systems are told right, none wrong', { timeout: 120_000 }, () => {
    const { right, wrong } = countVerdicts(sample, 200, 30, 300, 7);
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThanOrEqual(198);
  });
  test('few premises: right or unsure, never wrong', { timeout: 60_000 }, () => {
    expect(countVerdicts(sample, 120, 1, 20, 8).wrong).toBe(0);
  });
  test('a file in no known system is believed in none', { timeout: 60_000 }, () => {
    expect(countBelieved(sample, 60, 9)).toBe(0);
  });
  test('the older datum, 100 m beside, is not taken for CGCS2000', () => {
    const crs = crsNamed('EPSG:4549');
    const raw = fileOf(sample, seededRandom(3), 100, crs, [0.0009, 0.0008]);
    expect(ask(sample, raw, crs)).toMatchObject({ chosen: null, why: 'offGround' });
  });
  test('10,000 points over 25,000 buildings are judged in under a second', () => {
    const random = seededRandom(5);
    const gcj02 = crsNamed('gcj02');
    const raw = new Float64Array(20_000);
    for (let index = 0; index < 10_000; index++) {
      const [lon, lat] = random.pick(sample.places) as [number, number];
      raw.set(fromWgs84(gcj02, lon, lat), index * 2);
    }
    const startedAt = performance.now();
    const { chosen, points, candidates } = ask(sample, raw, gcj02);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect({ chosen, points }).toEqual({ chosen: 'gcj02', points: 10_000 });
    expect(candidates[0]!.inBuildings).toBeGreaterThan(0.9);
    expect(candidates[0]!.offsetMeters).toBeGreaterThan(100);
  });
});

describe('without ground', () => {
  const judge = (raw: number[], stated: string | null = null) =>
    diagnoseCrs({
      raw: Float64Array.from(raw),
      magnitude: Math.abs(raw[0]!) > 180 ? 'meters' : 'degrees',
      stated,
      habit: 'premises',
      ground: null,
    });
  test('degrees in China cannot be told, abroad they need not be', () => {
    expect(judge([118.96, 42.27])).toMatchObject({ chosen: null, why: 'noGround' });
    expect(judge([-122.4, 37.8])).toMatchObject({ chosen: 'wgs84', why: 'sameEverywhere' });
    expect(judge([118.96, 42.27], 'wgs84')).toMatchObject({ chosen: 'wgs84', why: 'stated' });
  });
  test('the zone number names the zone, and north first is noticed', () => {
    const numbered = judge([4419488, 39448438]);
    expect(numbered.northFirst).toBe(true);
    expect(numbered.candidates.map(({ crs }) => crs)).toEqual(['EPSG:4527']);
    expect(judge([448438, 4419488]).candidates).toHaveLength(21);
  });
  test('no points at all', () => {
    expect(diagnoseCrs({ raw: new Float64Array(), magnitude: 'degrees', stated: null, habit: 'premises', ground: null })).toMatchObject({
      chosen: null,
      why: 'noPoints',
    });
  });
});

test('a statement the ground contradicts is overruled', () => {
  const gcj02 = crsNamed('gcj02');
  const raw = fileOf(sample, seededRandom(4), 80, gcj02);
  expect(diagnoseCrs({ raw, magnitude: 'degrees', stated: 'wgs84', habit: 'premises', ground: sample.ground })).toMatchObject({
    chosen: 'gcj02',
    why: 'groundAgainstStated',
  });
});

const data = resolve(import.meta.dirname, '../../../../shared/data');

/** A real town; one outside China is laid where the systems differ, its shapes unchanged. */
function realTown(name: string, eastward: number): Town {
  const read = (file: string): Geometry[] =>
    (JSON.parse(readFileSync(resolve(data, name, `${file}.geojson`), 'utf8')).features as { geometry: Geometry }[]).map(
      ({ geometry }) => geometry,
    );
  const laid = (geometries: Geometry[]) => {
    const shapes = collectShapes(geometries);
    for (let at = 0; at < shapes.coordinates.length; at += 2) shapes.coordinates[at]! += eastward;
    return shapes;
  };
  const places = read('pois').flatMap((geometry) =>
    geometry.type === 'Point' ? [[geometry.coordinates[0]! + eastward, geometry.coordinates[1]!]] : [],
  );
  return townOf({ buildings: laid(read('buildings')), roads: laid(read('roads')) }, places);
}

describe.runIf(existsSync(data))('on real towns', () => {
  test.each([
    ['beijing-haidian', 0],
    ['sf-downtown', 239.5],
  ] as const)('%s: 200 files of 30–300 places', { timeout: 180_000 }, (name, eastward) => {
    const town = realTown(name, eastward);
    const { right, wrong } = countVerdicts(town, 200, 30, 300, 17);
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThanOrEqual(198);
    expect(countVerdicts(town, 60, 1, 20, 18).wrong).toBe(0);
    expect(countBelieved(town, 40, 19)).toBe(0);
  });
});
test.runIf(!existsSync(data))('real towns are not here: only the sample district is judged', () =>
  expect(sample.places.length).toBeGreaterThan(5000),
);
