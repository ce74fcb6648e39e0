import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { sfImports } from '../record/testing/sf-inspections.ts';
import { chooseByName } from './choose-by-name.ts';
import { countPages } from './count-pages.ts';
import { appFolder } from './electron-command.ts';
import { expectNothingLeft, type LaunchedApp, launchApp } from './launch-app.ts';
import { chooseAt, drawLine, grab, middleOfMap, onMap } from './on-map.ts';
import { rowsOf, withoutTime } from './rows-of.ts';
import { runHeadless } from './run-headless.ts';
import { saveTo } from './save-to.ts';
import { countsOf, numberIn, secondsIn, sharesIn, textOf } from './shown-numbers.ts';
import { writeGpx } from './write-gpx.ts';

const data = resolve(appFolder, '../shared/data');
const isHere = existsSync(data);
const PREMISES = 6589;
const OPEN_HAZARDS = 21_655;
/** In the west and in the east of downtown. */
const [HIMALAYAN, GOTTS] = [
  { premisesFid: 300, name: 'Himalayan Cuisine' },
  { premisesFid: 3816, name: "Gott's Roadside" },
];
/** As the screens start; the command line has values of its own. */
const onScreen = {
  hotspots: { cellMeters: 300 },
  cluster: { radiusMeters: 150 },
  emerging: { cellMeters: 300, unit: 'month', measure: 'hazards' },
  bias: { units: 'zones' },
  nearest: { to: { premisesFid: GOTTS.premisesFid } },
  route: { from: { premisesFid: HIMALAYAN.premisesFid }, to: { premisesFid: GOTTS.premisesFid } },
} as const;
const tasks = ['network', 'coverage', 'bivariate', 'nearest', 'route', 'hotspots', 'cluster', 'emerging', 'bias'] as const;

let launched: LaunchedApp;
let folder: string;
const outcome = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

// biome-ignore lint/suspicious/noSkippedTests: the data is never committed; where it is absent there is nothing to check.
test.skip(!isHere, 'the real data beside the project is not here');
test.beforeAll(async () => {
  if (!isHere) return;
  test.setTimeout(240_000);
  folder = mkdtempSync(join(tmpdir(), 'fire-one-map-sf-'));
  const workspace = join(folder, 'sf.gpkg');
  writeFileSync(join(folder, 'zones.geojson'), JSON.stringify(quarters()));
  const imports = [
    ['--import', join(data, 'sf-downtown/source.osm.pbf'), '--as', 'osm'],
    ...sfImports(join(data, 'sf-inspections'), folder).map(({ path, as, mappingPath }) => [
      '--import',
      path,
      '--as',
      as,
      '--mapping',
      mappingPath,
    ]),
    ['--import', join(folder, 'zones.geojson'), '--as', 'zones'],
  ];
  const runs = tasks.map((task) => {
    const parameters = task in onScreen ? onScreen[task as keyof typeof onScreen] : {};
    writeFileSync(join(folder, `${task}.params.json`), JSON.stringify(parameters));
    return ['--run', task, '--params', `${task}.params.json`, '--out', `${task}.json`];
  });
  const run = await runHeadless(
    ['--workspace', workspace, ...imports.flat(), ...runs.flat(), '--run', 'coverage', '--out', 'coverage.csv'],
    {
      cwd: folder,
    },
  );
  expect(run.code).toBe(0);
  expect(run.summary!.counts).toMatchObject({ placed: PREMISES, stations: 10, zones: 4, hazards: 40_210 });
  launched = await launchApp({ args: [workspace] });
  await expect(launched.page.getByLabel('主要指标')).toContainText('6,589', { timeout: 120_000 });
  await launched.page.getByTestId('left-tab-response').click();
});
test.afterAll(async () => {
  if (!isHere) return;
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
});
test.afterEach(async () => {
  await test.info().attach('screen', { body: await launched.page.screenshot(), contentType: 'image/png' });
  expect(launched.errors).toEqual([]);
});

/** Four zones over downtown. */
function quarters(): object {
  const [west, middle, east] = [-122.422, -122.404, -122.385];
  const [south, centre, north] = [37.766, 37.785, 37.805];
  const box = (name: string, left: number, bottom: number, right: number, top: number) => ({
    type: 'Feature',
    properties: { name },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [left, bottom],
          [right, bottom],
          [right, top],
          [left, top],
          [left, bottom],
        ],
      ],
    },
  });
  return {
    type: 'FeatureCollection',
    features: [
      box('东北片区', middle, centre, east, north),
      box('西北片区', west, centre, middle, north),
      box('西南片区', west, south, middle, centre),
      box('东南片区', middle, south, east, centre),
    ],
  };
}

const save = (button: string, name: string): Promise<string> => saveTo(launched, button, join(folder, name));
const ascending = (numbers: readonly number[]): number[] => numbers.toSorted((a, b) => a - b);

test('coverage: the roads first, 1-3-5 as the command line has it, gaps, who is due at a premises, slow and fast', async () => {
  const { page } = launched;
  await page.getByTestId('coverage-run').click();
  const shares = page.getByTestId('coverage-shares');
  await expect(shares).toBeVisible({ timeout: 60_000 });
  const { report } = outcome('network.json');
  await page.getByRole('button', { name: '路网检查' }).click();
  for (const finding of ['islandEdges', 'noWayOutEdges', 'noWayInEdges'] as const) {
    await expect(page.getByTestId(`finding-${finding}`)).toContainText(`${report[finding].length} 段`);
  }
  await page.getByRole('button', { name: '路网检查' }).click();

  const coverage = outcome('coverage.json');
  expect(coverage.stations).toHaveLength(10);
  const told = sharesIn(await textOf(shares));
  expect(told).toEqual(
    coverage.tiers.flatMap((tier: Record<'premises' | 'openHazards', { covered: number; total: number }>) =>
      [tier.premises, tier.openHazards].map(({ covered, total }) => [covered, total]),
    ),
  );
  expect(told.map(([, total]) => total)).toEqual([PREMISES, OPEN_HAZARDS, PREMISES, OPEN_HAZARDS, PREMISES, OPEN_HAZARDS]);
  const normal = await countsOf(shares, PREMISES);
  expect(normal).toEqual(ascending(normal));
  // Nobody in San Francisco has been graded.
  await expect(shares.getByText('没有', { exact: true })).toHaveCount(3);

  const table = rowsOf(await save('coverage-csv', 'coverage-on-screen.csv'));
  expect(table).toHaveLength(PREMISES);
  expect(table.map(withoutTime)).toEqual(rowsOf(join(folder, 'coverage.csv')).map(withoutTime));
  for (const row of table) {
    const due = ['第一到场行驶秒数', '第二到场行驶秒数', '第三到场行驶秒数'].flatMap((name) =>
      row[name] === '' ? [] : [Number(row[name])],
    );
    expect(due).toEqual(ascending(due));
  }
  const gaps = page.getByTestId('gap-list');
  const listed = rowsOf(await save('gap-export', 'gaps.csv'));
  expect(listed).toHaveLength(PREMISES - normal[2]!);
  await expect(gaps).toContainText(`${listed.length.toLocaleString('en')} 家场所超出“5 分钟”`);

  for (const [layer, words] of [
    ['roads', '可达道路'],
    ['firstDue', '首到责任区'],
    ['rings', '直线距离圈'],
  ] as const) {
    await page.getByTestId(`show-${layer}`).click();
    await expect(page.getByTestId('coverage-legend')).toContainText(words);
  }
  await page.getByText('覆盖重数', { exact: true }).click();
  await expect(page.getByTestId('coverage-legend')).toContainText('3 个站以上');
  await page.getByText('层级', { exact: true }).last().click();

  await gaps.locator('.gap-row').first().click();
  const card = page.getByTestId('premises-arrivals');
  await expect(card).toContainText('超出全部时限');
  const name = (await page.getByTestId('card').locator('.card-title').textContent())!;
  const latest = listed.find((row) => row.名称 === name)!;
  expect(secondsIn(await textOf(card))).toEqual(
    ['第一到场行驶秒数', '第二到场行驶秒数', '第三到场行驶秒数'].map((column) => Math.round(Number(latest[column]))),
  );
  await expect(card.getByRole('listitem').first()).toContainText(latest.第一到场!);
  await page.keyboard.press('Escape');

  const zones = page.getByTestId('zone-percentiles');
  for (const zone of coverage.zones as { name: string; premises: number; reached: number; percentileSeconds: number }[]) {
    const row = zones.getByRole('row').filter({ hasText: zone.name });
    await expect(row).toContainText(`${zone.reached.toLocaleString('en')}/${zone.premises.toLocaleString('en')}`);
    expect(secondsIn(await textOf(row))).toEqual([Math.round(zone.percentileSeconds)]);
  }

  const byBand: Record<string, number[]> = { 正常: normal };
  await page.getByRole('button', { name: '响应层级与通行条件' }).click();
  for (const band of ['偏慢', '偏快', '正常']) {
    const setup = page.getByRole('button', { name: '响应层级与通行条件' });
    if ((await setup.getAttribute('aria-expanded')) === 'false') await setup.click();
    await page.locator('.travel-controls').getByText(band, { exact: true }).click();
    await page.getByTestId('coverage-run').click();
    await expect(page.getByTestId('coverage-stale')).toBeHidden();
    await expect(page.locator('.progress-line')).toHaveCount(0);
    await expect(page.getByText(`${band}估计`).first()).toBeVisible();
    byBand[band] = await countsOf(shares, PREMISES);
  }
  expect(byBand.正常).toEqual(normal);
  for (const [tier, covered] of normal.entries()) {
    expect(byBand.偏慢![tier]!).toBeLessThan(covered);
    expect(byBand.偏快![tier]!).toBeGreaterThanOrEqual(covered);
  }
});

test('what if: closed streets never help, a ghost never harms while it is dragged, the best of the candidates with its proof', async () => {
  const { page } = launched;
  const shares = page.getByTestId('coverage-shares');
  const today = await countsOf(shares, PREMISES);
  // Over downtown, as wide as the zones.
  await page.getByTestId('response-tab-bivariate').click();
  await page.getByTestId('bivariate-run').click();
  const worst = page.getByTestId('worst-list');
  await expect(worst).toBeVisible({ timeout: 60_000 });
  const answer = outcome('bivariate.json');
  const premises = answer.worst.reduce((sum: number, place: { premises: number }) => sum + place.premises, 0);
  await expect(worst).toContainText(`风险高、响应慢：${answer.worst.length} 处，${premises} 家场所`);
  await expect(worst.locator('.worst-row').first()).toContainText(/[东西][南北]片区 · .*(Street|Avenue|Broadway|Way|Embarcadero)/);
  const counts = (await textOf(page.getByTestId('bivariate-legend').first())).match(/\d+/g)!.map(Number);
  for (const count of answer.counts) expect(counts).toContain(count);
  expect(countPages(await save('bivariate-sheet', 'risk.pdf'))).toBe(1);

  await page.getByTestId('response-tab-coverage').click();
  await page.getByTestId('gap-list').locator('.gap-row').first().click();
  await page.getByRole('button', { name: '缩小' }).click();
  await page.getByRole('button', { name: '缩小' }).click();
  await page.keyboard.press('Escape');
  await drawLine(page, 'closure-line', [await onMap(page, 0.52, 0.45), await onMap(page, 0.78, 0.45)]);
  await expect(page.getByText('封闭线 1')).toBeVisible();
  await expect.poll(() => countsOf(shares, PREMISES)).not.toEqual(today);
  for (const [tier, covered] of (await countsOf(shares, PREMISES)).entries()) expect(covered).toBeLessThanOrEqual(today[tier]!);
  await test.info().attach('closed', { body: await page.screenshot(), contentType: 'image/png' });
  await page.keyboard.press('Escape');
  await page.getByTestId('closure-undo').click();
  await expect.poll(() => countsOf(shares, PREMISES)).toEqual(today);

  const spot = await onMap(page, 0.7, 0.7);
  await chooseAt(page, spot, 'ghost');
  const compared = page.getByTestId('ghost-compared');
  await expect(compared).toContainText('失去覆盖 0 家');
  const placed = await textOf(compared);
  await grab(page, spot);
  await page.mouse.move(spot.x - 90, spot.y - 60, { steps: 6 });
  await expect.poll(() => textOf(compared)).not.toBe(placed);
  await expect(compared).toContainText('失去覆盖 0 家');
  await page.mouse.up();
  await expect(page.getByText('拖动中', { exact: false })).toBeHidden();
  await expect(compared).toContainText('更晚到达 0 家');
  await test.info().attach('ghost', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByRole('button', { name: '移除', exact: true }).click();
  await expect.poll(() => countsOf(shares, PREMISES)).toEqual(today);

  for (const [x, y] of [
    [0.55, 0.3],
    [0.6, 0.7],
    [0.75, 0.5],
  ] as const) {
    await chooseAt(page, await onMap(page, x, y), 'candidate');
  }
  await page.getByTestId('sites-run').click();
  const chosen = page.getByTestId('sites-answer');
  await expect(chosen).toContainText(/已证明最优|与最优的差距不超过 [\d.]+%/, { timeout: 60_000 });
  await expect(chosen.locator('.gap-row')).toHaveCount(1);
});

test('routes: the three nearest, street by street to a premises, alternatives, around a closed street, every time as a table', async () => {
  const { page } = launched;
  await page.getByTestId('response-tab-routes').click();
  await chooseByName(page, 'nearest-target-search', GOTTS.name);
  const nearest = page.getByTestId('nearest-list');
  await expect(nearest.getByRole('listitem')).toHaveCount(3, { timeout: 60_000 });
  const { resources } = outcome('nearest.json') as { resources: { station: { name: string }; arrivalSeconds: number; seconds: number }[] };
  for (const [rank, { station, arrivalSeconds, seconds }] of resources.entries()) {
    const row = nearest.getByRole('listitem').nth(rank);
    await expect(row).toContainText(station.name);
    expect(secondsIn(await textOf(row))).toEqual([Math.round(arrivalSeconds), Math.round(seconds)]);
    expect(arrivalSeconds - seconds).toBeCloseTo(60, 6);
  }

  await page.getByText('两地路线', { exact: true }).click();
  await chooseByName(page, 'route-from-search', HIMALAYAN.name);
  await chooseByName(page, 'route-to-search', GOTTS.name);
  const routes = page.getByTestId('route-list');
  await expect(routes).toContainText('最快', { timeout: 60_000 });
  const known = outcome('route.json').routes as { seconds: number; meters: number; steps: { name: string; meters: number }[] }[];
  expect(known.length).toBeGreaterThan(1);
  await expect(routes.getByRole('listitem')).toHaveCount(known.length);
  const times = secondsIn(await textOf(routes));
  expect(times).toEqual(known.map(({ seconds }) => Math.round(seconds)));
  expect(times).toEqual(ascending(times));
  const steps = page.getByTestId('way-steps');
  await expect(steps).toContainText(/沿 ?\S.*(Street|Avenue|Broadway|Embarcadero)/);
  const named = known[0]!.steps.filter(({ name }) => name !== '');
  expect(named.length / known[0]!.steps.length).toBeGreaterThan(0.7);
  expect(known[0]!.steps.reduce((sum, step) => sum + step.meters, 0)).toBeCloseTo(known[0]!.meters, 3);

  // The middle of the longest street of the fastest route is closed.
  const longest = known[0]!.steps.findIndex(({ meters }) => meters === Math.max(...known[0]!.steps.map((step) => step.meters)));
  await steps.getByRole('button').nth(longest).click();
  await page.locator('.maplibregl-canvas').hover();
  await chooseAt(page, await middleOfMap(page), 'closure');
  const again = page.getByTestId('route-stale').getByRole('button');
  await expect(async () => {
    if (await again.isVisible()) await again.click({ timeout: 1000 });
    expect(secondsIn(await textOf(routes))[0]).toBeGreaterThan(times[0]!);
  }).toPass({ timeout: 60_000 });
  await test.info().attach('around', { body: await page.screenshot(), contentType: 'image/png' });
  await page.getByTestId('response-tab-coverage').click();
  await page.getByTestId('closure-undo').click();
  await page.getByTestId('response-tab-routes').click();

  await page.getByRole('button', { name: '用时矩阵' }).click();
  await page.getByTestId('matrix-run').click();
  await expect(page.getByTestId('matrix-csv')).toBeVisible({ timeout: 60_000 });
  const matrix = rowsOf(await save('matrix-csv', 'matrix.csv'));
  expect(matrix).toHaveLength(PREMISES);
  const first = rowsOf(join(folder, 'coverage.csv'));
  for (const [index, row] of matrix.entries()) {
    const fromStations = Object.entries(row).flatMap(([title, seconds]) => (title.endsWith(' · 秒数') ? [seconds] : []));
    expect(fromStations).toHaveLength(10);
    const reached = fromStations.filter((seconds) => seconds !== '').map(Number);
    const due = first[index]!.第一到场行驶秒数!;
    if (due === '') expect(reached).toEqual([]);
    else expect([row.场所序号, Math.min(...reached)]).toEqual([first[index]!.场所序号, Number(due)]);
  }
});

test('a patrol on time over a point and a line, and the track that proves it', async () => {
  const { page } = launched;
  await page.getByTestId('response-tab-patrol').click();
  await chooseByName(page, 'patrol-search', GOTTS.name);
  const errands = page.getByTestId('patrol-errands').getByRole('listitem');
  await expect(errands).toHaveCount(1);
  await errands.first().getByRole('button').first().click();
  const opens = errands.first().getByLabel('不早于');
  await opens.fill('10:00');
  await opens.press('Enter');
  await page.locator('.maplibregl-canvas').hover();
  const middle = await middleOfMap(page);
  await drawLine(
    page,
    'patrol-add-line',
    [-60, 60].map((x) => ({ x: middle.x + x, y: middle.y + 60 })),
  );
  await expect(errands).toHaveCount(2);
  await chooseByName(page, 'tour-start-search', HIMALAYAN.name);
  await page.getByTestId('tour-run').click();
  const tour = page.getByTestId('tour-answer');
  await expect(tour).toContainText('09:00 出发', { timeout: 60_000 });
  await expect(tour).toContainText('10:00 到');
  await expect(tour.locator('ol').first().getByRole('listitem')).toHaveCount(2);
  await test.info().attach('tour', { body: await page.screenshot(), contentType: 'image/png' });

  const gotts = rowsOf(join(folder, 'coverage.csv')).find((row) => row.名称 === GOTTS.name)!;
  const [lon, lat] = [Number(gotts.经度), Number(gotts.纬度)];
  const gpx = join(folder, 'patrol.gpx');
  // Times of day are those of the computer.
  writeGpx(
    gpx,
    [1, 3, 5, 7].map((minute) => ({ lon, lat, time: new Date(2026, 4, 1, 10, minute).toISOString() })),
  );
  await page.getByText('核对轨迹', { exact: true }).first().click();
  await page.getByTestId('track-file').setInputFiles(gpx);
  await expect(page.getByText('patrol.gpx：4 个定位点')).toBeVisible();
  await page.getByTestId('compliance-run').click();
  const proven = page.getByTestId('compliance-answer');
  await expect(proven).toContainText('必到点 1/1 到过');
  await expect(proven).toContainText('必巡线 0/1');
});

test('hot spots, clusters, change and bias: as many as the command line finds, in words', async () => {
  const { page } = launched;
  await page.getByTestId('response-tab-hotspots').click();
  const run = page.getByTestId('gathering-run');
  const list = page.getByTestId('gathering-list');
  const total = async (): Promise<number> => numberIn((await list.locator('.part-title .number').first().textContent())!);
  await run.click();
  await expect(list).toBeVisible({ timeout: 60_000 });
  const hot = outcome('hotspots.json');
  const classes = hot.classes as number[];
  expect(await total()).toBe(classes.filter((level) => level > 0).length);
  expect(hot.counted + hot.outside).toBe(OPEN_HAZARDS);
  const explanation = page.getByTestId('gathering-explanation');
  await expect(explanation).toContainText(
    `共计入 ${hot.counted.toLocaleString('en')} 条隐患；另有 ${hot.outside.toLocaleString('en')} 条在范围之外`,
  );
  await list.getByRole('button').first().click();
  await expect(page.getByTestId('gathering-card')).toContainText('热点（99% 置信）');
  await test.info().attach('hot', { body: await page.screenshot(), contentType: 'image/png' });

  await page.getByTestId('gathering-cluster').click();
  await run.click();
  await expect(page.getByTestId('gatherings-legend')).toContainText('属于聚集区的点', { timeout: 60_000 });
  expect(await total()).toBe(outcome('cluster.json').clusters.length);

  await page.getByTestId('gathering-emerging').click();
  await run.click();
  await expect(page.getByTestId('gatherings-legend')).toContainText('热点变化（按月）', { timeout: 60_000 });
  // The records end years before the day of the map: what was hot then may be nothing now.
  expect(await total()).toBe((outcome('emerging.json').codes as number[]).filter((code) => code !== 0).length);

  await page.getByTestId('gathering-bias').click();
  await run.click();
  await expect(list).toContainText('从未检查的场所', { timeout: 60_000 });
  const { neverVisited, units } = outcome('bias.json');
  expect(numberIn((await list.locator('.part-title .number').last().textContent())!)).toBe(neverVisited.length);
  expect(units).toHaveLength(4);
  expectNothingLeft(launched);
});
