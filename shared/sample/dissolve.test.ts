import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contourPolygons, type Polygon } from './contours.ts';
import { dissolveFaces } from './dissolve.ts';
import { findFaces } from './faces.ts';
import { buildNetwork, type PlanLine } from './network.ts';
import { insideRing, type Point, ringArea } from './plane.ts';

const size = 6;
const base = { roadClass: 'road', name: null, oneway: 0, level: 0, trimMeters: 0 } as const satisfies Partial<PlanLine>;
const grid = findFaces(
  buildNetwork(
    Array.from({ length: size + 1 }, (_, i) => i * 100).flatMap((at): PlanLine[] => [
      {
        ...base,
        points: [
          [0, at],
          [size * 100, at],
        ],
      },
      {
        ...base,
        points: [
          [at, 0],
          [at, size * 100],
        ],
      },
    ]),
  ),
);
const areaOf = (polygons: Polygon[]) =>
  polygons.reduce((sum, { outer, holes }) => sum + ringArea(outer) + holes.reduce((all, hole) => all + ringArea(hole), 0), 0);
const holds = (polygons: Polygon[], point: Point) =>
  polygons.some(({ outer, holes }) => insideRing(outer, point) && !holes.some((hole) => insideRing(hole, point)));

describe('dissolveFaces', () => {
  it('covers exactly the faces it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: size * size, maxLength: size * size }), (chosen) => {
        const faces = grid.filter((_, i) => chosen[i]);
        const polygons = dissolveFaces(faces);
        const middle = (i: number): Point => [(grid[i]!.box.minX + grid[i]!.box.maxX) / 2, (grid[i]!.box.minY + grid[i]!.box.maxY) / 2];
        return Math.abs(areaOf(polygons) - faces.length * 1e4) < 1e-6 && grid.every((_, i) => holds(polygons, middle(i)) === chosen[i]);
      }),
      { seed: 7 },
    );
  });

  it('keeps a hole open', () => {
    const middle = grid.find(({ box }) => box.minX === 200 && box.minY === 200);
    const polygons = dissolveFaces(grid.filter((face) => face !== middle));
    expect(polygons).toHaveLength(1);
    expect(polygons[0]!.holes).toHaveLength(1);
  });
});

describe('contourPolygons', () => {
  it('draws a ring as an outer and a hole of about the right area', () => {
    const field = ([x, y]: Point) => 150 - Math.abs(Math.hypot(x, y) - 500);
    const polygons = contourPolygons(field, { minX: -800, minY: -800, maxX: 800, maxY: 800 }, 20, 100);
    expect(polygons).toHaveLength(1);
    expect(polygons[0]!.holes).toHaveLength(1);
    expect(areaOf(polygons) / (Math.PI * (650 ** 2 - 350 ** 2))).toBeCloseTo(1, 1);
  });

  it('finds nothing where nothing is positive', () => {
    expect(contourPolygons(() => -1, { minX: 0, minY: 0, maxX: 100, maxY: 100 }, 10, 0)).toEqual([]);
  });
});
