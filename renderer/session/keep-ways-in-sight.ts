import type { Position } from 'geojson';
import { boxOfPositions } from '../../shared/geo/box-of-positions.ts';
import { fitExtent } from '../state/map-view.ts';
import { type ResponseState, responseStore } from '../state/response.ts';
import { routesStore } from '../state/routes.ts';
import { screenStore } from '../state/screen.ts';

/** Width of the legend with room for a name beside it, as legend.css has it: both ends of a way stand clear of it. */
const LEGEND = 320;

/** Takes the map to a route, a tour or the way of the nearest resource as soon as it is there; not where it follows what was done on the map. @returns stops it */
export function keepWaysInSight(): () => void {
  return responseStore.subscribe(({ entries }, before) => {
    for (const id of ['route', 'nearest', 'tour'] as const) {
      const answer = entries[id]?.answer ?? null;
      if (answer === null || answer === (before.entries[id]?.answer ?? null)) continue;
      if (id !== 'tour' && routesStore.getState().mapStays[id]) continue;
      const positions = waysOf(entries, id);
      if (positions.length > 1) fitExtent(boxOfPositions(positions), true, screenStore.getState().legendOpen ? LEGEND : 0);
    }
  });
}

function waysOf({ route, nearest, tour }: ResponseState['entries'], id: 'route' | 'nearest' | 'tour'): Position[] {
  if (id === 'route') return route?.answer?.routes.flatMap(({ line }) => line.coordinates) ?? [];
  if (id === 'nearest') return nearest?.answer?.resources[0]?.line.coordinates ?? [];
  const { visits = [], wayBack = null, start = null } = tour?.answer ?? {};
  return [
    ...visits.flatMap(({ way }) => way.coordinates),
    ...(wayBack?.coordinates ?? []),
    ...(start === null ? [] : [[start.lon, start.lat]]),
  ];
}
