import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  coverageParameters,
  type ResponseTaskId,
  responseTasks,
  runCoverage,
  startGhostDrag,
} from '../../shared/analyses/response/index.ts';
import { dayOf, historyToOn } from '../../shared/sample/calendar.ts';
import { openTestRecord, type TestRecord } from '../record/testing/open-test-record.ts';
import { readInputs } from './read-inputs.ts';
import { type ResponseJob, runTask } from './run-task.ts';
import { startTask } from './start-task.ts';

const asOfDay = dayOf(historyToOn);
let sample: TestRecord;
let premises: { lon: number; lat: number }[];

/** The sample district in a file, closed. */
beforeAll(async () => {
  sample = await openTestRecord(undefined, new URL('../intake/intake-worker.ts', import.meta.url));
  const made = await sample.record.generateSample({ jobId: 'sample' });
  if (!made.ok) throw new Error(made.failure.code);
  await sample.record.close(null);
  const inputs = readInputs({ path: sample.path }, ['premises'], asOfDay);
  if (!inputs.ok) throw new Error(inputs.failure.code);
  const { lon, lat } = inputs.value.premises.columns;
  premises = Array.from(lon, (value, row) => ({ lon: value, lat: lat[row]! }));
}, 120_000);
afterAll(() => sample.dispose());

const job = (task: ResponseTaskId, parameters: object, format: ResponseJob['format'] = 'json'): ResponseJob => ({
  workspace: { path: sample.path },
  task,
  parameters: parameters as Record<string, unknown>,
  folder: sample.folder,
  asOfDay,
  format,
  language: 'zh-CN',
});
const requests = (): { [Id in ResponseTaskId]: object } => {
  const [first, second, third] = [premises[0]!, premises[500]!, premises[900]!];
  return {
    coverage: {},
    route: { from: first, to: second },
    nearest: { to: { premisesFid: 1 } },
    matrix: { to: [first, second] },
    reach: {},
    sites: { candidates: [first, second, third], demand: 'risk' },
    bivariate: { cellMeters: 500 },
    tour: { start: first, points: [{ at: second }, { at: third }] },
    compliance: { track: { lon: [first.lon], lat: [first.lat], time: [0] }, points: [{ at: first }] },
    network: {},
    hotspots: {},
    emerging: { cellMeters: 500, unit: 'quarter' },
    bias: {},
    cluster: {},
  };
};

it.each(Object.keys(responseTasks) as ResponseTaskId[])(
  '%s on the sample district',
  async (task) => {
    const done = await runTask(job(task, requests()[task]));
    if (!done.ok) throw new Error(JSON.stringify(done.failure));
    expect(done.value.rows).toBeGreaterThan(0);
    expect(JSON.parse(new TextDecoder().decode(done.value.content))).toMatchObject({ task, rev: done.value.rev });
  },
  60_000,
);

it('runs in a thread of its own, and says what is wrong with the parameters or the thread', async () => {
  const worker = new URL('./response-worker.ts', import.meta.url);
  const table = await startTask(worker, job('nearest', { to: premises[3]! }, 'csv'));
  if (!table.ok) throw new Error(table.failure.code);
  expect(new TextDecoder().decode(table.value.content)).toMatch(/^名次,名称,类型/);
  expect(table.value.rows).toBe(3);
  expect(await startTask(worker, job('nearest', { to: premises[3]!, k: 0 }))).toMatchObject({
    failure: { code: 'badParameters', details: { path: 'k' } },
  });
  const broken = join(sample.folder, 'broken-worker.mjs');
  writeFileSync(broken, 'throw new Error("broken");');
  expect(await startTask(new URL(`file://${broken}`), job('nearest', {}))).toMatchObject({
    failure: { code: 'analysisFailed', details: { reason: 'broken' } },
  });
  rmSync(broken);
}, 60_000);

it('is called off: before it starts, and in its middle', async () => {
  const worker = new URL('./response-worker.ts', import.meta.url);
  expect(await startTask(worker, job('coverage', {}), AbortSignal.abort())).toMatchObject({ failure: { code: 'cancelled' } });
  const calledOff = new AbortController();
  setTimeout(() => calledOff.abort(), 200);
  expect(await startTask(worker, job('matrix', { to: 'premises' }), calledOff.signal)).toMatchObject({ failure: { code: 'cancelled' } });
}, 60_000);

it('checks a track that a file holds', async () => {
  const { lon, lat } = premises[3]!;
  writeFileSync(join(sample.folder, 'track.csv'), `lon,lat,time\n${lon},${lat},1700000000\n${lon},${lat},1700000060\n`);
  const done = await runTask(job('compliance', { trackFile: 'track.csv', points: [{ at: premises[3]! }] }, 'csv'));
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  expect(new TextDecoder().decode(done.value.content)).toMatch(/必到点,,已到,60,0,/);
  const missing = await runTask(job('compliance', { trackFile: 'none.gpx' }));
  expect(missing).toMatchObject({ failure: { code: 'fileUnreadable' } });
});

it('keeps up with a dragged ghost, and counts what the full run counts', async () => {
  const inputs = readInputs({ path: sample.path }, responseTasks.coverage.needs, asOfDay);
  if (!inputs.ok) throw new Error(inputs.failure.code);
  const drag = await startGhostDrag(coverageParameters.parse({}), inputs.value);
  const ghosts = premises.slice(0, 40).map(({ lon, lat }) => ({ name: '拟建站', type: 'fireStation' as const, lon, lat }));
  const elapsed: number[] = [];
  for (const ghost of ghosts) {
    const started = performance.now();
    drag.move([ghost]);
    elapsed.push(performance.now() - started);
  }
  // The quickest step: the others also wait for what else the machine does.
  expect(Math.min(...elapsed)).toBeLessThan(50);
  const preview = drag.move([ghosts[7]!]);
  const full = await runCoverage(coverageParameters.parse({ ghostStations: [ghosts[7]!] }), inputs.value);
  expect(preview.tiers.map((tier) => tier.premises)).toEqual(full.tiers.map((tier) => tier.premises));
  expect(preview.tiers.map((tier) => tier.openHazards)).toEqual(full.tiers.map((tier) => tier.openHazards));
}, 60_000);

it('computes as of the day that the parameters say', async () => {
  const open = async (asOf: string) => {
    const done = await runTask(job('cluster', { of: 'openHazards', asOf }));
    if (!done.ok) throw new Error(JSON.stringify(done.failure));
    return JSON.parse(new TextDecoder().decode(done.value.content)) as { asOf: string; points: { fid: number[] } };
  };
  const [before, now] = [await open('2025-06-30'), await open(historyToOn)];
  expect(before.asOf).toBe('2025-06-30');
  expect(before.points.fid).not.toEqual(now.points.fid);
  expect(await runTask(job('cluster', { asOf: 'yesterday' }))).toMatchObject({
    failure: { code: 'badParameters', details: { path: 'asOf' } },
  });
});
