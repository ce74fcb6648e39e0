import { createStore } from 'zustand/vanilla';
import type { ResponseRequest } from '../../shared/analyses/response/index.ts';
import type { StationType } from '../../shared/model/index.ts';
import { type ChosenPlace, placeAtPosition, referenceOf } from './chosen-place.ts';
import { coverageStore, travelRequest } from './coverage.ts';
import type { LonLat } from './drawing.ts';
import { responseStore, runResponse } from './response.ts';

export const routeModes = ['nearest', 'route'] as const;
export type RouteMode = (typeof routeModes)[number];
export const routeEnds = ['from', 'to'] as const;
export type RouteEnd = (typeof routeEnds)[number];

/** What the tab of routes asks for, and which of the ways found is looked at. */
export interface RoutesState {
  mode: RouteMode;
  /** Where the nearest resources are wanted. */
  target: ChosenPlace | null;
  k: number;
  types: readonly StationType[];
  from: ChosenPlace | null;
  to: ChosenPlace | null;
  snapLimitMeters: number;
  /** Rank of the resource, and of the route, that is looked at. */
  chosenResource: number;
  chosenRoute: number;
  /** What was asked for last follows something done on the map, a dragged end or a closure: the map stays where it is. */
  mapStays: { nearest: boolean; route: boolean };
}
export const initialRoutes: RoutesState = {
  mode: 'nearest',
  target: null,
  k: 3,
  types: ['fireStation', 'firePost', 'microFireStation'],
  from: null,
  to: null,
  snapLimitMeters: 300,
  chosenResource: 0,
  chosenRoute: 0,
  mapStays: { nearest: false, route: false },
};
export const routesStore = createStore<RoutesState>(() => initialRoutes);

export function setRoutes(change: Partial<RoutesState>): void {
  routesStore.setState(change);
}

const travel = ({ snapLimitMeters }: RoutesState) => ({ ...travelRequest(coverageStore.getState()), snapLimitMeters });

/** Null while nothing is chosen to go to. */
export function nearestRequest(state: RoutesState): ResponseRequest<'nearest'> | null {
  if (state.target === null) return null;
  return {
    ...travel(state),
    to: referenceOf(state.target),
    k: state.k,
    types: [...state.types],
    ghostStations: [...coverageStore.getState().ghosts],
  };
}
/** Null while an end is missing. */
export function routeRequest(state: RoutesState): ResponseRequest<'route'> | null {
  if (state.from === null || state.to === null) return null;
  return { ...travel(state), from: referenceOf(state.from), to: referenceOf(state.to) };
}
export function runNearest(mapStays = false): void {
  const request = nearestRequest(routesStore.getState());
  if (request === null) return;
  routesStore.setState((before) => ({ chosenResource: 0, mapStays: { ...before.mapStays, nearest: mapStays } }));
  runResponse('nearest', request);
}
export function runRoute(mapStays = false): void {
  const request = routeRequest(routesStore.getState());
  if (request === null) return;
  routesStore.setState((before) => ({ chosenRoute: 0, mapStays: { ...before.mapStays, route: mapStays } }));
  runResponse('route', request);
}
/** The nearest resources to a place, asked at once. */
export function findNearest(target: ChosenPlace): void {
  routesStore.setState({ mode: 'nearest', target });
  runNearest();
}
/** An end of the route; the route follows as soon as both are there. */
export function setRouteEnd(end: RouteEnd, place: ChosenPlace): void {
  routesStore.setState({ [end]: place });
  runRoute();
}
/** An end is dragged on the map: `dropRouteEnd` when it is let go. */
export function moveRouteEnd(end: number, position: LonLat): void {
  routesStore.setState({ [routeEnds[end]!]: placeAtPosition(position) });
}
export const dropRouteEnd = (): void => runRoute(true);
export function swapRouteEnds(): void {
  routesStore.setState(({ from, to }) => ({ from: to, to: from }));
  runRoute();
}

/** Ways on screen go round what is closed, and back, as it is drawn and taken away. @returns stops it */
export function keepRoundClosures(): () => void {
  return coverageStore.subscribe(({ closures }, before) => {
    if (closures === before.closures) return;
    const { route, nearest } = responseStore.getState().entries;
    if (route !== undefined) runRoute(true);
    if (nearest !== undefined) runNearest(true);
  });
}
