import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { haversineMeters } from '../../shared/geo/haversine-meters.ts';
import { answerDialogs } from './answer-dialogs.ts';
import { chooseByName } from './choose-by-name.ts';
import { appFolder } from './electron-command.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { chooseAt, clickMap, drawLine, expectGrab, grab, middleOfMap, onMap } from './on-map.ts';
import { type Row, rowsOf, withoutTime } from './rows-of.ts';
import { runHeadless } from './run-headless.ts';
import { saveTo } from './save-to.ts';
import { countsOf, numberIn, sharesIn, textOf } from './shown-numbers.ts';
import { type Fix, writeGpx } from './write-gpx.ts';

const data = resolve(appFolder, '../shared/data/nyc-roads');
const isHere = existsSync(data);
/** Of 16,936 points; the others are street furniture and the firehouses themselves. */
const PREMISES = 9_317;
const notPremises = new Set([
  'bicycle_parking',
  'bench',
  'bicycle_rental',
  'drinking_water',
  'post_box',
  'toilets',
  'parking',
  'atm',
  'grave_yard',
  'fountain',
  'telephone',
  'waste_basket',
  'parking_entrance',
  'recycling',
  'bbq',
  'taxi',
  'car_sharing',
  'fire_station',
]);
const STATIONS = 213;

let folder: string;
let launched: LaunchedApp;
/** Coverage of the same workspace by the command line. */
let told: Row[];

test.beforeAll(async () => {
  test.setTimeout(240_000);
  // biome-ignore lint/suspicious/noSkippedTests: the data is never committed; where it is absent there is nothing to check.
  test.skip(!isHere, 'the real data beside the project is not here');
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-new-york-'));
  const workspace = join(folder, 'new-york.gpkg');
  writePremises(join(folder, 'premises.csv'));
  const imports = [
    ['roads', join(data, 'roads.geojson.gz')],
    ['stations', join(data, 'fire_stations.geojson')],
    ['premises', join(folder, 'premises.csv')],
  ].flatMap(([as, path]) => ['--import', path!, '--as', as!]);
  writeFileSync(join(folder, 'cluster.json'), JSON.stringify({ of: 'premises' }));
  const runs = ['--run', 'coverage', '--out', 'told.csv', '--run', 'cluster', '--params', 'cluster.json', '--out', 'told-clusters.csv'];
  const run = await runHeadless(['--workspace', workspace, ...imports, ...runs, '--lang', 'zh-CN'], { cwd: folder });
  expect(run.stderr).toBe('');
  expect(run.summary!.counts).toMatchObject({ roads: 42_522, stations: STATIONS, premises: PREMISES, placed: PREMISES });
  told = rowsOf(join(folder, 'told.csv'));
  launched = await launchApp({ args: [workspace] });
  await expect(launched.page.getByLabel('主要指标')).toContainText(PREMISES.toLocaleString('en'), { timeout: 120_000 });
  await expect(launched.page.getByLabel('主要指标')).toContainText(String(STATIONS));
  await launched.page.getByTestId('left-tab-response').click();
});
test.afterAll(async () => {
  if (!isHere) return;
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});
test.afterEach(async () => {
  if (launched !== undefined) await test.info().attach('new-york', { body: await launched.page.screenshot(), contentType: 'image/png' });
});

/** Places of interest as premises; those without a name are called by their kind. */
function writePremises(path: string): void {
  const { features } = JSON.parse(readFileSync(join(data, 'pois.geojson'), 'utf8')) as {
    features: { properties: { name: string; fclass: string }; geometry: { coordinates: [number, number] } }[];
  };
  const premises = features.filter(({ properties: { fclass } }) => !notPremises.has(fclass));
  const rows = premises.map(({ properties: { name, fclass }, geometry }, index) =>
    [index + 1, `"${(name.trim() || `${fclass} ${index + 1}`).replaceAll('"', '""')}"`, ...geometry.coordinates].join(','),
  );
  writeFileSync(path, ['编号,名称,经度,纬度', ...rows].join('\n'));
}

const save = (button: string, name: string): Promise<string> => saveTo(launched, button, join(folder, name));
/** Nothing is computed or written any more. */
const settled = () => expect(launched.page.locator('.progress-line')).toHaveCount(0, { timeout: 60_000 });

test('coverage of 213 firehouses: as on the command line; a closure loses, and undone leaves nothing behind', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await page.getByTestId('coverage-run').click();
  // The roads are checked first.
  await expect(page.getByTestId('network-summary')).toContainText('类问题', { timeout: 60_000 });
  const shares = page.getByTestId('coverage-shares');
  await expect(shares).toContainText(`/${PREMISES.toLocaleString('en')}`, { timeout: 60_000 });
  const today = (await shares.textContent())!;
  expect(sharesIn(await textOf(shares)).map(([, of]) => of)).toEqual([PREMISES, PREMISES, PREMISES]);
  const covered = await countsOf(shares, PREMISES);
  const reached = ['1 分钟', '3 分钟', '5 分钟'].map((tier) => told.filter((row) => row.达到的层级 === tier).length);
  expect(covered).toEqual(reached.map((_, tier) => reached.slice(0, tier + 1).reduce((sum, n) => sum + n)));
  expect(covered[0]).toBeGreaterThan(PREMISES / 5);
  expect(covered[1]).toBeGreaterThan(covered[0]!);
  expect(covered[2]).toBeGreaterThan(covered[1]!);

  const gaps = page.getByTestId('gap-list');
  await expect(gaps).toContainText(`${(PREMISES - covered[2]!).toLocaleString('en')} 家场所超出`);
  const saved = rowsOf(await save('coverage-csv', 'coverage.csv'));
  expect(saved.map(withoutTime)).toEqual(told.map(withoutTime));
  for (const row of saved) {
    const due = ['第一', '第二', '第三'].map((place) => row[`${place}到场行驶秒数`]!).filter((seconds) => seconds !== '');
    expect(due.map(Number)).toEqual(due.map(Number).toSorted((a, b) => a - b));
  }
  const outside = rowsOf(await save('gap-export', 'gaps.csv'));
  expect(outside).toHaveLength(PREMISES - covered[2]!);
  expect(outside.every((row) => row.达到的层级 === '')).toBe(true);

  await drawLine(page, 'closure-line', [await onMap(page, 0.58, 0.5), await onMap(page, 0.7, 0.5)]);
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).not.toBe(today);
  await settled();
  const closed = await countsOf(shares, PREMISES);
  expect(closed).toHaveLength(3);
  for (const [tier, n] of closed.entries()) expect(n).toBeLessThanOrEqual(covered[tier]!);
  await page.keyboard.press('Escape');
  await page.getByTestId('closure-undo').click();
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).toBe(today);
  await settled();
  await expect(page.getByTestId('coverage-stale')).toHaveCount(0);
  expect(launched.errors).toEqual([]);
});

test('a ghost station west of the Hudson is followed while it is dragged', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  const shares = page.getByTestId('coverage-shares');
  const today = (await shares.textContent())!;
  const covered = await countsOf(shares, PREMISES);
  // Across the river there are roads and premises, and no firehouse.
  await chooseAt(page, await onMap(page, 0.53, 0.33), 'ghost');
  const compared = page.getByTestId('ghost-compared');
  await expect(compared).toContainText(/新增覆盖 [1-9]/, { timeout: 30_000 });
  await settled();
  const gained = async () => numberIn(/新增覆盖 ([\d,]+)/.exec((await compared.textContent())!)![1]!);
  expect((await countsOf(shares, PREMISES))[2]).toBe(covered[2]! + (await gained()));
  expect(await compared.textContent()).toContain('失去覆盖 0 家');

  const ghost = await onMap(page, 0.53, 0.33);
  await grab(page, ghost);
  const seen = new Set<string>();
  for (const step of [6, 12]) {
    const before = (await shares.textContent())!;
    await page.mouse.move(ghost.x + step, ghost.y + step);
    // While the button is down: the numbers on screen are those of where the ghost is.
    await expect.poll(() => shares.textContent(), { timeout: 20_000 }).not.toBe(before);
    await expect(page.getByText('拖动中', { exact: false })).toBeVisible();
    seen.add((await shares.textContent())!);
  }
  expect(seen.size).toBe(2);
  await page.mouse.up();
  await expect(page.getByText('拖动中', { exact: false })).toBeHidden({ timeout: 30_000 });
  await settled();
  expect((await countsOf(shares, PREMISES))[2]).toBe(covered[2]! + (await gained()));
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect.poll(() => shares.textContent(), { timeout: 30_000 }).toBe(today);
  expect(launched.errors).toEqual([]);
});

test('the best two of four sites, and risk × response by cells', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await page.getByTestId('response-tab-sites').click();
  for (const [x, y] of [
    [0.52, 0.33],
    [0.55, 0.27],
    [0.53, 0.4],
    [0.6, 0.5],
  ] as const) {
    await chooseAt(page, await onMap(page, x, y), 'candidate');
  }
  const choose = page.getByLabel('选几个');
  await choose.fill('2');
  await choose.press('Enter');
  await page.getByTestId('sites-run').click();
  const answer = page.getByTestId('sites-answer');
  await expect(answer).toContainText('第 2', { timeout: 60_000 });
  await expect(answer).toContainText(/已证明最优|至多/);
  const added = [...(await answer.textContent())!.matchAll(/增加 ([\d,]+)/g)].map(([, n]) => numberIn(n!));
  expect(added).toHaveLength(2);
  expect(added[0]).toBeGreaterThan(0);
  expect(added[1]).toBeLessThanOrEqual(added[0]!);

  await page.getByTestId('response-tab-bivariate').click();
  await page.getByTestId('bivariate-run').click();
  await expect(page.getByTestId('worst-list')).toContainText(/风险高、响应慢/, { timeout: 60_000 });
  const cells = rowsOf(await save('bivariate-csv', 'cells.csv'));
  // Every premises is in one cell, and its time is that of the tardiest tenth of them.
  expect(cells.reduce((sum, row) => sum + Number(row.场所数), 0)).toBe(PREMISES);
  const counts = await page.getByTestId('bivariate-legend').first().locator('g text').allTextContents();
  const inClass = (risk: string, response: string) => cells.filter((row) => row.风险档 === risk && row.到场档 === response).length;
  expect(counts.map(numberIn)).toEqual(
    ['到场快', '到场中等', '到场慢'].flatMap((response) => ['风险低', '风险中', '风险高'].map((risk) => inClass(risk, response))),
  );

  expect(launched.errors).toEqual([]);
});

test('the nearest three, and a way through three boroughs with others, around a closure and back', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await page.keyboard.press('Alt+N');
  await clickMap(page, 0.62, 0.42);
  const nearest = page.getByTestId('nearest-list');
  await expect(nearest.getByRole('listitem')).toHaveCount(3, { timeout: 60_000 });
  const resources = rowsOf(await save('nearest-csv', 'nearest.csv'));
  const seconds = resources.map((row) => Number(row.秒数));
  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
  for (const row of resources) expect(Number(row.含出动秒数)).toBeCloseTo(Number(row.秒数) + 60, 0);

  await page.keyboard.press('Alt+Shift+N');
  await chooseByName(page, 'route-from-search', 'Engine 10/Ladder 10');
  await chooseByName(page, 'route-to-search', 'Engine 63/Ladder 39/Battalion 15');
  const list = page.getByTestId('route-list');
  await expect(list).toContainText('最快', { timeout: 60_000 });
  await settled();
  const before = (await list.textContent())!;
  const steps = rowsOf(await save('route-csv', 'route.csv'));
  const ways = [1, 2, 3].map((rank) => steps.filter((row) => Number(row.名次) === rank));
  const sumOf = (rows: Row[], title: string) => rows.reduce((sum, row) => sum + Number(row[title]), 0);
  expect(ways.map(({ length }) => length > 5)).toEqual([true, true, true]);
  const times = ways.map((rows) => sumOf(rows, '秒数'));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  // From the tip of Manhattan to the north of the Bronx: 24 km as the crow flies.
  for (const rows of ways) expect(sumOf(rows, '长度（米）')).toBeGreaterThan(22_000);
  const streets = new Set(ways[0]!.map((row) => row.道路));
  expect(streets.size).toBeGreaterThan(4);
  await expect(page.getByTestId('way-steps').getByRole('listitem')).toHaveCount(ways[0]!.length + 1);

  // A closure on the way's last stretch, some 300 m before its end; the map is taken to the end first.
  const lineOf = (path: string) => {
    const { features } = JSON.parse(readFileSync(path, 'utf8')) as {
      features: { properties: { rank?: number; seconds?: number }; geometry: { coordinates: [number, number][] } }[];
    };
    const { geometry, properties } = features.find(({ properties: { rank } }) => rank === 1)!;
    return { line: geometry.coordinates, seconds: properties.seconds! };
  };
  const fastest = lineOf(await save('route-geojson', 'route.geojson'));
  const end = fastest.line.at(-1)!;
  const closed = fastest.line.findLast((position) => haversineMeters(...position, ...end) > 300)!;
  await page.getByTestId('route-to').getByRole('button').first().click();
  const middle = await middleOfMap(page);
  await expectGrab(page, middle);
  const metersPerDegree = 111_195;
  const shrink = Math.cos((end[1] * Math.PI) / 180);
  const metersPerPixel = (360 * metersPerDegree * shrink) / (512 * 2 ** 15);
  const place = {
    x: middle.x + ((closed[0] - end[0]) * metersPerDegree * shrink) / metersPerPixel,
    y: middle.y - ((closed[1] - end[1]) * metersPerDegree) / metersPerPixel,
  };
  await chooseAt(page, place, 'closure');
  await expect.poll(() => list.textContent(), { timeout: 30_000 }).not.toBe(before);
  await settled();
  const around = lineOf(await save('route-geojson', 'around.geojson'));
  expect(around.seconds).toBeGreaterThan(fastest.seconds);
  expect(Math.min(...around.line.map((position) => haversineMeters(...position, ...closed)))).toBeGreaterThan(15);
  await page.getByTestId('response-tab-coverage').click();
  await page.getByTestId('closure-undo').click();
  await page.getByTestId('response-tab-routes').click();
  await expect.poll(() => list.textContent(), { timeout: 30_000 }).toBe(before);
  expect(launched.errors).toEqual([]);
});

test('a patrol in Midtown, and the track that followed it proves it', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await page.getByTestId('response-tab-patrol').click();
  for (const name of ['Engine 54/Ladder 4/Battalion 9', 'Engine 34/Ladder 21', 'Engine 23', 'Rescue 1']) {
    await chooseByName(page, 'patrol-search', name);
  }
  const errands = page.getByTestId('patrol-errands').getByRole('listitem');
  await expect(errands).toHaveCount(4);
  await chooseByName(page, 'tour-start-search', 'Engine 40/Ladder 35');
  await page.getByTestId('tour-run').click();
  const tour = page.getByTestId('tour-answer');
  await expect(tour).toContainText('09:00 出发', { timeout: 60_000 });
  const visits = rowsOf(await save('tour-csv', 'tour.csv'));
  expect(visits.map((row) => row.未排入原因 ?? '')).toEqual(['', '', '', '']);
  const { features } = JSON.parse(readFileSync(await save('tour-geojson', 'tour.geojson'), 'utf8')) as {
    features: { properties: { kind: string; arrivesAt: string; leavesAt: string }; geometry: { coordinates: [number, number][] } }[];
  };
  const secondsOf = (time: string): number => time.split(':').reduce((sum, part, index) => sum + Number(part) * [3600, 60, 1][index]!, 0);
  const fixes: Fix[] = [];
  let leaves = secondsOf('09:00');
  for (const { properties, geometry } of features.filter(({ properties: { kind } }) => kind === 'way')) {
    const arrives = secondsOf(properties.arrivesAt);
    const until = Math.max(secondsOf(properties.leavesAt), arrives + 300);
    const { coordinates } = geometry;
    for (let second = leaves; second <= until; second += 20) {
      const share = Math.min(1, (second - leaves) / Math.max(1, arrives - leaves));
      const [lon, lat] = coordinates[Math.round(share * (coordinates.length - 1))]!;
      const time = new Date(Date.UTC(2026, 4, 1, 0, 0, second) - 8 * 3_600_000).toISOString();
      fixes.push({ lon, lat, time });
    }
    leaves = until;
  }
  const gpx = join(folder, 'patrol.gpx');
  writeGpx(gpx, fixes);
  await page.getByText('核对轨迹', { exact: true }).first().click();
  await page.getByTestId('track-file').setInputFiles(gpx);
  await expect(page.getByText(`patrol.gpx：${fixes.length} 个定位点`)).toBeVisible();
  await page.getByTestId('compliance-run').click();
  await expect(page.getByTestId('compliance-answer')).toContainText('必到点 4/4 到过', { timeout: 30_000 });
  expect(launched.errors).toEqual([]);
});

test('seconds from every firehouse to every premises: cancelled without a trace, saved whole, and its least is the coverage', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await page.getByTestId('response-tab-routes').click();
  await page.getByRole('button', { name: '用时矩阵' }).click();
  await page.getByTestId('matrix-run').click();
  await expect(page.getByTestId('matrix-csv')).toBeVisible({ timeout: 60_000 });
  const given = join(folder, 'given-up.csv');
  await answerDialogs(launched.app, { save: given });
  await page.getByTestId('matrix-csv').click();
  await page.locator('.progress-line').getByRole('button').click();
  await settled();
  expect(readdirSync(folder).filter((name) => name.includes('given-up'))).toEqual([]);

  const matrix = rowsOf(await save('matrix-csv', 'matrix.csv'));
  expect(matrix).toHaveLength(PREMISES);
  const origins = Object.keys(matrix[0]!).filter((title) => title.endsWith(' · 秒数'));
  const placed = new Set(told.flatMap((row) => ['第一到场', '第二到场', '第三到场'].map((place) => row[place]!)).filter(Boolean));
  expect(origins.length).toBeLessThanOrEqual(STATIONS);
  expect(origins.length).toBeGreaterThanOrEqual(placed.size);
  const firstOf = new Map(told.map((row) => [row.场所序号, row.第一到场行驶秒数]));
  for (const row of matrix) {
    const least = Math.min(...origins.map((title) => (row[title] === '' ? Number.POSITIVE_INFINITY : Number(row[title]))));
    expect(firstOf.get(row.场所序号!)).toBe(Number.isFinite(least) ? String(least) : '');
  }
  expect(launched.errors).toEqual([]);
});

test('clusters of premises; hot spots say what they lack', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await page.getByTestId('response-tab-hotspots').click();
  await page.getByTestId('gathering-cluster').click();
  await page.getByTestId('gathering-controls').getByText('场所', { exact: true }).click();
  await page.getByTestId('gathering-run').click();
  await expect(page.getByTestId('gatherings-legend')).toContainText('属于聚集区的点', { timeout: 60_000 });
  const clusters = rowsOf(await save('cluster-csv', 'clusters.csv'));
  expect(clusters.map(withoutTime)).toEqual(rowsOf(join(folder, 'told-clusters.csv')).map(withoutTime));
  const points = clusters.map((row) => Number(row.点数));
  expect(Math.max(...points)).toBeGreaterThan(1000);
  expect(points.reduce((sum, n) => sum + n, 0)).toBeLessThan(PREMISES);

  await page.getByTestId('gathering-hotspots').click();
  await page.getByTestId('gathering-run').click();
  await expect(page.getByText('没有隐患', { exact: false }).first()).toBeVisible({ timeout: 30_000 });
  expectNothingLeft(launched);
  expect(launched.errors).toEqual([]);
});
