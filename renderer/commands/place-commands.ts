import type { TFunction } from 'i18next';
import { formatCoordinate } from '../format.ts';
import { host } from '../host/host.ts';
import type { TextKey } from '../i18n.ts';
import type { ChosenPlace } from '../state/chosen-place.ts';
import { addClosure, addGhostAt } from '../state/coverage.ts';
import { startDrawing } from '../state/drawing.ts';
import { notify } from '../state/notices.ts';
import { addPatrolPoints, nextPointName } from '../state/patrol.ts';
import { type ResponseSectionId, showResponse } from '../state/response-screen.ts';
import { findNearest, type RouteEnd, setRouteEnd, setRoutes } from '../state/routes.ts';
import { setLeftOpen } from '../state/screen.ts';
import { addCandidates, nextCandidateName } from '../state/sites.ts';

/** Something to do with a place of the map. */
export interface PlaceCommand {
  id: string;
  label: TextKey;
  run(place: ChosenPlace, t: TFunction): void;
}

function showSection(section: ResponseSectionId): void {
  setLeftOpen(true);
  showResponse(section);
}
function routeEndAt(end: RouteEnd, place: ChosenPlace): void {
  showSection('routes');
  setRoutes({ mode: 'route' });
  setRouteEnd(end, place);
}

/** A list tells its places apart by names rather than by coordinates. */
function named(place: ChosenPlace, nextName: () => string): ChosenPlace {
  return place.name === formatCoordinate([place.lon, place.lat]) ? { ...place, name: nextName() } : place;
}

/** The menu of a place, in its order. A new entry is one line here. */
export const placeCommands: readonly PlaceCommand[] = [
  {
    id: 'nearest',
    label: 'routes.menu.nearest',
    run(place) {
      showSection('routes');
      findNearest(place);
    },
  },
  { id: 'from', label: 'routes.menu.from', run: (place) => routeEndAt('from', place) },
  { id: 'to', label: 'routes.menu.to', run: (place) => routeEndAt('to', place) },
  {
    id: 'ghost',
    label: 'routes.menu.ghost',
    run({ lon, lat }, t) {
      showSection('coverage');
      addGhostAt([lon, lat], (n) => t('response.ghosts.name', { n }));
    },
  },
  {
    id: 'closure',
    label: 'routes.menu.closure',
    run({ lon, lat }) {
      addClosure([[lon, lat]]);
      notify({ tone: 'info', text: 'routes.menu.closed', values: { place: formatCoordinate([lon, lat]) }, durationMs: 4000 });
    },
  },
  {
    id: 'candidate',
    label: 'routes.menu.candidate',
    run(place, t) {
      showSection('sites');
      const { name, lon, lat } = named(place, () => nextCandidateName((n) => t('response.sites.name', { n })));
      addCandidates([{ name, lon, lat }]);
    },
  },
  {
    id: 'stop',
    label: 'routes.menu.stop',
    run(place, t) {
      showSection('patrol');
      addPatrolPoints([named(place, () => nextPointName((n) => t('routes.patrol.pointName', { n })))]);
    },
  },
  {
    id: 'measure',
    label: 'routes.menu.measure',
    run: ({ lon, lat }) =>
      startDrawing({ shape: 'line', hint: 'routes.menu.measureHint', repeat: false, done: () => undefined }, [[lon, lat]]),
  },
  {
    id: 'copy',
    label: 'routes.menu.copy',
    run({ lon, lat }) {
      const text = formatCoordinate([lon, lat]);
      void host()
        .response.copyText({ text })
        .then(() => notify({ tone: 'success', text: 'routes.menu.copied', values: { text }, durationMs: 4000 }));
    },
  },
];
