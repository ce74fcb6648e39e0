import { CELLS_PER_BANDWIDTH } from '../../shared/analyses/heat/heat-bins.ts';
import { binForHeat, densityAt, exactDensity, heatFromBins, makeBinScratch } from '../../shared/analyses/heat/index.ts';
import type { Bench } from './bench.ts';
import { measureHeatPage } from './heat-page.ts';
import { blurCounts, splatKernels } from './heat-peers.ts';
import { makePoints, type Points, pixelPositions, randomFrom } from './make-points.ts';
import { type Measurement, measure } from './measure.ts';

const PIXELS = 512;
const SIGMA = 5;
/** The quartic kernel with the variance of a Gaussian: h²/8 = σ². */
const RADIUS = SIGMA * Math.sqrt(8);
const BANDWIDTH_METERS = 300;

/** KDE of a 512×512 picture, σ 5 px, and of 512×512 of our own cells. */
export const heatBench: Bench = {
  id: 'heat',
  title: 'kernel density, quartic, against the usual ways',
  async run({ say }) {
    const rows: Measurement[] = [];
    for (const count of [100_000, 1_000_000]) {
      say(`${count.toLocaleString('en')} points`);
      rows.push(...samePicture(count));
    }
    say('512×512 cells of our grid');
    rows.push(...ownCells(1_000_000));
    say('in an Electron window, against MapLibre');
    rows.push(...(await measureHeatPage(100_000)));
    return rows;
  },
};

function samePicture(count: number): Measurement[] {
  const sideMeters = (PIXELS / RADIUS) * BANDWIDTH_METERS;
  const points = makePoints(count, sideMeters);
  const { x, y } = pixelPositions(points, sideMeters, PIXELS);
  const { weights, mask } = weightsAndMask(count);
  const name = `${count / 1000}k points, ${PIXELS}×${PIXELS} px, σ ${SIGMA} px`;
  const full = `${name}, from positions`;
  const changed = `${name}, weight and filter changed`;
  const scratch = makeBinScratch();
  const bins = binForHeat(points.lon, points.lat, BANDWIDTH_METERS, scratch);
  const grid = heatFromBins(bins, null, null);
  const slow = { runs: 3, warmUps: 1 };
  const masked = weights.map((weight, index) => (mask[index] === 0 ? 0 : weight));
  return [
    measure(full, 'heat kernel', () => heatFromBins(binForHeat(points.lon, points.lat, BANDWIDTH_METERS, scratch), null, null), {
      ours: true,
      note: `${grid.blocks.length} blocks; largest error ${errorOf(points, grid)} of the maximum at 200 places`,
    }),
    measure(full, 'separable Gaussian blur', () => blurCounts(x, y, null, SIGMA, PIXELS), { note: 'given pixel positions' }),
    measure(full, 'truncated kernel at each point', () => splatKernels(x, y, null, RADIUS, PIXELS), {
      ...slow,
      note: 'given pixel positions',
    }),
    naive(full, points),
    measure(changed, 'heat kernel, bins kept', () => heatFromBins(bins, weights, mask), { ours: true }),
    measure(changed, 'separable Gaussian blur', () => blurCounts(x, y, masked, SIGMA, PIXELS), {
      note: 'given pixel positions and masked weights',
    }),
    measure(changed, 'truncated kernel at each point', () => splatKernels(x, y, masked, RADIUS, PIXELS), {
      ...slow,
      note: 'given pixel positions and masked weights',
    }),
  ];
}

function ownCells(count: number): Measurement[] {
  // The kernel's reach on both sides belongs to the 512 cells.
  const points = makePoints(count, ((PIXELS - 2 * CELLS_PER_BANDWIDTH) / CELLS_PER_BANDWIDTH) * BANDWIDTH_METERS);
  const { weights, mask } = weightsAndMask(count);
  const scratch = makeBinScratch();
  const bins = binForHeat(points.lon, points.lat, BANDWIDTH_METERS, scratch);
  const cells = `${count / 1000}k points, ${PIXELS}×${PIXELS} cells of a tenth of the bandwidth`;
  return [
    measure(
      `${cells}, from positions`,
      'heat kernel',
      () => heatFromBins(binForHeat(points.lon, points.lat, BANDWIDTH_METERS, scratch), null, null),
      {
        ours: true,
      },
    ),
    measure(`${cells}, weight and filter changed`, 'heat kernel, bins kept', () => heatFromBins(bins, weights, mask), { ours: true }),
  ];
}

/** Every pixel summing over every point, timed on a few pixels. */
function naive(work: string, { lon, lat }: Points): Measurement {
  const sampled = 4;
  const random = randomFrom(3);
  const row = measure(
    work,
    'naive sum over all points',
    () => {
      for (let index = 0; index < sampled; index++) {
        const at = Math.floor(random() * lon.length);
        exactDensity(lon, lat, null, BANDWIDTH_METERS, lon[at]!, lat[at]!);
      }
    },
    { runs: 3, warmUps: 1, note: `extrapolated from ${sampled} pixels` },
  );
  const scale = (PIXELS * PIXELS) / sampled;
  return { ...row, wallMs: row.wallMs * scale, cpuMs: row.cpuMs === null ? null : row.cpuMs * scale };
}

function errorOf({ lon, lat }: Points, grid: ReturnType<typeof heatFromBins>): string {
  const random = randomFrom(4);
  let error = 0;
  let max = 0;
  for (let index = 0; index < 200; index++) {
    const at = Math.floor(random() * lon.length);
    const atLon = lon[at]! + (random() - 0.5) * 0.01;
    const atLat = lat[at]! + (random() - 0.5) * 0.01;
    const exact = exactDensity(lon, lat, null, BANDWIDTH_METERS, atLon, atLat);
    max = Math.max(max, exact);
    error = Math.max(error, Math.abs(exact - densityAt(grid, atLon, atLat)));
  }
  return `${((100 * error) / max).toFixed(2)} %`;
}

function weightsAndMask(count: number): { weights: Float32Array; mask: Uint8Array } {
  const random = randomFrom(2);
  const weights = Float32Array.from({ length: count }, () => random() * 5);
  return { weights, mask: Uint8Array.from({ length: count }, () => (random() < 0.7 ? 1 : 0)) };
}
