import { translationsOf } from '../i18n.ts';
import { pixelInView } from '../map/pixel-in-view.ts';
import { titleOf } from '../panels/row-title.ts';
import { placeAtPosition, placeOfSelection } from '../state/chosen-place.ts';
import { startDrawing } from '../state/drawing.ts';
import { openMapMenu } from '../state/map-menu.ts';
import { mapViewStore } from '../state/map-view.ts';
import { preferencesStore } from '../state/preferences.ts';
import { showResponse } from '../state/response-screen.ts';
import { findNearest, setRoutes } from '../state/routes.ts';
import { setLeftOpen } from '../state/screen.ts';
import { selectionStore } from '../state/selection.ts';
import { type Command, command } from './command.ts';
import { needsWorkspace } from './needs.ts';

export const routeCommands: readonly Command[] = [
  command({
    id: 'nearestResources',
    label: 'routes.commands.nearest',
    keys: ['Alt+N'],
    disabled: needsWorkspace,
    run() {
      setLeftOpen(true);
      showResponse('routes');
      setRoutes({ mode: 'nearest' });
      const { t } = translationsOf(preferencesStore.getState().language);
      const place = placeOfSelection(selectionStore.getState(), (table, row) => titleOf(t, table, row));
      if (place !== null) findNearest(place);
      else
        startDrawing({
          shape: 'point',
          hint: 'routes.place.clickTarget',
          repeat: false,
          done: ([position]) => findNearest(placeAtPosition(position!)),
        });
    },
  }),
  command({
    id: 'placeMenu',
    label: 'routes.commands.menu',
    keys: ['Alt+M'],
    disabled: needsWorkspace,
    run() {
      const { t } = translationsOf(preferencesStore.getState().language);
      const place = placeOfSelection(selectionStore.getState(), (table, row) => titleOf(t, table, row));
      const { center, zoom, box } = mapViewStore.getState();
      if (center === null || box === null) return;
      const size = [box.width, box.height] as const;
      const seen = place === null ? null : pixelInView([place.lon, place.lat], { center, zoom }, size);
      const [x, y] = seen ?? [box.width / 2, box.height / 2];
      openMapMenu(place ?? placeAtPosition(center), [box.left + x, box.top + y]);
    },
  }),
  command({
    id: 'routeBetween',
    label: 'routes.commands.route',
    keys: ['Alt+Shift+N'],
    disabled: needsWorkspace,
    run() {
      setLeftOpen(true);
      showResponse('routes');
      setRoutes({ mode: 'route' });
    },
  }),
];
