import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Host } from '../../../shared/ipc/host.ts';
import { type Call, contracts } from '../../../shared/ipc/index.ts';
import { tableNames } from '../../../shared/model/index.ts';
import { askMain } from '../ask-main.ts';
import { type LaunchedApp, launchApp } from '../launch-app.ts';
import { recordState } from './record-state.ts';

declare const window: Window & { host: Host };

const SEED = 20_261_122;
const MESSAGES = 5000;
const BATCH = 250;

/** Channels that only read, or whose well-formed garbage the record itself must refuse. */
const harmlessWhenWellFormed = /^(records\.(?!undo|redo|adopt|reject)|jobs\.|windows\.(info|ready|reportError)$)/;
const id = '6f1c1f0e-0000-4000-8000-000000000001';
const keys = [
  'change',
  'puts',
  'deletes',
  'note',
  'edit',
  'table',
  'id',
  'fid',
  'field',
  'value',
  'limit',
  'offset',
  'text',
  'path',
  'jobId',
  'request',
  'as',
  'crs',
  'before',
  'constructor',
  'toString',
  'length',
];
const words = [
  'premises',
  'zone',
  'setting',
  id,
  '',
  '../../etc/passwd',
  "'; DROP TABLE premises; --",
  '%',
  '\0',
  '\uD800',
  'x'.repeat(5000),
  'osm',
  'wgs84',
  'csv',
];
const leaf = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 0, -1, 1e308, Number.NaN, 2 ** 53, ...words, [], {}),
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.date({ noInvalidDate: true }),
);
/** Values of any shape, with the contract's own words at the places where they bite. */
const garbage = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string({ maxLength: 8 })), tie('any'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).any;
/** Requests whose outer shape is right and whose rows are not: what the schema lets through and the record must refuse. */
const badChange = fc.record({
  change: fc.record({
    note: fc.record({ edit: fc.string({ maxLength: 20 }), subject: fc.option(fc.string({ maxLength: 20 })), count: fc.integer() }),
    puts: fc
      .tuple(
        fc.constantFrom(...tableNames),
        fc.array(
          fc.dictionary(fc.constantFrom('id', 'geom', 'name', 'rev', ...keys), garbage, { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
      )
      .map(([table, rows]) => ({ [table]: rows })),
    deletes: fc.constant({}),
  }),
});
const reading = fc.record({
  table: fc.constantFrom<string>(...tableNames),
  id: fc.constantFrom(id),
  fid: fc.integer(),
  field: fc.constantFrom('premisesId', 'geom', 'rev', 'fid', 'name" OR 1=1 --', '__proto__', ''),
  value: fc.constantFrom(...words.map((word) => word.slice(0, 400))),
  text: fc.constantFrom(...words.map((word) => word.slice(0, 200)), '"', '*', 'NEAR(', 'a AND', '-'),
  limit: fc.integer({ min: 1, max: 100 }),
  offset: fc.nat(),
  before: fc.option(fc.integer()),
  path: fc.constantFrom('', '/', '/etc/passwd', '\0', 'x.csv', '//host/share/x.csv', 'app://main/index.html'),
  encoding: fc.option(fc.string({ maxLength: 20 })),
  jobId: fc.string({ maxLength: 20 }),
});

const channels = Object.entries(contracts).flatMap(([topic, { calls }]) =>
  Object.entries(calls).map(([name, call]) => ({ topic, name, call: call as Call })),
);
const applying = channels.filter(({ topic, name }) => topic === 'records' && name === 'apply');
const messages = () =>
  fc
    .sample(
      fc.oneof(
        { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...channels), fc.oneof({ weight: 2, arbitrary: garbage }, reading)) },
        { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...applying), badChange) },
      ),
      { seed: SEED, numRuns: MESSAGES * 2 },
    )
    .filter(
      ([{ topic, name, call }, request]) => harmlessWhenWellFormed.test(`${topic}.${name}`) || !call.request.safeParse(request).success,
    )
    .slice(0, MESSAGES)
    .map(([{ topic, name }, request]) => ({ topic, name, request }));

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ workspace: true, sandboxed: true });
  await launched.untilDrawn();
});
test.afterAll(() => launched.close());

test('5,000 messages of any shape: the app lives, the record is unchanged', async () => {
  test.setTimeout(300_000);
  const { app, page } = launched;
  const before = await recordState(page);
  const mainProcess = await askMain(app, () => process.pid);
  const all = messages();
  expect(all).toHaveLength(MESSAGES);
  const tally: Record<string, number> = {};
  for (let from = 0; from < all.length; from += BATCH) {
    const answers = await page.evaluate(
      async (batch) => {
        const host = window.host as unknown as Record<string, Record<string, (request: unknown) => Promise<unknown>>>;
        return Promise.all(
          batch.map(({ topic, name, request }) =>
            (async () => host[topic]![name]!(request))().then(
              () => 'answered',
              (error: Error) =>
                /refused: (\w+)/.exec(error.message)?.[1] ?? (error.message.includes('internal error') ? 'internal' : 'uncloneable'),
            ),
          ),
        );
      },
      all.slice(from, from + BATCH),
    );
    for (const answer of answers) tally[answer] = (tally[answer] ?? 0) + 1;
  }
  test.info().annotations.push({ type: 'answers', description: JSON.stringify(tally) });
  // Garbage is refused where it comes in; nothing gets as far as an unexpected error.
  expect(tally.internal ?? 0).toBe(0);
  expect(tally.request).toBeGreaterThan(MESSAGES / 3);
  expect(tally.answered).toBeGreaterThan(100);
  expect(await recordState(page)).toEqual(before);
  expect(await askMain(app, () => process.pid)).toBe(mainProcess);
  expect(launched.log()).not.toContain("the record's process ended");
  await expect(page.getByRole('banner')).toBeVisible();
});

test('500 messages of any shape on the data port: it still answers an honest one', async () => {
  const requests = fc.sample(garbage, { seed: SEED, numRuns: 500 });
  const answer = await launched.page.evaluate(async (all) => {
    const port = await new Promise<MessagePort>((resolve) => {
      window.addEventListener('message', ({ data, ports }) => data?.dataPort && resolve(ports[0]!), { once: true });
      window.host.requestDataPort();
    });
    const heard = new Promise<unknown>((resolve) => {
      port.onmessage = ({ data }) => data.id === 987_654 && resolve(data);
    });
    for (const request of all) port.postMessage(request);
    for (const set of ['nothing', '__proto__', 'constructor']) port.postMessage({ id: 1, ask: 'columns', set, chunkRows: 1e9 });
    port.postMessage({ id: 987_654, ask: 'rev' });
    return heard;
  }, requests);
  expect(answer).toMatchObject({ kind: 'rev', id: 987_654 });
});
