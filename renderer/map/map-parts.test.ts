import fc from 'fast-check';
import type { MultiPolygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { blockMatrix } from './heat-layer.ts';
import { identify, type MapFeature } from './identify.ts';
import { clusterImagePrefix, readImageId, stationImage, symbolImage } from './image-ids.ts';
import { labelPoint } from './label-point.ts';

function contains(rings: Position[][], [x, y]: [number, number]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let index = 0; index + 1 < ring.length; index++) {
      const [ax, ay] = ring[index] as [number, number];
      const [bx, by] = ring[index + 1] as [number, number];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

test('a name is written inside its area, whatever the shape', () => {
  const star = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 4, maxLength: 24 }).map((radii): Position[] => {
    const ring = radii.map((radius, index): Position => {
      const angle = (2 * Math.PI * index) / radii.length;
      return [118 + radius * Math.cos(angle), 42 + radius * Math.sin(angle)];
    });
    return [...ring, ring[0]!];
  });
  fc.assert(
    fc.property(star, (ring) => {
      const geometry: MultiPolygon = { type: 'MultiPolygon', coordinates: [[ring]] };
      const point = labelPoint(geometry);
      expect(point).not.toBeNull();
      expect(contains([ring], point!)).toBe(true);
    }),
    { seed: 11, numRuns: 300 },
  );
  expect(labelPoint({ type: 'Point', coordinates: [1, 2] })).toBeNull();
  expect(labelPoint(null)).toBeNull();
});

test('a name avoids the hole of its area', () => {
  const box = (from: number, to: number): Position[] => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  const point = labelPoint({ type: 'Polygon', coordinates: [box(0, 10), box(2, 9)] });
  expect(contains([box(0, 10), box(2, 9)], point!)).toBe(true);
});

const at = (layer: string, lon: number, properties: Record<string, unknown>, id?: number): MapFeature => ({
  layer: { id: layer },
  id,
  properties,
  geometry: { type: 'Point', coordinates: [lon, 42] },
});

test('a click means the most important kind, and of it the nearest', () => {
  const zone: MapFeature = {
    layer: { id: 'zones-fill' },
    properties: { fid: 9, name: '片区' },
    geometry: { type: 'Polygon', coordinates: [] },
  };
  const features = [
    zone,
    at('premises-clusters', 118, { count: 12 }),
    at('premises-points', 118.002, { symbol: 1 }, 5),
    at('premises-points', 118.001, { symbol: 1 }, 6),
    at('stations-symbols', 118.003, { fid: 3, name: '东街站' }),
  ];
  expect(identify(features, [118, 42])).toMatchObject({ kind: 'record', table: 'station', fid: 3, title: '东街站' });
  expect(identify(features.slice(0, 4), [118, 42])).toMatchObject({ table: 'premises', fid: 6, position: [118.001, 42] });
  expect(identify(features.slice(0, 2), [118, 42])).toMatchObject({ kind: 'cluster', count: 12 });
  expect(identify([zone], [118, 42])).toMatchObject({ table: 'zone', fid: 9, position: null });
  expect(identify([], [118, 42])).toBeNull();
});

test('image ids say what to draw', () => {
  expect(readImageId(symbolImage({ shape: 'diamond', color: '#E9A23B', glyph: '◆' }, 'dark', true))).toEqual({
    kind: 'symbol',
    shape: 'diamond',
    color: '#E9A23B',
    theme: 'dark',
    dot: true,
  });
  expect(readImageId(stationImage('firePost', 'light'))).toEqual({ kind: 'station', type: 'firePost', theme: 'light', small: false });
  expect(readImageId(stationImage('fireStation', 'dark', true))).toMatchObject({ type: 'fireStation', small: true });
  expect(readImageId(`${clusterImagePrefix('light', ['#111111', '#222222'])}18|12,4`)).toEqual({
    kind: 'cluster',
    theme: 'light',
    radius: 18,
    colors: ['#111111', '#222222'],
    shares: [12, 4],
  });
  expect(readImageId('airport-11')).toBeNull();
});

test('a block keeps its place to the centimetre at street scale', () => {
  // A view matrix that shows 200 m around a point in 1000 px: what the map hands to custom layers.
  const [centreX, centreY, span] = [0.8305, 0.3712, 200 / 40_075_016];
  const world = [2 / span, 0, 0, 0, 0, -2 / span, 0, 0, 0, 0, 1, 0, (-2 * centreX) / span, (2 * centreY) / span, 0, 1];
  const side = 2133 / 40_075_016;
  const [column, row] = [Math.floor(centreX / side), Math.floor(centreY / side)];
  const matrix = blockMatrix(world, (column - 20) * side, (row - 20) * side, side);
  for (const [x, y] of [
    [20, 20],
    [21, 20],
    [21, 21],
  ] as const) {
    const clipX = Math.fround(Math.fround(matrix[0]! * x) + matrix[12]!);
    const clipY = Math.fround(Math.fround(matrix[5]! * y) + matrix[13]!);
    expect(clipX).toBeCloseTo((2 * ((column - 20 + x) * side - centreX)) / span, 3);
    expect(clipY).toBeCloseTo((-2 * ((row - 20 + y) * side - centreY)) / span, 3);
  }
});
