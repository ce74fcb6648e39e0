import type { ComplianceAnswer, NearestAnswer, RouteAnswer, TourAnswer } from '../../shared/analyses/response/index.ts';
import type { ChosenPlace } from '../state/chosen-place.ts';
import { type PatrolLine, type PatrolPoint, type PatrolTrack, patrolStore } from '../state/patrol.ts';
import { responseStore } from '../state/response.ts';
import { responseScreenStore } from '../state/response-screen.ts';
import { routesStore } from '../state/routes.ts';

/** Ways on the map, of the tab that is open. */
export interface WaysState {
  nearest: NearestAnswer | null;
  chosenResource: number;
  target: ChosenPlace | null;
  route: RouteAnswer | null;
  chosenRoute: number;
  from: ChosenPlace | null;
  to: ChosenPlace | null;
  points: readonly PatrolPoint[];
  lines: readonly PatrolLine[];
  start: ChosenPlace | null;
  tour: TourAnswer | null;
  track: PatrolTrack | null;
  compliance: ComplianceAnswer | null;
}
const nothing: WaysState = {
  nearest: null,
  chosenResource: 0,
  target: null,
  route: null,
  chosenRoute: 0,
  from: null,
  to: null,
  points: [],
  lines: [],
  start: null,
  tour: null,
  track: null,
  compliance: null,
};

let last: WaysState = nothing;
/** The same object as long as nothing about it changes. */
export function currentWays(): WaysState {
  const now = waysNow();
  if ((Object.keys(now) as (keyof WaysState)[]).some((key) => now[key] !== last[key])) last = now;
  return last;
}
export const waySources = [routesStore, patrolStore] as const;

function waysNow(): WaysState {
  const { leftTab, section } = responseScreenStore.getState();
  if (leftTab !== 'response') return nothing;
  const { entries } = responseStore.getState();
  if (section === 'patrol') {
    const { mode: patrolMode, points, lines, start, track } = patrolStore.getState();
    return patrolMode === 'tour'
      ? { ...nothing, points, lines, start, tour: entries.tour?.answer ?? null }
      : { ...nothing, points, lines, track, compliance: entries.compliance?.answer ?? null };
  }
  if (section !== 'routes') return nothing;
  const { mode, target, from, to, chosenResource, chosenRoute } = routesStore.getState();
  if (mode === 'nearest') return { ...nothing, nearest: entries.nearest?.answer ?? null, chosenResource, target };
  return { ...nothing, route: entries.route?.answer ?? null, chosenRoute, from, to };
}
