import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type ResponseTaskId, responseTaskIds } from '../../shared/analyses/response/task-ids.ts';
import { copyWorkspace } from './prepared-workspaces.ts';
import { runHeadless } from './run-headless.ts';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-runs-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [first, second] = [{ premisesFid: 1 }, { premisesFid: 800 }];
const parameters: { [Id in ResponseTaskId]?: object } = {
  route: { from: first, to: second, hour: 8 },
  nearest: { to: first },
  matrix: { to: [first, second] },
  sites: { candidates: [first, second] },
  tour: { start: first, points: [{ at: second }] },
  compliance: { track: { lon: [], lat: [], time: [] }, points: [{ at: first }] },
  bivariate: { cellMeters: 500 },
  emerging: { cellMeters: 500, unit: 'quarter' },
};
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('every analysis runs on the sample in one call, in three formats', async () => {
  test.setTimeout(180_000);
  const formats = ['geojson', 'csv', 'json'];
  const runs = responseTaskIds.flatMap((task, index) => {
    const given = parameters[task];
    if (given !== undefined) writeFileSync(join(folder, `${task}.params.json`), JSON.stringify(given));
    return ['--run', task, ...(given === undefined ? [] : ['--params', `${task}.params.json`]), '--out', `${task}.${formats[index % 3]!}`];
  });
  copyWorkspace('sample', join(folder, 'w.gpkg'));
  const run = await runHeadless(['--workspace', 'w.gpkg', ...runs, '--lang', 'zh-CN'], { cwd: folder });
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  expect(run.summary!.runs.map(({ task }) => task)).toEqual([...responseTaskIds]);
  for (const [index, { task, path, rev, rows }] of run.summary!.runs.entries()) {
    expect([task, rows > 0]).toEqual([task, true]);
    expect(path).toBe(join(folder, `${task}.${formats[index % 3]!}`));
    expect(rev).toBe(run.summary!.rev);
    expect(existsSync(path)).toBe(true);
  }
  const coverage = JSON.parse(textOf('coverage.geojson'));
  expect(coverage.analysis).toMatchObject({ task: 'coverage', parameters: { profile: 'fireEngine' } });
  const tiers = coverage.features.filter((feature: { properties: { kind: string } }) => feature.properties.kind === 'tier');
  expect(tiers).toHaveLength(3);
  expect(tiers[2].properties.premisesCovered).toBeGreaterThan(tiers[0].properties.premisesCovered);
  expect(textOf('route.csv')).toMatch(/^\ufeff名次,步骤,道路,长度（米）/);
  expect(JSON.parse(textOf('nearest.json')).resources).toHaveLength(3);
});

test('a wrong parameter is named with what is allowed, and nothing is written', async () => {
  writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ band: 'quick' }));
  const call = [
    '--workspace',
    'w.gpkg',
    '--run',
    'network',
    '--out',
    'n.csv',
    '--run',
    'coverage',
    '--params',
    'wrong.json',
    '--out',
    'c.csv',
  ];
  const run = await runHeadless([...call, '--lang', 'en'], { cwd: folder });
  expect(run.code).toBe(1);
  expect(run.stdout).toBe('');
  expect(run.stderr).toContain('Parameter band is wrong');
  expect(run.stderr).toContain('"slow"|"normal"|"fast"');
  expect(existsSync(join(folder, 'n.csv'))).toBe(false);
  expect(existsSync(join(folder, 'c.csv'))).toBe(false);
});

test('a call that is interrupted ends with an error and leaves nothing behind', async () => {
  const own = join(folder, 'interrupted');
  mkdirSync(own);
  copyWorkspace('sample', join(own, 'w.gpkg'));
  const runs = Array.from({ length: 20 }, (_, index) => ['--run', 'coverage', '--out', `${index}.geojson`]);
  const run = await runHeadless(['--workspace', 'w.gpkg', ...runs.flat(), '--lang', 'zh-CN'], {
    cwd: own,
    interruptWhen: () => readdirSync(own).some((name) => name.endsWith('-wal')),
  });
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('已取消');
  expect(readdirSync(own)).toEqual(['w.gpkg']);
});
