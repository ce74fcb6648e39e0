/**
 * Regenerates the frozen answers that shared/analyses/network is tested against, from two independent routers: scipy.sparse.csgraph and pgRouting, on a
 * made-up town and, where the shared data is there, on the roads of New York. Needs Debian's python3-scipy, postgresql-15, postgresql-15-postgis-3 and
 * postgresql-15-pgrouting.
 *
 *   node build/references/make-network-references.ts
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type NetworkTask, networkTasks } from './network-tasks.ts';
import { openPrivateDatabase, run } from './private-database.ts';

interface Reference {
  madeWith: string;
  /** Rows by station; null where there is no way. */
  matrixSeconds: (number | null)[][];
}

const fixtures = resolve(import.meta.dirname, '../../shared/analyses/network/fixtures');

for (const task of networkTasks()) {
  const folder = mkdtempSync(join(tmpdir(), 'network-reference-'));
  try {
    const [input, output, vertices] = ['input.json', 'output.json', 'vertices.csv'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(input, JSON.stringify(task));
    run('python3', [join(import.meta.dirname, 'network-reference.py'), input, output, vertices]);
    const scipy = JSON.parse(readFileSync(output, 'utf8')) as Reference & { snapMeters: number[] };
    const pgRouting = askPgRouting(task, vertices, Math.min(200, task.places.length));
    const difference = largestDifference(scipy, pgRouting);
    process.stdout.write(`${task.name}: ${task.roads.length} roads; the two differ by at most ${difference.toFixed(4)} s near roads\n`);
    writeFileSync(join(fixtures, `${task.name}-expected.json`), `${JSON.stringify({ scipy, pgRouting })}\n`);
    if (task.committed) writeFileSync(join(fixtures, `${task.name}.json`), `${JSON.stringify(task)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function askPgRouting(task: NetworkTask, vertices: string, placeCount: number): Reference {
  const database = openPrivateDatabase();
  if (database === null) throw new Error('postgresql-15-pgrouting is not installed');
  try {
    const { folder } = database;
    const csv = (name: string, rows: unknown[][]): void =>
      writeFileSync(join(folder, name), rows.map((row) => `${row.join(',')}\n`).join(''));
    copyFileSync(vertices, join(folder, 'vertices.csv'));
    csv(
      'roads.csv',
      task.roads.map(({ roadClass, oneway, maxspeedKmh }, index) => [index, roadClass ?? 'unknown', oneway, maxspeedKmh ?? '']),
    );
    csv('speeds.csv', [...Object.entries(task.speedKmh), ['unknown', task.unknownClassKmh]]);
    csv(
      'points.csv',
      [...task.stations, ...task.places].map(([lon, lat], index) => [index + 1, index < task.stations.length, lon, lat]),
    );
    const variables = { folder, srid: task.srid, stations: task.matrixStations, places: placeCount };
    const set = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
    const [version, ...answers] = database
      .psql(...set, '-f', join(import.meta.dirname, 'network-reference.sql'))
      .trim()
      .split('\n');
    const matrixSeconds = Array.from({ length: task.matrixStations }, () => new Array<number | null>(placeCount).fill(null));
    for (const line of answers) {
      const [station, place, seconds] = line.split(',').map(Number) as [number, number, number];
      matrixSeconds[station - 1]![place - 1 - task.stations.length] = Math.round(seconds * 1e4) / 1e4;
    }
    return { madeWith: `pgRouting ${version!.split(',')[1]}`, matrixSeconds };
  } finally {
    database.close();
  }
}

/** Far from roads the projections of the two snap to different points: those places are left out. */
function largestDifference(scipy: Reference & { snapMeters: number[] }, pgRouting: Reference): number {
  let largest = 0;
  for (const [station, row] of pgRouting.matrixSeconds.entries()) {
    for (const [place, seconds] of row.entries()) {
      if (scipy.snapMeters[place]! >= 100) continue;
      const other = scipy.matrixSeconds[station]![place]!;
      largest = Math.max(largest, seconds === null || other === null ? (seconds === other ? 0 : Infinity) : Math.abs(seconds - other));
    }
  }
  return largest;
}
