import { expect, it } from 'vitest';
import { KM, kilometreAMinute, streetInputs } from '../../testing/a-street.ts';
import { responseTasks } from './tasks.ts';

const { route, nearest } = responseTasks;
const travel = { profileChanges: kilometreAMinute };

it('tells the way between two places, by position or by what stands there', async () => {
  const parameters = route.parameters.parse({ ...travel, from: { stationId: 'a' }, to: { premisesFid: 14 } });
  const found = await route.run(parameters, streetInputs());
  if (!found.ok) throw new Error(found.failure.code);
  const { routes, from, to, straightMeters } = found.value;
  expect(routes).toHaveLength(1);
  expect(routes[0]!.seconds).toBeCloseTo(420, 0);
  expect(routes[0]!.meters / 1000).toBeCloseTo(7, 2);
  expect(routes[0]!.steps).toMatchObject([{ street: '红山大街', turnDegrees: null }]);
  expect(routes[0]!.line.coordinates).toHaveLength(2);
  expect(straightMeters / 1000).toBeCloseTo(7, 2);
  expect(from).toMatchObject({ label: '红山消防站', stationId: 'a' });
  expect(to).toMatchObject({ premisesFid: 14 });
  expect(to.snapMeters).toBeCloseTo(11.1, 1);
});

it('has no route across a closure, and says which place is unknown or off the roads', async () => {
  const run = (request: object) => route.run(route.parameters.parse({ ...travel, ...request }), streetInputs());
  const [from, to] = [{ stationId: 'a' }, { lon: 5 * KM, lat: 0 }];
  expect(await run({ from, to, closures: [{ positions: [[2 * KM, 0]] }] })).toMatchObject({ ok: true, value: { routes: [] } });
  expect(await run({ from, to: { stationId: 'gone' } })).toMatchObject({ failure: { code: 'placeUnknown', details: { path: 'to' } } });
  expect(await run({ from: { lon: 0, lat: 1 }, to })).toMatchObject({
    failure: { code: 'placeFarFromRoad', details: { path: 'from', limit: 300 } },
  });
  const wrong = route.parameters.safeParse({ from: { station: 'a' }, to });
  expect(wrong.error?.issues[0]).toMatchObject({ path: ['from'], message: '{lon, lat}, {stationId} or {premisesFid}' });
});

it('names the resources that arrive first with turnout, and who does not count', async () => {
  const run = (request: object) =>
    nearest.run(nearest.parameters.parse({ ...travel, to: { lon: 5 * KM, lat: 0 }, ...request }), streetInputs());
  const found = await run({});
  if (!found.ok) throw new Error(found.failure.code);
  expect(found.value.resources.map(({ station }) => station.id)).toEqual(['b', 'a']);
  expect(found.value.resources[0]!.seconds).toBeCloseTo(180, 0);
  expect(found.value.resources[0]!.arrivalSeconds).toBeCloseTo(240, 0);
  expect(found.value.excluded.map(({ station }) => station.id)).toEqual(['c', 'd', 'e', 'f']);
  expect(await run({ limitMinutes: 4 })).toMatchObject({ value: { resources: [{ station: { id: 'b' } }] } });
  expect(await run({ types: ['fireStation'], k: 1 })).toMatchObject({ value: { resources: [{ station: { id: 'a' } }] } });
});
