import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineString } from 'geojson';
import {
  buildNetwork,
  collectRoads,
  cutReach,
  editTravelGraph,
  findNearest,
  findRoute,
  IMPASSABLE,
  makeReachField,
  makeRouteWorkspace,
  makeTravelGraph,
  makeWorkspace,
  measureMatrix,
  pickPlace,
  type RoadInput,
  reachArcs,
  type SnappedPlaces,
  snapPlaces,
  type TravelGraph,
  traceFirstDueAreas,
  traceIsochrones,
} from '../../shared/analyses/network/index.ts';
import { search } from '../../shared/analyses/network/search.ts';
import { clearWorkspace } from '../../shared/analyses/network/search-workspace.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';
import { openPrivateDatabase } from '../references/private-database.ts';
import type { Bench } from './bench.ts';
import { type Measurement, measure } from './measure.ts';
import { type NewYork, readNewYork } from './read-new-york.ts';
import { ngraphPeer, pathFinderPeer, writeArcs } from './routing-peers.ts';

const FIVE_MINUTES = 300_000;
const STATIONS = 100;

/** Routing on the roads of New York, and on four copies of them side by side joined by 100 m links. */
export const routingBench: Bench = {
  id: 'routing',
  title: 'reach, nearest stations, matrix and routes on the road network',
  async run({ say }) {
    const city = readNewYork();
    if (city === null) {
      say('skipped: ../shared/data/nyc-roads is not there');
      return [];
    }
    const rows: Measurement[] = [];
    for (const copies of [1, 4]) {
      const roads = copies === 1 ? city.roads : fourfold(city.roads);
      say(`building a network of ${copies} × New York`);
      const columns = collectRoads(roads);
      const network = buildNetwork(columns, { joinMeters: 0 });
      const graph = makeTravelGraph(network, city.profile);
      const arcs = `${(graph.forwardArc.length / 1000).toFixed(0)}k arcs`;
      const slow = { runs: copies === 1 ? 5 : 3, warmUps: 1, ours: true };
      rows.push(
        measure(`build, ${arcs}`, 'roads to network', () => buildNetwork(columns, { joinMeters: 0 }), slow),
        measure(`build, ${arcs}`, "a profile's graph", () => makeTravelGraph(network, city.profile), slow),
      );
      rows.push(...benchGraph(graph, city, arcs, copies, say));
    }
    return rows;
  },
};

function benchGraph(graph: TravelGraph, city: NewYork, arcs: string, copies: number, say: (line: string) => void): Measurement[] {
  const rows: Measurement[] = [];
  const random = seededRandom(17);
  const some = (count: number): number[] => Array.from({ length: count }, () => random.integer(graph.network.nodeCount));
  const workspace = makeWorkspace(graph);
  const seedsAt = (nodes: readonly number[]) => ({
    node: [...nodes],
    milliseconds: nodes.map(() => 0),
    origin: nodes.map((_, index) => index),
  });
  const spread = (nodes: readonly number[], limit: number): void => search(graph, 'forward', workspace, seedsAt(nodes), limit);
  const starts = some(20).filter((node) => rimOf(node) !== null);
  const stations = some(STATIONS);
  const pairs = Array.from({ length: copies === 1 ? 12 : 6 }, () => some(2) as [number, number]).filter(
    ([from, to]) => secondsBetween(from, to) < Infinity,
  );

  say(`${arcs}: peers' graphs`);
  const ngraph = ngraphPeer(graph, stations);
  const pathFinder = pathFinderPeer(graph, stations);
  const rims = starts.map((node) => [node, rimOf(node)!] as const);

  say(`${arcs}: 5-minute reach`);
  const reach = `5-minute reach of one station, ${arcs}`;
  const oursReach = eachOf(starts, (node) => {
    spread([node], FIVE_MINUTES);
    clearWorkspace(workspace);
  });
  const nodes = starts.reduce((sum, node) => sum + reachedFrom(node), 0) / starts.length;
  const slowly = { runs: copies === 1 ? 5 : 3, warmUps: 1 };
  const toRim = 'to a node 5 minutes away, which settles all nearer ones';
  const reachPeers = [
    per(
      rims.length,
      measure(
        reach,
        'geojson-path-finder',
        eachOf(rims, ([from, to]) => pathFinder.findSeconds(from, to)),
        {
          ...slowly,
          note: toRim,
        },
      ),
    ),
    per(
      rims.length,
      measure(
        reach,
        'ngraph.path, no heuristic',
        eachOf(rims, ([from, to]) => ngraph.dijkstra(from, to)),
        {
          ...slowly,
          note: toRim,
        },
      ),
    ),
  ];
  const native = nativeReach(graph, starts);
  if (native) reachPeers.push({ ...native, work: reach, method: 'C++, 4-ary heap' });
  rows.push(
    per(starts.length, measure(reach, 'labels by bucket search', oursReach, { ours: true })),
    ...reachPeers,
    per(
      starts.length,
      measure(
        `5-minute reach cut at 1, 3 and 5 minutes, ${arcs}`,
        'road pieces',
        eachOf(starts, (node) => cutReach(graph, at(node), [60, 180, 300], workspace)),
        { ours: true },
      ),
    ),
  );
  judge(
    rows,
    reach,
    [`${nodes.toFixed(0)} nodes`],
    [
      ['≥ 100× geojson-path-finder', (ours) => reachPeers[0]!.wallMs >= 100 * ours],
      ['≥ 100× ngraph.path', (ours) => reachPeers[1]!.wallMs >= 100 * ours],
      ...(native ? [['≤ C++ 4-heap', (ours: number) => ours <= native.wallMs] as const] : []),
    ],
  );

  say(`${arcs}: nearest of ${STATIONS}`);
  const nearest = `nearest of ${STATIONS} stations for every node, ${arcs}`;
  const nearestPeers = [
    measure(nearest, 'ngraph.path, no heuristic', () => ngraph.fromAllStations(), {
      ...slowly,
      note: 'from a node linked to all stations to one that cannot be reached',
    }),
  ];
  // Its queue carries whole paths: on four cities it needs more memory than a laptop has.
  if (copies === 1)
    nearestPeers.push(
      measure(nearest, 'geojson-path-finder', () => pathFinder.fromAllStations(), { runs: 2, warmUps: 1, note: 'as above' }),
    );
  rows.push(
    measure(
      nearest,
      'bucket search, multi-source',
      () => {
        spread(stations, IMPASSABLE - 1);
        clearWorkspace(workspace);
      },
      { ours: true },
    ),
    ...nearestPeers,
  );
  judge(
    rows,
    nearest,
    [],
    [
      [`≤ ${copies === 1 ? 45 : 200} ms`, (ours) => ours <= (copies === 1 ? 45 : 200)],
      ['≥ 10× any JS peer', (ours) => nearestPeers.every(({ wallMs }) => wallMs >= 10 * ours)],
    ],
  );

  say(`${arcs}: places`);
  const places = snapPlaces(
    graph,
    city.places.map(([lon]) => lon!),
    city.places.map(([, lat]) => lat!),
    300,
  );
  const houses = {
    places: snapPlaces(
      graph,
      city.stations.map(([lon]) => lon!),
      city.stations.map(([, lat]) => lat!),
      300,
    ),
    startSeconds: null,
  };
  const due = `${city.stations.length} firehouses, ${places.count.toLocaleString('en')} places, ${arcs}`;
  const ours = { ours: true, runs: 5, warmUps: 2 };
  rows.push(
    measure(`first due: ${due}`, 'one search', () => findNearest(graph, houses, places, { k: 1, limitSeconds: Infinity }, workspace), ours),
    measure(
      `first, second and third due: ${due}`,
      'lists of three',
      () => findNearest(graph, houses, places, { k: 3, limitSeconds: Infinity }),
      ours,
    ),
  );

  say(`${arcs}: matrix`);
  const matrix = `matrix 10 × 5,000, ${arcs}`;
  const first = { places: pick(houses.places, 10), startSeconds: null };
  const many = pick(places, 5000);
  rows.push(measure(matrix, 'bucket searches', () => measureMatrix(graph, first, many), { ours: true, runs: 7, warmUps: 2 }));
  judge(rows, matrix, [], copies === 1 ? [['≤ 400 ms', (wall) => wall <= 400]] : []);

  say(`${arcs}: routes`);
  const route = `a route across, ${arcs}`;
  const routeWorkspace = makeRouteWorkspace(graph);
  const routePeers = [
    per(
      pairs.length,
      measure(
        route,
        'ngraph.path A*',
        eachOf(pairs, ([from, to]) => ngraph.aStar(from, to)),
        slowly,
      ),
    ),
    per(
      pairs.length,
      measure(
        route,
        'ngraph.path NBA*',
        eachOf(pairs, ([from, to]) => ngraph.nba(from, to)),
        slowly,
      ),
    ),
  ];
  if (copies === 1)
    routePeers.push(
      per(
        pairs.length,
        measure(
          route,
          'geojson-path-finder',
          eachOf(pairs, ([from, to]) => pathFinder.findSeconds(from, to)),
          {
            runs: 1,
            warmUps: 0,
          },
        ),
      ),
    );
  const ends = pairs.map(([from, to]) => [at(from).places, at(to).places] as const);
  rows.push(
    per(
      pairs.length,
      measure(
        route,
        'bucket search from both ends',
        eachOf(ends, ([from, to]) => findRoute(graph, { places: from, place: 0 }, { places: to, place: 0 }, routeWorkspace)),
        { ours: true, runs: 7, warmUps: 2 },
      ),
    ),
    ...routePeers,
  );
  const worst = Math.max(...pairs.map(([from, to]) => Math.abs(ngraph.aStar(from, to) - secondsBetween(from, to))));
  judge(
    rows,
    route,
    [`agrees with ngraph.path to ${worst.toFixed(2)} s`],
    [
      ...(copies === 1 ? [['≤ 20 ms', (wall: number) => wall <= 20] as const] : []),
      ['≥ 10× ngraph.path and geojson-path-finder', (wall) => routePeers.every(({ wallMs }) => wallMs >= 10 * wall)],
    ],
  );
  rows.push(
    ...benchPgRouting(
      graph,
      stations,
      pairs,
      rims.map(([node]) => node),
      { reach, nearest, route },
      say,
    ),
  );

  if (copies === 1) {
    say(`${arcs}: areas and edits`);
    const one = at(starts[0]!);
    rows.push(
      measure(
        `1, 3 and 5 minutes around one station, ${arcs}`,
        'search, field and areas',
        () => traceIsochrones(makeReachField(graph, reachArcs(graph, one, 300, workspace)), [60, 180, 300]),
        ours,
      ),
      measure(
        `1, 3 and 5 minutes and first-due areas of ${city.stations.length} firehouses, ${arcs}`,
        'search, field and areas',
        () => {
          const field = makeReachField(graph, reachArcs(graph, houses, 300, workspace));
          return [traceIsochrones(field, [60, 180, 300]), traceFirstDueAreas(field, 300)];
        },
        { ...ours, runs: 3, warmUps: 1 },
      ),
      measure(
        `close 20 roads, ${arcs}`,
        'costs copied',
        () => editTravelGraph(graph, { closures: some(20).map((edge) => ({ edge, from: 0.5, to: 0.5 })), speeds: [] }),
        ours,
      ),
    );
  }
  return rows;

  function reachedFrom(node: number): number {
    spread([node], FIVE_MINUTES);
    const count = workspace.touchedCount;
    clearWorkspace(workspace);
    return count;
  }

  /** The node reached last within five minutes. */
  function rimOf(node: number): number | null {
    spread([node], FIVE_MINUTES);
    let rim = -1;
    for (const other of workspace.touched.subarray(0, workspace.touchedCount))
      if (rim < 0 || workspace.label[other]! > workspace.label[rim]!) rim = other;
    const seconds = workspace.label[rim]! / 1000;
    clearWorkspace(workspace);
    return seconds > 290 ? rim : null;
  }

  function secondsBetween(from: number, to: number): number {
    spread([from], IMPASSABLE - 1);
    const milliseconds = workspace.label[to]!;
    clearWorkspace(workspace);
    return milliseconds >= IMPASSABLE ? Infinity : milliseconds / 1000;
  }

  /** A node as a place: the start of an edge that leaves it. */
  function at(node: number): { places: SnappedPlaces; startSeconds: null } {
    const arc = graph.network.leaving[graph.network.leavingStart[node]!]!;
    const places = pickPlace(snapPlaces(graph, [graph.network.nodeLon[node]!], [graph.network.nodeLat[node]!], 1), 0);
    places.edge[0] = arc >> 1;
    places.fraction[0] = arc & 1;
    return { places, startSeconds: null };
  }
}

function eachOf<T>(items: readonly T[], work: (item: T) => unknown): () => void {
  return () => {
    for (const item of items) work(item);
  };
}

/** A measurement of several alike, as the mean of one. */
function per(count: number, measurement: Measurement): Measurement {
  return { ...measurement, wallMs: measurement.wallMs / count, cpuMs: measurement.cpuMs === null ? null : measurement.cpuMs / count };
}

/** Writes into the note of our row which goals it meets. */
function judge(
  rows: Measurement[],
  work: string,
  notes: string[],
  goals: readonly (readonly [goal: string, met: (ours: number) => boolean])[],
): void {
  const row = rows.find((one) => one.ours && one.work === work)!;
  row.note = [...notes, ...goals.map(([goal, met]) => `goal ${goal}: ${met(row.wallMs) ? 'met' : 'MISSED'}`)].join('; ');
}

function pick(places: SnappedPlaces, count: number): SnappedPlaces {
  const found: number[] = [];
  for (let place = 0; place < places.count && found.length < count; place++) if (places.edge[place]! >= 0) found.push(place);
  return {
    count: found.length,
    edge: Int32Array.from(found, (place) => places.edge[place]!),
    fraction: Float64Array.from(found, (place) => places.fraction[place]!),
    meters: Float32Array.from(found, (place) => places.meters[place]!),
    lon: Float64Array.from(found, (place) => places.lon[place]!),
    lat: Float64Array.from(found, (place) => places.lat[place]!),
  };
}

/** Four copies, each with its westernmost vertex 100 m east of the easternmost of the one before and a road between the two. */
function fourfold(roads: readonly RoadInput[]): RoadInput[] {
  const ends = roads.flatMap(({ geom }) => [(geom as LineString).coordinates[0]!, (geom as LineString).coordinates.at(-1)!]);
  const west = ends.reduce((best, position) => (position[0]! < best[0]! ? position : best));
  const east = ends.reduce((best, position) => (position[0]! > best[0]! ? position : best));
  const gap = 100 / (111_195 * Math.cos((east[1]! * Math.PI) / 180));
  const shiftLon = east[0]! + gap - west[0]!;
  const shiftLat = east[1]! - west[1]!;
  const moved = ([lon, lat]: number[], copy: number): number[] => [round(lon! + copy * shiftLon), round(lat! + copy * shiftLat)];
  const all: RoadInput[] = [];
  for (let copy = 0; copy < 4; copy++) {
    for (const road of roads) {
      const coordinates = (road.geom as LineString).coordinates.map((position) => moved(position, copy));
      all.push({ ...road, geom: { type: 'LineString', coordinates } });
    }
    if (copy > 0)
      all.push({
        ...roads[0]!,
        roadClass: 'primary',
        oneway: 0,
        geom: { type: 'LineString', coordinates: [moved(east, copy - 1), moved(west, copy)] },
      });
  }
  return all;
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** The same reach in C++ with a four-ary heap, where a compiler is installed. */
function nativeReach(graph: TravelGraph, starts: readonly number[]): Measurement | null {
  if (spawnSync('g++', ['--version']).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'native-reach-'));
  try {
    const program = join(folder, 'reach');
    const built = spawnSync('g++', ['-O3', '-march=native', '-o', program, join(import.meta.dirname, 'native-reach.cpp')], {
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(built.stderr);
    const file = join(folder, 'graph');
    writeFileSync(
      file,
      Buffer.concat(
        [Int32Array.of(graph.searchNodeCount, graph.forwardArc.length), graph.forwardStart, graph.forward].map((array) =>
          Buffer.from(array.buffer, array.byteOffset, array.byteLength),
        ),
      ),
    );
    const { stdout } = spawnSync(program, [file, String(FIVE_MINUTES), ...starts.map(String)], { encoding: 'utf8' });
    const wallMs = Number(stdout.split(' ')[0]);
    return { work: '', method: '', ours: false, wallMs, cpuMs: wallMs, runs: 15, note: `g++ -O3; ${stdout.split(' ')[1]!.trim()} nodes` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** pgRouting on the same arcs, in a database of its own; nothing where it is not installed. */
function benchPgRouting(
  graph: TravelGraph,
  stations: readonly number[],
  pairs: readonly (readonly [number, number])[],
  starts: readonly number[],
  works: { reach: string; nearest: string; route: string },
  say: (line: string) => void,
): Measurement[] {
  const database = openPrivateDatabase();
  if (database === null) return [];
  say('pgRouting');
  try {
    writeArcs(graph, join(database.folder, 'arcs.csv'));
    database.psql(
      '-c',
      `CREATE EXTENSION postgis; CREATE EXTENSION pgrouting; CREATE TABLE arc (id bigint, source bigint, target bigint, cost float8); COPY arc FROM '${join(database.folder, 'arcs.csv')}' CSV`,
    );
    const arcs = `'SELECT id, source, target, cost FROM arc'`;
    const time = (work: string, method: string, queries: string[]): Measurement => {
      const output = database.psql('-c', '\\timing on', ...queries.flatMap((query) => ['-c', query]));
      const times = [...output.matchAll(/Time: ([\d.]+) ms/g)].map(([, text]) => Number(text));
      const wallMs = times.sort((a, b) => a - b)[times.length >> 1]!;
      return { work, method, ours: false, wallMs, cpuMs: null, runs: times.length, note: 'reads its arcs for every question' };
    };
    return [
      time(
        works.reach,
        'pgRouting',
        starts.slice(0, 3).map((node) => `SELECT count(*) FROM pgr_drivingDistance(${arcs}, ${node}, 300)`),
      ),
      time(works.nearest, 'pgRouting, equicost', [
        `SELECT count(*) FROM pgr_drivingDistance(${arcs}, ARRAY[${stations.join(',')}]::bigint[], 1e9, true, true)`,
      ]),
      time(
        works.route,
        'pgRouting',
        pairs.slice(0, 3).map(([from, to]) => `SELECT count(*) FROM pgr_bdDijkstra(${arcs}, ${from}, ${to})`),
      ),
    ];
  } finally {
    database.close();
  }
}
