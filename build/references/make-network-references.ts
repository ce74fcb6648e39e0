/**
 * Regenerates the frozen answers that shared/analyses/network is tested against, from two independent routers: scipy.sparse.csgraph and pgRouting, on a
 * made-up town and, where the shared data is there, on the roads of New York. Needs Debian's python3-scipy, postgresql-15, postgresql-15-postgis-3 and
 * postgresql-15-pgrouting; the database is a private one on a socket in a temporary folder, run as an unprivileged user.
 *
 *   node build/references/make-network-references.ts
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type NetworkTask, networkTasks } from './network-tasks.ts';

const fixtures = resolve(import.meta.dirname, '../../shared/analyses/network/fixtures');
const binaries = '/usr/lib/postgresql/15/bin';
const asRoot = process.getuid?.() === 0;

function run(command: string, args: string[], unprivileged = false): string {
  const [name, list] = unprivileged && asRoot ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, args];
  const { status, stdout, stderr, error } = spawnSync(name, list, { encoding: 'utf8', maxBuffer: 2 ** 28, cwd: tmpdir() });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Seconds by pgRouting, rows by station. */
function askPgRouting(
  task: NetworkTask,
  folder: string,
  stationCount: number,
  placeCount: number,
): { madeWith: string; matrixSeconds: (number | null)[][] } {
  const csv = (name: string, rows: unknown[][]): void =>
    writeFileSync(join(folder, name), rows.map((row) => `${row.join(',')}\n`).join(''));
  csv(
    'roads.csv',
    task.roads.map(({ roadClass, oneway, maxspeedKmh }, index) => [index, roadClass ?? 'unknown', oneway, maxspeedKmh ?? '']),
  );
  csv('speeds.csv', [...Object.entries(task.speedKmh), ['unknown', task.unknownClassKmh]]);
  csv(
    'points.csv',
    [...task.stations, ...task.places].map(([lon, lat], index) => [index + 1, index < task.stations.length, lon, lat]),
  );
  const data = join(folder, 'database');
  mkdirSync(data);
  if (asRoot) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(run('id', [flag, 'postgres'])));
    for (const path of [folder, data]) chownSync(path, uid!, gid!);
  }
  chmodSync(folder, 0o755);
  run(join(binaries, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres'], true);
  const settings = `-c listen_addresses='' -k ${folder} -c fsync=off`;
  run(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-o', settings, '-l', join(data, 'log'), 'start'], true);
  try {
    const variables = { folder, srid: task.srid, stations: stationCount, places: placeCount };
    const set = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
    const sql = join(import.meta.dirname, 'network-reference.sql');
    const answer = run('psql', ['-q', '-h', folder, '-U', 'postgres', ...set, '-f', sql, 'postgres'])
      .trim()
      .split('\n');
    const matrixSeconds = Array.from({ length: stationCount }, () => new Array<number | null>(placeCount).fill(null));
    for (const line of answer.slice(1)) {
      const [station, place, seconds] = line.split(',').map(Number) as [number, number, number];
      matrixSeconds[station - 1]![place - 1 - task.stations.length] = Math.round(seconds * 1e4) / 1e4;
    }
    return { madeWith: `pgRouting ${answer[0]!.split(',')[1]}`, matrixSeconds };
  } finally {
    run(join(binaries, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop'], true);
  }
}

for (const task of networkTasks()) {
  const folder = mkdtempSync(join(tmpdir(), 'network-reference-'));
  try {
    const input = join(folder, 'input.json');
    const output = join(folder, 'output.json');
    writeFileSync(input, JSON.stringify(task));
    run('python3', [join(import.meta.dirname, 'network-reference.py'), input, output, join(folder, 'vertices.csv')]);
    const scipy = JSON.parse(readFileSync(output, 'utf8'));
    const pgRouting = existsSync(binaries) ? askPgRouting(task, folder, task.matrixStations, Math.min(200, task.places.length)) : null;
    let largest = 0;
    pgRouting?.matrixSeconds.forEach((row, station) => {
      row.forEach((seconds, place) => {
        // Far from roads the projections of the two snap to different points.
        if (scipy.snapMeters[place] >= 100) return;
        const other = scipy.matrixSeconds[station][place];
        largest = Math.max(largest, seconds === null || other === null ? (seconds === other ? 0 : Infinity) : Math.abs(seconds - other));
      });
    });
    process.stdout.write(
      `${task.name}: ${task.roads.length} roads; the two references differ by at most ${largest.toFixed(4)} s near roads\n`,
    );
    writeFileSync(join(fixtures, `${task.name}-expected.json`), `${JSON.stringify({ scipy, pgRouting })}\n`);
    if (task.committed) writeFileSync(join(fixtures, `${task.name}.json`), `${JSON.stringify(task)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
