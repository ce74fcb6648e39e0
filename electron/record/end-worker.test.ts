import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, it } from 'vitest';
import { endWorker } from './end-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'end-worker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A worker with a database in WAL mode, which says when it has begun to write. */
function workerThatWrites(path: string, whenCalledOff: string): Promise<Worker> {
  const program = `
    const { parentPort, receiveMessageOnPort } = require('node:worker_threads');
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(${JSON.stringify(path)});
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a)');
    parentPort.postMessage('begun');
    for (;;) {
      database.exec('INSERT INTO t VALUES (1)');
      if (receiveMessageOnPort(parentPort) !== undefined) { ${whenCalledOff} }
    }`;
  const worker = new Worker(program, { eval: true });
  return new Promise((resolve) => worker.once('message', () => resolve(worker)));
}

it('lets a worker close its database: no WAL is left', { timeout: 30_000 }, async () => {
  for (let times = 0; times < 5; times++) {
    const path = join(folder, `${times}.gpkg`);
    const worker = await workerThatWrites(path, 'database.close(); break;');
    const code = new Promise((resolve) => worker.once('exit', resolve));
    await endWorker(worker);
    expect(await code).toBe(0);
    expect([existsSync(path), existsSync(`${path}-wal`)]).toEqual([true, false]);
    // Of one that has ended, nothing is waited for.
    await endWorker(worker);
  }
});

it('ends one that does not listen, as a last resort', { timeout: 30_000 }, async () => {
  const worker = await workerThatWrites(join(folder, 'deaf.gpkg'), '');
  const code = new Promise((resolve) => worker.once('exit', resolve));
  await endWorker(worker, 200);
  expect(await code).toBe(1);
});
