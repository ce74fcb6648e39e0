import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { insideRing } from '../../geo/rings.ts';
import { seededRandom } from '../../testing/seeded-random.ts';
import { metricPlane, planeOfLatitudes, positionOnPlane, projectToPlane } from '../metric-plane.ts';
import { type CellGrid, cellArea, cellCenter, cellRing, locateCells, makeCellGrid, measureCells } from './index.ts';

const plane = metricPlane(30.5);
const bounds = { west: 114.3, south: 30.4, east: 114.42, north: 30.48 };
function gridOf(
  shape: CellGrid['shape'],
  cellMeters: number,
  more: { bounds?: typeof bounds; district?: Position[][][] | null } = {},
): CellGrid {
  const result = makeCellGrid({ plane, shape, cellMeters, bounds: more.bounds ?? bounds, district: more.district ?? null });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}
function scatter(count: number, from: number): { lon: Float64Array<ArrayBuffer>; lat: Float64Array<ArrayBuffer> } {
  const random = seededRandom(from);
  const lon = Float64Array.from({ length: count }, () => bounds.west + random.next() * (bounds.east - bounds.west));
  const lat = Float64Array.from({ length: count }, () => bounds.south + random.next() * (bounds.north - bounds.south));
  return { lon, lat };
}

describe.each(['square', 'hexagon'] as const)('a grid of %ss', (shape) => {
  it('puts every point into the cell whose outline holds it and whose centre is nearest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 150, max: 900 }), fc.integer(), (cellMeters, from) => {
        const grid = gridOf(shape, cellMeters);
        const { lon, lat } = scatter(40, from);
        const { x, y } = projectToPlane(plane, lon, lat);
        locateCells(grid, lon, lat).forEach((cell, at) => {
          expect(cell).toBeGreaterThanOrEqual(0);
          const [centerX, centerY] = cellCenter(grid, cell);
          const reach = shape === 'hexagon' ? cellMeters / Math.sqrt(3) : cellMeters / Math.SQRT2;
          expect(Math.hypot(x[at]! - centerX, y[at]! - centerY)).toBeLessThanOrEqual(reach * (1 + 1e-9));
          expect(insideRing(lon[at]!, lat[at]!, cellRing(grid, cell))).toBe(true);
        });
      }),
      { seed: 20_261_101, numRuns: 60 },
    );
  });

  it('has the same cells whatever the bounds', () => {
    const { lon, lat } = scatter(500, 4);
    const small = { west: 114.33, south: 30.42, east: 114.4, north: 30.46 };
    const [one, other] = [gridOf(shape, 300), gridOf(shape, 300, { bounds: small })];
    const within = lon.map((value, at) =>
      value > small.west && value < small.east && lat[at]! > small.south && lat[at]! < small.north ? 1 : 0,
    );
    const [inOne, inOther] = [locateCells(one, lon, lat), locateCells(other, lon, lat)];
    for (let at = 0; at < lon.length; at++)
      if (within[at] === 1) expect(cellCenter(one, inOne[at]!)).toEqual(cellCenter(other, inOther[at]!));
  });

  it('keeps the cells whose centre lies in the district, holes left out', () => {
    const ring = (half: number): Position[] =>
      [
        [-half, -half],
        [half, -half / 2],
        [half, half],
        [-half / 3, half],
        [-half, -half],
      ].map(([dx, dy]) => [114.36 + dx!, 30.44 + dy!]);
    const district = [[ring(0.03), ring(0.01)]];
    const grid = gridOf(shape, 180, { district });
    for (let cell = 0; cell < grid.inside.length; cell++) {
      const [lon, lat] = positionOnPlane(plane, ...cellCenter(grid, cell));
      const expected = insideRing(lon, lat, ring(0.03)) && !insideRing(lon, lat, ring(0.01));
      expect([cell, grid.inside[cell]]).toEqual([cell, expected ? 1 : 0]);
    }
  });

  it('has cells of the area it states', () => {
    const ring = cellRing(gridOf(shape, 500), 0);
    const { x, y } = projectToPlane(
      plane,
      Float64Array.from(ring, ([lon]) => lon),
      Float64Array.from(ring, ([, lat]) => lat),
    );
    let doubled = 0;
    for (let at = 1; at < x.length; at++) doubled += (x[at - 1]! - x[0]!) * (y[at]! - y[0]!) - (x[at]! - x[0]!) * (y[at - 1]! - y[0]!);
    expect(Math.abs(doubled) / 2).toBeCloseTo(cellArea(shape, 500), 1);
  });
});

it('refuses cells too small for the area', () => {
  expect(makeCellGrid({ plane, shape: 'square', cellMeters: 2, bounds, district: null })).toMatchObject({
    ok: false,
    failure: { code: 'tooManyCells' },
  });
});

it('takes the plane from the middle latitude, to half a degree', () => {
  expect(planeOfLatitudes(Float64Array.of(30.1, Number.NaN, 30.6)).referenceLatitude).toBe(30.5);
  expect(planeOfLatitudes([]).referenceLatitude).toBe(0);
});

describe('measureCells', () => {
  const [lon, lat] = [Float64Array.of(114.35, 114.35, 114.4, 90), Float64Array.of(30.45, 30.45, 30.41, 30)];
  const columns = {
    hazards: { lon, lat, open: Uint8Array.of(1, 0, 1, 1), severity: Uint8Array.of(4, 1, 0, 4), mask: null },
    premises: { lon: lon.slice(0, 2), lat: lat.slice(0, 2), checks: [3, 1], mask: null },
  };
  const at = (measure: Parameters<typeof measureCells>[2]) => {
    const grid = gridOf('hexagon', 250);
    const result = measureCells(grid, columns, measure);
    const cells = locateCells(grid, lon, lat);
    return { ...result, near: result.values[cells[0]!], far: result.inside[cells[2]!] === 1 ? result.values[cells[2]!] : null };
  };
  it('counts, weighs and divides, leaving out cells without a base and points outside', () => {
    expect(at('hazards')).toMatchObject({ near: 2, far: 1, counted: 3, outside: 1 });
    expect(at('openHazards')).toMatchObject({ near: 1, far: 1, counted: 2, outside: 1 });
    expect(at('severityWeighted')).toMatchObject({ near: 9, far: 1 });
    expect(at('openPerPremises')).toMatchObject({ near: 0.5, far: null, counted: 2 });
    expect(at('hazardsPerCheck')).toMatchObject({ near: 0.5, far: null });
    expect(at('hazardsPerCheck').emptyCells).toBe(at('hazards').values.length - 1);
  });

  it('adds border cells that hold points to a district', () => {
    // Ten metres around the first hazard: no centre of a cell lies there.
    const district = [
      [
        [
          [-1, -1],
          [1, -1],
          [1, 1],
          [-1, 1],
          [-1, -1],
        ].map(([dx, dy]): Position => [114.35 + dx! / 1e4, 30.45 + dy! / 1e4]),
      ],
    ];
    const grid = gridOf('square', 2000, { district });
    const [cell] = locateCells(grid, lon, lat);
    expect(grid.inside[cell!]).toBe(0);
    const mask = Uint8Array.of(1, 0, 0, 0);
    expect(measureCells(grid, { ...columns, hazards: { ...columns.hazards, mask } }, 'hazards').values[cell!]).toBe(1);
    expect(grid.inside[cell!]).toBe(1);
  });
});
