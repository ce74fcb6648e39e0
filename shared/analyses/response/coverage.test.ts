import { expect, it } from 'vitest';
import { unpackArea } from '../../geo/area-columns.ts';
import { streetInputs as inputs, KM, kilometreAMinute } from '../../testing/a-street.ts';
import { coverageParameters, runCoverage } from './coverage.ts';

it('counts n of N for each tier by the clock it starts with', async () => {
  const answer = await runCoverage(coverageParameters.parse({ profileChanges: kilometreAMinute }), inputs());
  expect(answer.premises.fid).toEqual(Uint32Array.of(11, 12, 13, 14, 15));
  expect(answer.tiers.map(({ travelSeconds }) => travelSeconds)).toEqual([60, 180, 240]);
  // From the station 11 at 0.5, 12 at 2.5, 13 at 3.9 minutes; from the post 14 at 1; 15 is too far from any road.
  expect(answer.tiers.map(({ premises }) => premises)).toEqual([
    { covered: 2, total: 5 },
    { covered: 3, total: 5 },
    { covered: 4, total: 5 },
  ]);
  expect(answer.tiers.map(({ highRiskPremises }) => highRiskPremises.covered)).toEqual([1, 1, 2]);
  expect(answer.tiers[0]!.highRiskPremises.total).toBe(3);
  expect(answer.tiers.map(({ openHazards }) => openHazards)).toEqual([
    { covered: 2, total: 2 },
    { covered: 2, total: 2 },
    { covered: 2, total: 2 },
  ]);
  expect([...answer.premises.due.seconds.slice(0, 3)].map((seconds) => Math.round(seconds))).toEqual([30, 450, Infinity]);
  expect(answer.premises.due.station.slice(0, 3)).toEqual(Int32Array.of(0, 1, -1));
  expect([...answer.premises.depth]).toEqual([1, 1, 1, 1, 0]);
  expect(answer.premises.snapMeters[4]).toBe(Infinity);
  expect(answer.zones).toMatchObject([
    { name: '西片区', premises: 3, reached: 3 },
    { name: '空片区', premises: 0, percentileSeconds: null },
  ]);
  expect(answer.zones[0]!.percentileSeconds).toBeCloseTo(234, 0);
  expect(answer).toMatchObject({ rev: 7, turnoutSeconds: 60 });
});

it('names who does not count, and why', async () => {
  const answer = await runCoverage(coverageParameters.parse({}), inputs());
  expect(answer.stations.map(({ name }) => name)).toEqual(['红山消防站', '三道街驿站']);
  expect(answer.excluded.map(({ station, reason }) => [station.name, reason])).toEqual([
    ['无器材微站', 'noEquipment'],
    ['服务中心', 'notAResource'],
    ['山里的消防站', 'farFromRoad'],
    ['未定位的消防站', 'noPosition'],
  ]);
});

it('cuts reached roads at the minute; areas lie within one another; firsts do not overlap', async () => {
  const { tiers, firstDue } = await runCoverage(coverageParameters.parse({ profileChanges: kilometreAMinute }), inputs());
  // Both ways from the post, one way from the station at the street's end.
  expect(tiers.map(({ reach }) => Math.round(reach.meters / 10))).toEqual([300, 800, 1000]);
  const wests = tiers.map(({ area }) =>
    Math.max(
      ...unpackArea(area)
        .coordinates.filter((rings) => rings[0]![0]![0]! < 5 * KM)
        .flat(2)
        .map(([lon]) => lon!),
    ),
  );
  expect(wests[0]! / KM).toBeCloseTo(1.03, 1);
  expect(wests[1]! / KM).toBeCloseTo(3.03, 1);
  expect(firstDue.map(({ station }) => station).sort()).toEqual([0, 1]);
});

it('a closure lengthens, a station that does not exist yet shortens', async () => {
  const closed = await runCoverage(
    coverageParameters.parse({ profileChanges: kilometreAMinute, closures: [{ positions: [[1.5 * KM, 0]] }] }),
    inputs(),
  );
  expect(closed.tiers.map(({ premises }) => premises.covered)).toEqual([2, 2, 2]);
  const ghost = { name: '拟建站', type: 'fireStation', lon: 3.8 * KM, lat: 0 };
  const { stations, tiers } = await runCoverage(
    coverageParameters.parse({ profileChanges: kilometreAMinute, ghostStations: [ghost] }),
    inputs(),
  );
  expect(stations.at(-1)).toMatchObject({ name: '拟建站', ghost: true });
  expect(tiers.map(({ premises }) => premises.covered)).toEqual([3, 4, 4]);
});

it('stops when it is cancelled', async () => {
  const controller = new AbortController();
  controller.abort(new Error('stopped'));
  await expect(runCoverage(coverageParameters.parse({}), inputs(), { signal: controller.signal })).rejects.toThrow('stopped');
});
