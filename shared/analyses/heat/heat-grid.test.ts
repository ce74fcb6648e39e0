import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineAtMercatorY, EQUATOR_METERS } from '../mercator.ts';
import { binForHeat, CELLS_PER_BANDWIDTH, makeBinScratch } from './heat-bins.ts';
import { densityAt, exactDensity, type HeatGrid, heatFromBins, suggestHeatClasses } from './index.ts';

const METERS_PER_DEGREE = EQUATOR_METERS / 360;
const seed = 20_261_101;

interface Scene {
  lon: Float64Array;
  lat: Float64Array;
  weights: Float32Array | null;
  mask: Uint8Array | null;
  bandwidthMeters: number;
  /** Places to ask for, as fractions of the area and of the bandwidth around it. */
  random: () => number;
  centerLon: number;
  centerLat: number;
  sizeMeters: number;
}

const scenes = fc
  .record({
    points: fc.integer({ min: 1, max: 3000 }),
    clusters: fc.integer({ min: 0, max: 6 }),
    bandwidthMeters: fc.constantFrom(50, 120, 300, 1000, 5000),
    widths: fc.double({ min: 0.2, max: 12, noNaN: true }),
    centerLat: fc.constantFrom(-60, -33.9, 0.05, 22.5, 30.5, 39.99, 45, 60),
    centerLon: fc.constantFrom(-122.4, 0, 114.3),
    weighted: fc.boolean(),
    masked: fc.boolean(),
    seed: fc.integer({ min: 1, max: 2 ** 31 }),
  })
  .map(sceneOf);

describe('heatFromBins', () => {
  it('stays within 1 % of the maximum of the exact sum at 200 places', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const grid = gridOf(scene);
        const weights = effective(scene);
        const places = Array.from({ length: 200 }, () => placeNear(scene));
        const exact = places.map(([lon, lat]) => exactDensity(scene.lon, scene.lat, weights, scene.bandwidthMeters, lon, lat));
        const allowed = 0.01 * Math.max(...exact, grid.maxDensity);
        places.forEach(([lon, lat], index) => {
          expect(Math.abs(densityAt(grid, lon, lat) - exact[index]!)).toBeLessThanOrEqual(allowed);
        });
      }),
      { seed, numRuns: 60 },
    );
  });

  it('reproduces the kernel of one point from peak to rim, at every place inside a cell', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 113.9, max: 114, noNaN: true }),
        fc.double({ min: -69, max: 69, noNaN: true }),
        fc.constantFrom(50, 300, 2000),
        fc.array(fc.tuple(fc.double({ min: -1.1, max: 1.1, noNaN: true }), fc.double({ min: -1.1, max: 1.1, noNaN: true })), {
          minLength: 40,
          maxLength: 40,
        }),
        (lon, lat, bandwidth, places) => {
          const lons = Float64Array.of(lon);
          const lats = Float64Array.of(lat);
          const grid = heatFromBins(binForHeat(lons, lats, bandwidth), null, null);
          const peak = 3e6 / (Math.PI * bandwidth * bandwidth);
          for (const [dx, dy] of places) {
            const [atLon, atLat] = offset(lon, lat, dx * bandwidth, dy * bandwidth);
            const exact = exactDensity(lons, lats, null, bandwidth, atLon, atLat);
            expect(Math.abs(densityAt(grid, atLon, atLat) - exact)).toBeLessThanOrEqual(0.01 * peak);
          }
        },
      ),
      { seed, numRuns: 150 },
    );
  });

  it('keeps the total weight: the integral over the ground is within 1 %', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const grid = gridOf(scene);
        const weights = effective(scene);
        const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : scene.lon.length;
        expect(Math.abs(grid.totalWeight - total)).toBeLessThanOrEqual(1e-4 * total + 1e-9);
        expect(Math.abs(integral(grid) - total)).toBeLessThanOrEqual(0.01 * total + 1e-9);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('gives neighbouring blocks the same values on their shared cells', () => {
    const scene = sceneOf({
      points: 4000,
      clusters: 0,
      bandwidthMeters: 100,
      widths: 12,
      centerLat: 30.5,
      centerLon: 114.3,
      weighted: true,
      masked: false,
      seed,
    });
    const grid = gridOf(scene);
    const side = grid.blockSize + 2;
    let compared = 0;
    for (const west of grid.blocks) {
      const east = grid.blocks.find((block) => block.row === west.row && block.column === west.column + 1);
      if (!east) continue;
      for (let y = 0; y < side; y++) {
        for (const [a, b] of [
          [side - 2, 0],
          [side - 1, 1],
        ] as const) {
          expect(Math.abs(west.values[y * side + a]! - east.values[y * side + b]!)).toBeLessThanOrEqual(1e-6 * grid.maxDensity);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('keeps cells and far densities when a point is added', () => {
    const lon = Float64Array.of(114.3, 114.31, 114.4);
    const lat = Float64Array.of(30.5, 30.51, 30.6);
    const before = heatFromBins(binForHeat(lon, lat, 300), null, null);
    const after = heatFromBins(binForHeat(Float64Array.of(...lon, 114.45), Float64Array.of(...lat, 30.45), 300), null, null);
    expect(after.cellMercator).toBe(before.cellMercator);
    for (const block of before.blocks) {
      const same = after.blocks.find((other) => other.column === block.column && other.row === block.row);
      expect(same?.values).toEqual(block.values);
    }
  });

  it('gives the same values for the points in any order', () => {
    const scene = sceneOf(crowded);
    const forward = gridOf(scene);
    const backward = heatFromBins(binForHeat(scene.lon.toReversed(), scene.lat.toReversed(), scene.bandwidthMeters), null, null);
    expect(backward.blocks.map(({ column, row }) => [column, row])).toEqual(forward.blocks.map(({ column, row }) => [column, row]));
    forward.blocks.forEach((block, index) => {
      const other = backward.blocks[index]!;
      for (let at = 0; at < block.values.length; at++) {
        expect(Math.abs(block.values[at]! - other.values[at]!)).toBeLessThanOrEqual(1e-6 * forward.maxDensity);
      }
    });
  });

  it('bins the same with working memory that others have used', () => {
    const scratch = makeBinScratch();
    for (const [points, widths] of [
      [3000, 6],
      [40, 30],
      [5000, 90],
      [2000, 3],
    ] as const) {
      const { lon, lat } = sceneOf({ ...crowded, points, widths });
      lon[7] = Number.NaN;
      expect(binForHeat(lon, lat, 300, scratch)).toEqual(binForHeat(lon, lat, 300));
    }
  });

  it('has nothing where there are no points, where all are masked, and for rows without a position', () => {
    const lon = Float64Array.of(114.3, Number.NaN, 114.3);
    const lat = Float64Array.of(30.5, 30.5, Number.POSITIVE_INFINITY);
    const bins = binForHeat(lon, lat, 300);
    expect(bins.count).toBe(1);
    expect(heatFromBins(bins, null, null).totalWeight).toBe(1);
    const masked = heatFromBins(bins, null, Uint8Array.of(0, 1, 1));
    expect(masked).toMatchObject({ blocks: [], maxDensity: 0, totalWeight: 0 });
    const empty = heatFromBins(binForHeat(new Float64Array(0), new Float64Array(0), 300), null, null);
    expect(empty).toMatchObject({ blocks: [], maxDensity: 0, totalWeight: 0 });
    expect(densityAt(empty, 114.3, 30.5)).toBe(0);
  });

  it('stays small for points across a province', () => {
    const random = randomFrom(7);
    const lon = Float64Array.from({ length: 500 }, () => 108 + 8 * random());
    const lat = Float64Array.from({ length: 500 }, () => 29 + 4 * random());
    const grid = heatFromBins(binForHeat(lon, lat, 50), null, null);
    expect(grid.blocks.length).toBeLessThanOrEqual(500 * 4);
    expect(Math.abs(integral(grid) - 500)).toBeLessThanOrEqual(5);
  });

  it('has cells no larger than a tenth of the bandwidth', () => {
    for (const lat of [3, 19.9, 30.5, 53]) {
      const { cellMercator } = binForHeat(Float64Array.of(114), Float64Array.of(lat), 300);
      const meters = cellMercator * EQUATOR_METERS * Math.cos((lat * Math.PI) / 180);
      expect(meters).toBeLessThanOrEqual(300 / CELLS_PER_BANDWIDTH + 1e-9);
    }
  });
});

describe('suggestHeatClasses', () => {
  it('gives six ascending numbers of the 1-2-5 series, the highest within reach', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (maxDensity) => {
        const classes = suggestHeatClasses({ bandwidthMeters: 1, cellMercator: 1, blockSize: 64, blocks: [], totalWeight: 0, maxDensity });
        expect(classes).toHaveLength(6);
        expect(classes[5]).toBeLessThanOrEqual(maxDensity);
        expect(classes[5]! * 2.5).toBeGreaterThan(maxDensity * 0.999_999);
        classes.forEach((value, index) => {
          if (index > 0) expect(value).toBeGreaterThan(classes[index - 1]!);
          expect(value.toExponential(10)).toMatch(/^[125]\.0+e/);
        });
      }),
      { seed, numRuns: 300 },
    );
  });

  it('reads 1 to 50 for an empty grid', () => {
    expect(suggestHeatClasses({ bandwidthMeters: 1, cellMercator: 1, blockSize: 64, blocks: [], totalWeight: 0, maxDensity: 0 })).toEqual([
      1, 2, 5, 10, 20, 50,
    ]);
  });
});

const crowded: SceneParameters = {
  points: 2000,
  clusters: 3,
  bandwidthMeters: 300,
  widths: 5,
  centerLat: 30.5,
  centerLon: 114.3,
  weighted: false,
  masked: false,
  seed,
};

interface SceneParameters {
  points: number;
  clusters: number;
  bandwidthMeters: number;
  widths: number;
  centerLat: number;
  centerLon: number;
  weighted: boolean;
  masked: boolean;
  seed: number;
}

function sceneOf(parameters: SceneParameters): Scene {
  const { points, clusters, bandwidthMeters, widths, centerLat, centerLon } = parameters;
  const random = randomFrom(parameters.seed);
  const sizeMeters = widths * bandwidthMeters;
  const centers = Array.from({ length: clusters }, () => [random() - 0.5, random() - 0.5] as const);
  const lon = new Float64Array(points);
  const lat = new Float64Array(points);
  for (let point = 0; point < points; point++) {
    const center = centers[Math.floor(random() * clusters)];
    const x = center ? center[0] + 0.05 * (random() - 0.5) : random() - 0.5;
    const y = center ? center[1] + 0.05 * (random() - 0.5) : random() - 0.5;
    [lon[point], lat[point]] = offset(centerLon, centerLat, x * sizeMeters, y * sizeMeters);
  }
  return {
    lon,
    lat,
    weights: parameters.weighted ? Float32Array.from({ length: points }, () => random() * 5) : null,
    mask: parameters.masked ? Uint8Array.from({ length: points }, () => (random() < 0.6 ? 1 : 0)) : null,
    bandwidthMeters,
    random,
    centerLon,
    centerLat,
    sizeMeters,
  };
}

function gridOf(scene: Scene): HeatGrid {
  return heatFromBins(binForHeat(scene.lon, scene.lat, scene.bandwidthMeters), scene.weights, scene.mask);
}

function effective({ lon, weights, mask }: Scene): Float32Array | null {
  if (!weights && !mask) return null;
  return Float32Array.from(lon, (_, point) => (mask ? mask[point]! : 1) * (weights ? weights[point]! : 1));
}

function placeNear(scene: Scene): [number, number] {
  const size = scene.sizeMeters + 2.2 * scene.bandwidthMeters;
  return offset(scene.centerLon, scene.centerLat, (scene.random() - 0.5) * size, (scene.random() - 0.5) * size);
}

function offset(lon: number, lat: number, eastMeters: number, northMeters: number): [number, number] {
  return [lon + eastMeters / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat + northMeters / METERS_PER_DEGREE];
}

/** Σ density · ground area of the cell. */
function integral(grid: HeatGrid): number {
  const side = grid.blockSize + 2;
  let sum = 0;
  for (const block of grid.blocks) {
    for (let y = 1; y <= grid.blockSize; y++) {
      const world = (block.row * grid.blockSize + y - 0.5) * grid.cellMercator;
      const cellKilometers = (grid.cellMercator * EQUATOR_METERS * cosineAtMercatorY(world)) / 1000;
      for (let x = 1; x <= grid.blockSize; x++) sum += block.values[y * side + x]! * cellKilometers * cellKilometers;
    }
  }
  return sum;
}

function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
