import { expect, it } from 'vitest';
import { KM, kilometreAMinute, streetInputs } from '../../testing/a-street.ts';
import { type ResponseAnswer, type ResponseTaskId, responseTasks } from './tasks.ts';

const travel = { profileChanges: kilometreAMinute };
const at = (kilometers: number) => ({ lon: kilometers * KM, lat: 0 });

async function ask<Id extends ResponseTaskId>(id: Id, request: object, inputs = streetInputs()): Promise<ResponseAnswer<Id>> {
  const { parameters, run } = responseTasks[id];
  const result = await run(parameters.parse(request) as never, inputs);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value as ResponseAnswer<Id>;
}

it('measures every pair', async () => {
  const { from, to, seconds } = await ask('matrix', { ...travel, to: [at(1), at(9)] });
  expect(from.map(({ stationId }) => stationId)).toEqual(['a', 'b']);
  expect(to).toHaveLength(2);
  expect([...seconds].map(Math.round)).toEqual([60, 540, 420, 60]);
  const all = await ask('matrix', { ...travel, limitMinutes: 1 });
  expect(all.to.map(({ premisesFid }) => premisesFid)).toEqual([11, 12, 13, 14, 15]);
  expect(all.to.at(-1)!.snapMeters).toBe(Infinity);
  expect([...all.seconds].filter(Number.isFinite).map(Math.round)).toEqual([30, 60]);
});

it('reaches farther with more minutes, and less when the clock starts at the order', async () => {
  const { limits, firstDue } = await ask('reach', { ...travel, from: [at(0), at(10)], minutes: [3, 1] });
  expect(limits.map(({ minutes, roadMeters }) => [minutes, Math.round(roadMeters / 100)])).toEqual([
    [1, 20],
    [3, 60],
  ]);
  expect(limits[1]!.roads.count).toBe(2);
  expect(limits[1]!.roads.lon[1]! / KM).toBeCloseTo(3, 2);
  expect(firstDue.map(({ station }) => station)).toEqual([0, 1]);
  const late = await ask('reach', { ...travel, from: [at(0)], minutes: [3], clockStart: 'dispatch' });
  expect(late.limits[0]!.roadMeters / 1000).toBeCloseTo(2, 2);
});

it('chooses the site that covers most, or shortens most, beside the stations there are', async () => {
  const candidates = [{ ...at(2), label: '西' }, { ...at(6), label: '东' }, at(3.5)];
  const cover = await ask('sites', { ...travel, candidates, limitMinutes: 1, clockStart: 'departure' });
  expect(cover.chosen).toHaveLength(1);
  // Stations cover 11 and 14; the third candidate 12 and 13.
  expect(cover).toMatchObject({ chosen: [2], value: 4, steps: [2, 4], gap: 0, demands: 5 });
  const alone = await ask('sites', { ...travel, candidates, method: 'median', keepStations: false, choose: 3 });
  expect(alone.chosen.toSorted()).toEqual([0, 1, 2]);
  expect(alone.steps.at(-1)).toBe(alone.value);
  expect(alone.steps.at(-1)!).toBeLessThan(alone.steps[0]!);
});

it('puts risk and response side by side', async () => {
  const premises = await ask('bivariate', { ...travel, units: 'premises', responseBreaksSeconds: [120, 240], riskBreaks: [1.5, 3] });
  expect([...premises.unit]).toEqual([11, 12, 13, 14, 15]);
  // Grades 3, 1, 3, 2, 3 weigh 4, 1, 4, 2, 4; arrivals at 90, 210, 294, 120 s; the last is off the roads.
  expect([...premises.classes]).toEqual([2, 3, 8, 1, -1]);
  expect(premises.offRoad).toBe(1);
  expect(premises.worst).toMatchObject([
    {
      units: [2],
      street: '红山大街',
      zone: '西片区',
      premisesFid: 13,
      premises: 1,
      risk: premises.risk[2],
      responseSeconds: premises.responseSeconds[2],
    },
  ]);
  const zones = await ask('bivariate', { ...travel, units: 'zones' });
  expect(zones.zones.map(({ name }) => name)).toEqual(['西片区', '空片区']);
  expect([...zones.premises]).toEqual([3, 0]);
  expect(zones.classes[1]).toBe(-1);
  expect(zones.explanation.caveats[0]).toEqual({ key: 'analyses.explain.bivariateOutside', values: { count: 2 } });
  const cells = await ask('bivariate', { ...travel, cellMeters: 1000, region: 'data' });
  expect(cells.premises.reduce((sum, count) => sum + count, 0)).toBe(5);
  expect(Math.max(...cells.unit)).toBeLessThan(cells.grid!.inside.length);
});

it('plans a patrol within its times and says what does not fit', async () => {
  const tour = await ask('tour', {
    profileChanges: { speedKmh: { primary: 60 } },
    profile: 'fireEngine',
    start: at(0),
    startsAt: '09:00',
    endsBy: '10:00',
    points: [
      { at: at(3), label: '学校', stayMinutes: 10 },
      { at: { stationId: 'b' }, opens: '09:30' },
      { at: at(5), label: '市场', closes: '09:01' },
    ],
    lines: [{ positions: [Object.values(at(4)), Object.values(at(5))], label: '河堤', speedKmh: 12 }],
  });
  expect(tour.visits.map(({ label }) => label).toSorted()).toEqual(['三道街驿站', '学校', '河堤'].toSorted());
  expect(tour.unmet).toMatchObject([{ label: '市场', reason: 'windowClosed', kind: 'point', index: 2 }]);
  expect(tour.visits.find(({ label }) => label === '三道街驿站')!.beginsAt).toBeGreaterThanOrEqual(9.5 * 3600);
  expect(tour.visits[0]!.way.coordinates.length).toBeGreaterThan(1);
  expect(tour.wayBack!.coordinates.at(-1)![0]).toBeCloseTo(0, 6);
  expect(tour.endsAt).toBeLessThanOrEqual(10 * 3600);
});

it('takes a shift that ends after midnight to end the next day', async () => {
  const tour = await ask('tour', {
    ...travel,
    profile: 'fireEngine',
    start: at(0),
    startsAt: '23:30',
    endsBy: '01:00',
    points: [{ at: at(2), label: '夜市', opens: '00:10', closes: '00:40' }],
  });
  expect(tour.unmet).toEqual([]);
  expect(tour.visits[0]!.beginsAt).toBe(86_400 + 600);
});

it('tells what a track proves', async () => {
  const time = 1_700_000_000;
  const steps = Array.from({ length: 61 }, (_, index) => index);
  const answer = await ask('compliance', {
    track: { lon: steps.map((step) => step * 0.05 * KM), lat: steps.map(() => 0), time: steps.map((step) => time + step * 10) },
    points: [
      { at: at(1), label: '一' },
      { at: at(1), label: '二', from: new Date((time + 300) * 1000).toISOString() },
      { at: at(8), label: '三' },
    ],
    lines: [{ positions: [Object.values(at(2)), Object.values(at(4))], label: '街' }],
  });
  expect(answer.points.map(({ label, verdict }) => [label, verdict])).toEqual([
    ['一', 'met'],
    ['二', 'outsideWindow'],
    ['三', 'missed'],
  ]);
  expect(answer.lines[0]!.share).toBeCloseTo(0.525, 2);
  expect(answer.parameters).not.toHaveProperty('track');
});

it('reports on the network and what is far from it', async () => {
  const { report, premises, stations, lines } = await ask('network', { farMeters: 5 });
  expect(report.usableMeters / 1000).toBeCloseTo(10, 1);
  expect(premises).toMatchObject({ total: 5, refused: { fid: Uint32Array.of(15) } });
  expect(premises.far.fid).toHaveLength(4);
  expect(stations.refused.map(({ id }) => id)).toEqual(['e']);
  expect(lines.islandEdges.count).toBe(0);
});

it('fails with what is missing', async () => {
  const none = { ...streetInputs(), stations: [], zones: [] };
  await expect(ask('matrix', {}, none)).rejects.toThrow('noResources');
  await expect(ask('reach', {}, none)).rejects.toThrow('noResources');
  await expect(ask('bivariate', {}, none)).rejects.toThrow('noResources');
  await expect(ask('bias', {}, none)).rejects.toThrow('noZones');
  await expect(ask('emerging', { cellMeters: 5000, period: { from: '2024-09-01', to: null } }, none)).rejects.toThrow('tooFewSteps');
});
