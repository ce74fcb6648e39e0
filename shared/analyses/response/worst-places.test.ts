import { expect, it } from 'vitest';
import { KM, streetInputs } from '../../testing/a-street.ts';
import { cellCenter, locateCells, makeCellGrid } from '../hotspots/index.ts';
import { metricPlane, positionOnPlane } from '../metric-plane.ts';
import { findWorstPlaces } from './worst-places.ts';

const made = makeCellGrid({
  plane: metricPlane(0),
  shape: 'hexagon',
  cellMeters: 200,
  bounds: { west: 0, south: -5 * KM, east: 10 * KM, north: 5 * KM },
  district: null,
});
if (!made.ok) throw new Error(made.failure.code);
const grid = made.value;

it('takes cells at most one cell apart for one place, named by the street most of its risk stands on', () => {
  // Along the street: three cells with gaps of none and one, one three cells on, and one far from any street.
  const [y] = cellCenter(grid, locateCells(grid, Float64Array.of(KM), Float64Array.of(0))[0]!).slice(1);
  const start = cellCenter(grid, locateCells(grid, Float64Array.of(KM), Float64Array.of(0))[0]!)[0];
  const at = [0, 200, 600, 1400].map((east) => positionOnPlane(grid.plane, start + east, y!));
  at.push([5 * KM, 3 * KM]);
  const lon = Float64Array.from(at, ([own]) => own);
  const lat = Float64Array.from(at, ([, own]) => own);
  const worst = findWorstPlaces(
    {
      classes: [8, 8, 8, 8, 8, 7],
      unit: [...locateCells(grid, lon, lat)],
      grid,
      risk: [3, 9, 1, 40, 2],
      premises: [3, 2, 1, 1, 1],
    },
    {
      fid: [1, 2, 3, 4, 5, 6, 7],
      lon: [...lon, lon[0]!, lon[0]!],
      lat: [...lat, lat[0]!, lat[0]!],
      score: [3, 9, 1, 40, 2, 0, 0],
      unit: [0, 1, 2, 3, 4, 0, 0],
      arrivalSeconds: [400, 380, 900, 320, Infinity, Infinity, Number.NaN],
    },
    streetInputs().network!,
    [],
    0.9,
  );
  expect(
    worst.map(({ units, street, premisesFid, premises, risk, responseSeconds, unreached }) => [
      units,
      street,
      premisesFid,
      premises,
      risk,
      responseSeconds,
      unreached,
    ]),
  ).toEqual([
    [[3], '红山大街', 4, 1, 40, 320, 0],
    [[1, 0, 2], '红山大街', 2, 6, 13, 900, 1],
    [[4], '', 5, 1, 2, Infinity, 1],
  ]);
  expect(worst[1]!.lon).toBeCloseTo(lon[1]!, 9);
});
