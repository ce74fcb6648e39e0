import { beforeEach, expect, it } from 'vitest';
import { responseTasks } from '../../shared/analyses/response/index.ts';
import { placeAtPosition } from './chosen-place.ts';
import {
  addPatrolLine,
  addPatrolPoints,
  complianceRequest,
  initialPatrol,
  patrolStore,
  removePatrolPoint,
  setPatrol,
  setPatrolPoint,
  setTrack,
  tourRequest,
} from './patrol.ts';
import { asksTheSame, clearResponses, setResponseEntry } from './response.ts';

beforeEach(() => {
  patrolStore.setState(initialPatrol, true);
  clearResponses();
});
const state = () => patrolStore.getState();
const fixes = { lon: [114, 114.001], lat: [30, 30], time: [null, Date.parse('2026-05-01T10:00:00') / 1000] };

it('a tour is asked with a start and something to see, as the analysis takes it', () => {
  addPatrolPoints([placeAtPosition([114, 30], '一')]);
  expect(tourRequest(state())).toBeNull();
  setPatrol({ start: placeAtPosition([114.1, 30]) });
  addPatrolLine('线', [
    [114, 30],
    [114.01, 30],
  ]);
  setPatrolPoint(0, { opens: '09:30', closes: '10:30', stayMinutes: 3 });
  const parsed = responseTasks.tour.parameters.parse(tourRequest(state()));
  expect(parsed.profile).toBe('patrolMotorcycle');
  expect(parsed.points).toMatchObject([{ label: '一', stayMinutes: 3, opens: '09:30', closes: '10:30' }]);
  expect(parsed.lines).toMatchObject([{ label: '线', opens: null }]);
  removePatrolPoint(0);
  expect(state().points).toEqual([]);
});

it('a track is checked on its own day, at the times of day that were set', () => {
  addPatrolPoints([placeAtPosition([114, 30], '一')]);
  setPatrolPoint(0, { opens: '09:30' });
  expect(complianceRequest(state())).toBeNull();
  setTrack({ name: 'a.gpx', fixes });
  expect(state().day).toBe('2026-05-01');
  const parsed = responseTasks.compliance.parameters.parse(complianceRequest(state()));
  expect(parsed.points[0]).toMatchObject({ from: new Date('2026-05-01T09:30').toISOString(), to: null });
});

it('another track of the same settings is another question', () => {
  addPatrolPoints([placeAtPosition([114, 30], '一')]);
  setTrack({ name: 'a.gpx', fixes });
  setResponseEntry('compliance', { request: complianceRequest(state())! });
  expect(asksTheSame('compliance', complianceRequest(state()))).toBe(true);
  setTrack({ name: 'b.gpx', fixes: { ...fixes } });
  expect(asksTheSame('compliance', complianceRequest(state()))).toBe(false);
});
