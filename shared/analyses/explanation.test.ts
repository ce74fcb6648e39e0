import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { texts } from '../text/index.ts';
import { classifyBivariate, explainBivariate } from './bivariate/index.ts';
import { explainClusters, findClusters } from './clusters/index.ts';
import type { Explanation } from './explanation.ts';
import {
  compareWithChecks,
  confidenceClasses,
  corrections,
  explainBias,
  explainEmerging,
  explainHotspots,
  findEmerging,
  giStar,
  type HotspotRun,
  hotspotMeasures,
  makeCellGrid,
  makeDaySteps,
} from './hotspots/index.ts';
import { chooseCoveringSites, chooseMedianSites, explainCovering, explainMedian, type SiteProblem } from './location/index.ts';
import { metricPlane } from './metric-plane.ts';
import { checkTrack, explainTour, explainTrack, planTour, type TourProblem } from './patrol/index.ts';

const languages = { 'zh-CN': texts['zh-CN'], en: texts.en } as const;
async function sayAll(explanation: Explanation, language: keyof typeof languages): Promise<string[]> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: language,
    resources: { [language]: { translation: languages[language] } },
    interpolation: { escapeValue: false },
  });
  return [...explanation.method, ...explanation.reading, ...explanation.caveats].map(({ key, values }) => instance.t(key, values));
}

const grid = (() => {
  const result = makeCellGrid({
    plane: metricPlane(30.5),
    shape: 'hexagon',
    cellMeters: 300,
    bounds: { west: 114.3, south: 30.4, east: 114.32, north: 30.42 },
    district: null,
  });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
})();
const cells = grid.inside.length;
const values = Float64Array.from({ length: cells }, (_, cell) => (cell * 7) % 5);
const runOf = (more: Partial<HotspotRun>): HotspotRun => ({
  grid,
  measure: 'hazards',
  neighbourhood: { kind: 'touching' },
  correction: 'benjaminiHochberg',
  values: { values, inside: grid.inside, numerator: null, denominator: null, counted: 12, outside: 3, emptyCells: 4 },
  ...more,
});
const problem: SiteProblem = {
  costs: Float32Array.of(10, 20, 30, 5, 50, 60),
  demands: 2,
  sites: 3,
  weights: Float64Array.of(2, 1),
  fixed: [2],
  choose: 1,
};
const tour: TourProblem = {
  seconds: Float32Array.of(0, 60, 60, 0),
  nodes: 2,
  startNode: 0,
  endNode: null,
  startsAt: 28_800,
  endsBy: 30_000,
  stops: [
    { from: 1, to: 1, reversible: false, serviceSeconds: 60, opensAt: 0, closesAt: 86_400 },
    { from: 1, to: 1, reversible: false, serviceSeconds: 60, opensAt: 0, closesAt: 10 },
  ],
};
const track = { lon: Float64Array.of(114.3, 114.301), lat: Float64Array.of(30.5, 30.5), time: Float64Array.of(0, 60) };
const trackRules = { radiusMeters: 30, maxGapSeconds: 120, maxSpeedMetersPerSecond: 20 };

async function explanations(): Promise<Explanation[]> {
  const all: Explanation[] = [];
  for (const correction of corrections) {
    for (const measure of hotspotMeasures) {
      const result = giStar(grid, values, grid.inside, { kind: 'within', meters: 650 });
      const run = runOf({ correction, measure, neighbourhood: { kind: 'within', meters: 650 } });
      all.push(explainHotspots(run, result, confidenceClasses(result.z, result.p, correction)));
    }
  }
  const steps = makeDaySteps('quarter', 19_000, 19_300);
  const cube = Float64Array.from({ length: cells * steps.count }, (_, at) => (at * 13) % 7);
  const options = { neighbourhood: { kind: 'touching' }, stepsBack: 1, correction: 'none', trendAlpha: 0.05 } as const;
  all.push(explainEmerging(runOf({}), await findEmerging(grid, cube, steps.count, grid.inside, options), options, steps, 3, 19_300));
  const bias = {
    hazards: Float64Array.of(3, 0),
    checks: Float64Array.of(4, 0),
    premises: Float64Array.of(2, 5),
    neverVisited: Float64Array.of(0, 5),
  };
  all.push(explainBias(compareWithChecks(bias), bias, [{ row: 1, days: 400 }], 7));
  all.push(explainBias(compareWithChecks(bias), bias, [], 7));
  const dbscan = { radiusMeters: 50, minPoints: 2 };
  all.push(explainClusters(dbscan, findClusters(Float64Array.of(0, 10, 900), Float64Array.of(0, 0, 0), dbscan)));
  all.push(explainCovering(problem, await chooseCoveringSites(problem, 10), 10));
  all.push(explainMedian(problem, await chooseMedianSites(problem, 100), 100));
  for (const exactStops of [0, 12]) all.push(explainTour(tour, await planTour(tour, { exactStops })));
  const line = {
    positions: [
      [114.3, 30.5],
      [114.302, 30.5],
    ],
    window: null,
    requiredShare: 0.9,
  };
  const point = { lon: 114.3, lat: 30.5, window: null, dwellSeconds: 0 };
  all.push(explainTrack(checkTrack(track, [point], [line], trackRules), trackRules));
  all.push(
    explainBivariate(classifyBivariate(Float64Array.of(1, 9), Float64Array.of(60, 900), [3, 6], [180, 300]), {
      terciles: true,
      outside: 2,
    }),
  );
  return all;
}

describe.each(['zh-CN', 'en'] as const)('explanations in %s', (language) => {
  it('say something in every part, with every placeholder filled and every word found', async () => {
    for (const explanation of await explanations()) {
      const sentences = await sayAll(explanation, language);
      expect(sentences.length).toBeGreaterThan(1);
      for (const sentence of sentences) expect(sentence).not.toMatch(/\{\{|\$t\(|analyses\.|NaN|undefined|Infinity/);
    }
  });
});

it('says what a commander needs to know, in Chinese', async () => {
  const result = giStar(grid, values, grid.inside, { kind: 'touching' });
  const said = (await sayAll(explainHotspots(runOf({}), result, new Int8Array(cells)), 'zh-CN')).join('\n');
  expect(said).toContain('300 米的六边形');
  expect(said).toContain(`共 ${cells} 个参与计算；每格的数值是隐患数`);
  expect(said).toContain('错误发现率校正');
  expect(said).toContain('查得多的地方看起来会更多');
  const covering = (await sayAll(explainCovering(problem, await chooseCoveringSites(problem, 10), 10), 'zh-CN')).join('\n');
  expect(covering).toContain('覆盖需求由 0 增至 3（总量 3）');
  expect(covering).toContain('最优选法');
  const planned = (await sayAll(explainTour(tour, await planTour(tour)), 'zh-CN')).join('\n');
  expect(planned).toContain('安排了 1 / 2 项');
  expect(planned).toContain('08:02 结束');
  const steps = makeDaySteps('month', 19_000, 19_300);
  const found = await findEmerging(grid, new Float64Array(cells * steps.count), steps.count, grid.inside, {
    neighbourhood: { kind: 'touching' },
    stepsBack: 1,
    correction: 'none',
    trendAlpha: 0.05,
  });
  const emerging = async (lastDay: number) =>
    (await sayAll(explainEmerging(runOf({}), found, { stepsBack: 1, trendAlpha: 0.05 }, steps, 0, lastDay), 'zh-CN')).join('\n');
  expect(await emerging(19_300)).toContain('最后一期只到 2022-11-04');
  expect(await emerging(steps.starts[steps.count]! - 1)).not.toContain('最后一期');
});
