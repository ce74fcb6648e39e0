import { beforeEach, expect, it } from 'vitest';
import { responseTasks } from '../../shared/analyses/response/index.ts';
import { placeAtPosition, placeOfSelection, referenceOf } from './chosen-place.ts';
import { addClosure, coverageStore, initialCoverage, undoClosure } from './coverage.ts';
import { clearResponses, setResponseEntry, setResponseRunner } from './response.ts';
import {
  findNearest,
  initialRoutes,
  keepRoundClosures,
  moveRouteEnd,
  nearestRequest,
  routeRequest,
  routesStore,
  setRouteEnd,
  swapRouteEnds,
} from './routes.ts';

const asked: unknown[] = [];
beforeEach(() => {
  asked.length = 0;
  routesStore.setState(initialRoutes, true);
  coverageStore.setState(initialCoverage, true);
  clearResponses();
  setResponseRunner({ run: (id, request) => asked.push([id, request]), cancel: () => undefined, dragGhosts: () => undefined });
});

it('nothing is asked until there is somewhere to go', () => {
  expect(nearestRequest(routesStore.getState())).toBeNull();
  expect(routeRequest(routesStore.getState())).toBeNull();
  setRouteEnd('from', placeAtPosition([114, 30]));
  expect(asked).toEqual([]);
});

it('a route is asked as soon as both ends are there, again when they are swapped, and not while one is dragged', () => {
  setRouteEnd('from', placeAtPosition([114, 30]));
  setRouteEnd('to', { name: '站', lon: 114.1, lat: 30.1, stationId: 's1', premisesFid: null });
  expect(asked).toMatchObject([['route', { from: { lon: 114, lat: 30 }, to: { stationId: 's1' } }]]);
  moveRouteEnd(1, [115, 31]);
  expect(asked).toHaveLength(1);
  swapRouteEnds();
  expect(asked[1]).toMatchObject(['route', { from: { lon: 115, lat: 31 }, to: { lon: 114, lat: 30 } }]);
});

it('ways on screen are asked for again when a closure is drawn and when it is taken back; those not asked for are not', () => {
  const stop = keepRoundClosures();
  setRouteEnd('from', placeAtPosition([114, 30]));
  setRouteEnd('to', placeAtPosition([114.1, 30]));
  addClosure([[114.05, 30]]);
  expect(asked).toHaveLength(1);
  setResponseEntry('route', {});
  addClosure([[114.06, 30]]);
  expect(asked).toMatchObject([{}, ['route', { closures: [{ positions: [[114.05, 30]] }, { positions: [[114.06, 30]] }] }]]);
  undoClosure();
  undoClosure();
  expect(asked.slice(2)).toMatchObject([
    ['route', { closures: [{ positions: [[114.05, 30]] }] }],
    ['route', { closures: [] }],
  ]);
  stop();
});

it('requests are what the analyses take', () => {
  findNearest({ name: '药房', lon: 114, lat: 30, stationId: null, premisesFid: 7 });
  const [[id, request]] = asked as [[string, unknown]];
  expect(id).toBe('nearest');
  expect(responseTasks.nearest.parameters.parse(request)).toMatchObject({ to: { premisesFid: 7 }, k: 3 });
});

it('what is selected is named by its record where that has a position', () => {
  const selected = { table: 'premises', fid: 3, id: 'p', position: [1, 2] } as const;
  const row = { id: 'p', fid: 3, rev: 1, geom: { type: 'Point', coordinates: [114, 30] }, name: '店' };
  const place = placeOfSelection({ selected, row }, (_, { name }) => String(name))!;
  expect(referenceOf(place)).toEqual({ premisesFid: 3 });
  const unplaced = placeOfSelection({ selected, row: { ...row, geom: null } }, () => '店')!;
  expect(referenceOf(unplaced)).toEqual({ lon: 1, lat: 2, label: '店' });
  expect(placeOfSelection({ selected: null, row: null }, () => '')).toBeNull();
});
