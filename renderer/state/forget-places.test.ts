import { expect, it } from 'vitest';
import { placeAtPosition } from './chosen-place.ts';
import { addClosure, coverageStore, setTravel } from './coverage.ts';
import { forgetPlaces } from './forget-places.ts';
import { addPatrolPoints, patrolStore, setPatrol } from './patrol.ts';
import { routesStore, setRoutes } from './routes.ts';
import { addCandidates, sitesStore } from './sites.ts';

it('places of one workspace are gone in the next, settings stay', () => {
  const place = { ...placeAtPosition([114, 30], '一'), premisesFid: 7 };
  addPatrolPoints([place]);
  setPatrol({ start: place, startsAt: '08:00' });
  setRoutes({ target: place, from: place, k: 5 });
  addCandidates([place]);
  addClosure([[114, 30]]);
  setTravel({ profile: 'onFoot' });
  forgetPlaces();
  expect(patrolStore.getState()).toMatchObject({ points: [], lines: [], start: null, track: null, startsAt: '08:00' });
  expect(routesStore.getState()).toMatchObject({ target: null, from: null, to: null, k: 5 });
  expect(sitesStore.getState().candidates).toEqual([]);
  expect(coverageStore.getState()).toMatchObject({ closures: [], closuresBefore: [], ghosts: [], profile: 'onFoot' });
});
