import { join } from 'node:path';
import { openPrivateDatabase } from '../../references/private-database.ts';
import type { Measurement } from '../measure.ts';
import { writeArcs } from './peers.ts';
import { reachWork } from './reach.ts';
import type { RoutingScene } from './scene.ts';
import { nearestWork } from './stations.ts';
import { wayWork } from './ways.ts';

/** pgRouting on the same arcs, in a database of its own; nothing where it is not installed. */
export function benchPgRouting(scene: RoutingScene): Measurement[] {
  const database = openPrivateDatabase();
  if (database === null) return [];
  const { graph, stations, rims, pairs, say } = scene;
  say('pgRouting');
  try {
    const file = join(database.folder, 'arcs.csv');
    writeArcs(graph, file);
    database.psql(
      '-c',
      `CREATE EXTENSION postgis; CREATE EXTENSION pgrouting; CREATE TABLE arc (id bigint, source bigint, target bigint, cost float8); COPY arc FROM '${file}' CSV`,
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
        reachWork(scene),
        'pgRouting',
        rims.slice(0, 3).map(([start]) => `SELECT count(*) FROM pgr_drivingDistance(${arcs}, ${start}, 300)`),
      ),
      time(nearestWork(scene), 'pgRouting, equicost', [
        `SELECT count(*) FROM pgr_drivingDistance(${arcs}, ARRAY[${stations.join(',')}]::bigint[], 1e9, true, true)`,
      ]),
      time(
        wayWork(scene),
        'pgRouting',
        pairs.slice(0, 3).map(([from, to]) => `SELECT count(*) FROM pgr_bdDijkstra(${arcs}, ${from}, ${to})`),
      ),
    ];
  } finally {
    database.close();
  }
}
