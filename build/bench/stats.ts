import * as densityClustering from 'density-clustering';
import type { Position } from 'geojson';
import KDBush from 'kdbush';
import { findClusters } from '../../shared/analyses/clusters/index.ts';
import { type CellLayout, confidenceClasses, giStar } from '../../shared/analyses/hotspots/index.ts';
import { chooseCoveringSites, chooseMedianSites, type SiteProblem } from '../../shared/analyses/location/index.ts';
import { metricPlane, projectToPlane } from '../../shared/analyses/metric-plane.ts';
import { assignZones, findCrossovers, indexZones, type ZonePolygons } from '../../shared/analyses/zones/index.ts';
import type { Bench, BenchContext } from './bench.ts';
import { atMost, judged, times } from './goals.ts';
import { CENTER, makePoints, randomFrom } from './make-points.ts';
import { type Measurement, measure, median } from './measure.ts';
import {
  kdbushDbscan,
  kdbushZone,
  listGiStar,
  neighbourLists,
  pointFeatures,
  rbushZones,
  runTurfDbscan,
  turfZones,
  zoneFeatures,
} from './stats-peers.ts';

const slow = { runs: 3, warmUps: 1 };
const once = { runs: 1, warmUps: 0 };
const SIDE_METERS = 40_000;

/** Points by zone, clusters, hot spots and sites, each against the usual ways, with the goals they are held to. */
export const statsBench: Bench = {
  id: 'stats',
  title: 'zones, clusters, hot spots and sites against the usual ways',
  async run(context) {
    return [...zoneRows(context), ...dragRows(context), ...clusterRows(context), ...hotspotRows(context), ...(await siteRows(context))];
  },
};

function zoneRows({ say }: BenchContext): Measurement[] {
  const work = '1M points to 200 polygons';
  const points = makePoints(1_000_000, SIDE_METERS);
  const rings = makeZones(20, 10, 40);
  const zones = rings.map((ring): ZonePolygons => [[ring]]);
  const index = indexZones(zones);
  const ours = assignZones(index, points.lon, points.lat);
  say('points by zone: ours, rbush');
  const kernel = measure(work, 'raster and exact edges', () => assignZones(indexZones(zones), points.lon, points.lat), { ours: true });
  const kept = measure(`${work}, zones unchanged`, 'raster kept', () => assignZones(index, points.lon, points.lat), { ours: true });
  const peer = rbushZones(rings, points);
  const rbush = measure(work, 'rbush + point-in-polygon-hao', () => rbushZones(rings, points), { ...slow, note: differing(ours, peer) });
  say('points by zone: Turf');
  const sample = 2000;
  const features = zoneFeatures(rings);
  const turf = scaled(
    measure(work, 'Turf booleanPointInPolygon', () => turfZones(features, points, sample), {
      ...slow,
      note: `extrapolated from ${sample} points`,
    }),
    points.lon.length / sample,
  );
  return [judged(kernel, [atMost(200), times(5, rbush), times(100, turf)]), kept, rbush, turf];
}

function dragRows({ say }: BenchContext): Measurement[] {
  say('dragging a zone: index of a million points');
  const points = makePoints(1_000_000, SIDE_METERS);
  const index = new KDBush(points.lon.length);
  for (let row = 0; row < points.lon.length; row++) index.add(points.lon[row]!, points.lat[row]!);
  index.finish();
  // One zone of 2,000 vertices, a two-hundredth of the ground.
  const ring = makeZones(20, 10, 500)[105]!;
  const corner = nudged(ring, (vertex) => (Math.abs(vertex - 700) < 20 ? 0.001 * (1 - Math.abs(vertex - 700) / 20) : 0));
  const whole = nudged(ring, () => 0.0004);
  return [
    ['one corner dragged 100 m', corner],
    ['the whole zone dragged 40 m', whole],
  ].flatMap(([name, after]) => {
    const work = `1M points, a zone of ${ring.length - 1} vertices: ${name}`;
    const changed = findCrossovers(index, points.lon, points.lat, [[ring]], [[after as Position[]]]);
    const kernel = measure(
      work,
      'moved edges only',
      () => findCrossovers(index, points.lon, points.lat, [[ring]], [[after as Position[]]]),
      {
        ours: true,
        note: `${changed.joined.length} joined, ${changed.left.length} left`,
      },
    );
    const peer = measure(work, 'kdbush + point-in-polygon-hao', () => kdbushZone(index, points, after as Position[]), slow);
    return [judged(kernel, [atMost(16)]), peer];
  });
}

function clusterRows({ say }: BenchContext): Measurement[] {
  const count = 100_000;
  const minPoints = 10;
  const points = makePoints(count, SIDE_METERS);
  const { x, y } = projectToPlane(metricPlane(CENTER.lat), points.lon, points.lat);
  say('clusters: ours, kdbush');
  const [sparse, dense] = [100, 200].map((radiusMeters) => {
    const work = `DBSCAN of 100k points, ${radiusMeters} m, ${minPoints} points`;
    const { labels, core, clusterCount } = findClusters(x, y, { radiusMeters, minPoints });
    const peerLabels = kdbushDbscan(x, y, radiusMeters, minPoints);
    // Border points may go to another cluster; noise may not.
    const wrong = labels.reduce((sum, label, row) => sum + (label < 0 !== peerLabels[row]! < 0 ? 1 : 0), 0);
    const kernel = measure(work, 'cells and union-find', () => findClusters(x, y, { radiusMeters, minPoints }), {
      ours: true,
      note: `${clusterCount} clusters, ${core.reduce((sum, flag) => sum + flag, 0)} core points; noise differs from the kdbush queue at ${wrong}`,
    });
    return { work, radiusMeters, kernel, kdbush: measure(work, 'kdbush queue', () => kdbushDbscan(x, y, radiusMeters, minPoints), slow) };
  }) as [ClusterRun, ClusterRun];
  say('clusters: density-clustering, Turf');
  const { work, radiusMeters } = sparse;
  const few = 10_000;
  const pairs = Array.from({ length: few }, (_, row) => [x[row]!, y[row]!]);
  const density = scaled(
    measure(work, 'density-clustering', () => new densityClustering.DBSCAN().run(pairs, radiusMeters, minPoints), {
      ...once,
      note: `extrapolated from ${few} points: quadratic`,
    }),
    (count / few) ** 2,
  );
  const features = pointFeatures(points, count);
  const turf = measure(work, 'Turf clustersDbscan', () => runTurfDbscan(features, radiusMeters, minPoints), {
    ...once,
    note: 'given GeoJSON features',
  });
  return [
    judged(sparse.kernel, [atMost(60), times(3, sparse.kdbush), times(1000, turf)]),
    sparse.kdbush,
    density,
    turf,
    judged(dense.kernel, [atMost(60), times(3, dense.kdbush)]),
    dense.kdbush,
  ];
}

interface ClusterRun {
  work: string;
  radiusMeters: number;
  kernel: Measurement;
  kdbush: Measurement;
}

function hotspotRows({ say }: BenchContext): Measurement[] {
  const side = 316;
  const layout: CellLayout = { shape: 'square', cellMeters: 100, firstRow: 0, columns: side, rows: side };
  const random = randomFrom(6);
  const values = Float64Array.from({ length: side * side }, () => Math.floor(12 * random() ** 3));
  const inside = new Uint8Array(values.length).fill(1);
  say('hot spots');
  return [
    ['queen', { kind: 'touching' } as const, Math.SQRT2],
    ['disc of 5 cells', { kind: 'within', meters: 500 } as const, 5],
  ].flatMap((entry) => {
    const [name, neighbourhood, radius] = entry as [string, { kind: 'touching' } | { kind: 'within'; meters: number }, number];
    const work = `Gi* of 100k cells, ${name}`;
    const lists = neighbourLists(side, radius);
    const expected = listGiStar(values, lists);
    const { z, p } = giStar(layout, values, inside, neighbourhood);
    const error = z.reduce((most, value, cell) => Math.max(most, Math.abs(value - expected[cell]!)), 0);
    const kernel = measure(work, 'running sums, with p', () => giStar(layout, values, inside, neighbourhood), {
      ours: true,
      note: `largest difference from the sums written out ${error.toExponential(1)}`,
    });
    return [
      judged(kernel, [atMost(15)]),
      measure(work, 'lists of neighbours, without p', () => listGiStar(values, lists), { note: 'given the lists' }),
      measure(
        `${work}: false-discovery control and classes of the result`,
        'step-up over the small p',
        () => confidenceClasses(z, p, 'benjaminiHochberg'),
        {
          ours: true,
        },
      ),
    ];
  });
}

async function siteRows({ say }: BenchContext): Promise<Measurement[]> {
  say('sites');
  const [demands, sites, choose] = [6000, 100, 5];
  const points = makePoints(demands + sites, SIDE_METERS, 8);
  const { x, y } = projectToPlane(metricPlane(CENTER.lat), points.lon, points.lat);
  const costs = Float32Array.from({ length: demands * sites }, (_, at) => {
    const [demand, site] = [Math.floor(at / sites), demands + (at % sites)];
    return Math.hypot(x[demand]! - x[site]!, y[demand]! - y[site]!) / 8;
  });
  const problem: SiteProblem = { costs, demands, sites, weights: new Float64Array(demands).fill(1), fixed: [0, 1, 2, 3, 4], choose };
  const work = `${choose} of ${sites - 5} sites for 6,000 premises`;
  const covering = await timed(`${work}, maximal covering`, () => chooseCoveringSites(problem, 600));
  const medians = await timed(`${work}, p-median`, () => chooseMedianSites(problem, 3600));
  return [covering, medians];
}

async function timed(work: string, run: () => Promise<{ gap: number }>): Promise<Measurement> {
  const walls: number[] = [];
  const cpus: number[] = [];
  let gap = 0;
  for (let index = 0; index < 3; index++) {
    const cpuBefore = process.cpuUsage();
    const before = performance.now();
    ({ gap } = await run());
    walls.push(performance.now() - before);
    const { user, system } = process.cpuUsage(cpuBefore);
    cpus.push((user + system) / 1000);
  }
  const method = 'greedy, swaps, Lagrangian bound';
  return {
    work,
    method,
    ours: true,
    wallMs: median(walls),
    cpuMs: median(cpus),
    runs: 3,
    note: `proven within ${(100 * gap).toFixed(2)} % of the best`,
  };
}

function scaled(row: Measurement, factor: number): Measurement {
  return { ...row, wallMs: row.wallMs * factor, cpuMs: row.cpuMs === null ? null : row.cpuMs * factor };
}

function differing(ours: Int32Array, peer: Int32Array): string {
  return `${ours.reduce((sum, zone, row) => sum + (zone === peer[row] ? 0 : 1), 0)} points in another zone than ours`;
}

/** Zones that share wavy borders, `vertices` to each side, over the ground of the points. */
function makeZones(columns: number, rows: number, vertices: number): Position[][] {
  const width = 0.42 / columns;
  const height = 0.36 / rows;
  const west = CENTER.lon - 0.21;
  const south = CENTER.lat - 0.18;
  const wave = (share: number, line: number): number => 0.15 * Math.sin(share * 3 * Math.PI) * Math.sin(line * 1.7 + share * 40) ** 3;
  const shares = Array.from({ length: vertices }, (_, at) => at / vertices);
  const along = (column: number, row: number): Position[] =>
    shares.map((share): Position => [west + (column + share) * width, south + (row + wave(share, column + 31 * row)) * height]);
  const up = (column: number, row: number): Position[] =>
    shares.map((share): Position => [west + (column + wave(share, 57 * column + row)) * width, south + (row + share) * height]);
  /** The border from its far end, without its near one. */
  const back = (border: Position[], end: Position): Position[] => [end, ...border.slice(1).reverse()];
  const corner = (column: number, row: number): Position => [west + column * width, south + row * height];
  return Array.from({ length: columns * rows }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    const ring = [
      ...along(column, row),
      ...up(column + 1, row),
      ...back(along(column, row + 1), corner(column + 1, row + 1)),
      ...back(up(column, row), corner(column, row + 1)),
    ];
    return [...ring, ring[0]!];
  });
}

/** The ring with its vertices moved to the north-east. */
function nudged(ring: readonly Position[], by: (vertex: number) => number): Position[] {
  const open = ring.slice(0, -1).map(([x, y], vertex): Position => [x! + by(vertex), y! + by(vertex)]);
  return [...open, open[0]!];
}
