import { drawingStore, stopDrawing } from '../state/drawing.ts';
import { anyFilter, clearFilters, currentFilters } from '../state/filters.ts';
import { type DataLayerId, toggleLayer } from '../state/layers.ts';
import { fitExtent, zoomBy } from '../state/map-view.ts';
import { placingStore, stopPlacing } from '../state/placing.ts';
import { closeDialog, openDialog, screenStore, setLeftOpen, setLegendOpen, setTrayOpen } from '../state/screen.ts';
import { clearSelection, selectionStore } from '../state/selection.ts';
import { workspaceStore } from '../state/workspace.ts';
import { type Command, command } from './command.ts';
import { needsWorkspace } from './needs.ts';

const toggling = (id: string, label: Command['label'], layer: DataLayerId, keys: string): Command =>
  command({ id, label, keys: [keys], disabled: needsWorkspace, run: () => toggleLayer(layer) });

export const viewCommands: readonly Command[] = [
  command({
    id: 'search',
    label: 'app.commands.search',
    keys: ['Ctrl+K'],
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'search', typed: '' }),
  }),
  command({
    id: 'toggleLayers',
    label: 'app.commands.toggleLayers',
    keys: ['Ctrl+L'],
    disabled: needsWorkspace,
    run: () => setLeftOpen(!screenStore.getState().leftOpen),
  }),
  command({
    id: 'toggleLegend',
    label: 'app.commands.toggleLegend',
    keys: ['Ctrl+G'],
    disabled: needsWorkspace,
    run: () => setLegendOpen(!screenStore.getState().legendOpen),
  }),
  command({
    id: 'unplaced',
    label: 'app.commands.unplaced',
    keys: ['Ctrl+U'],
    disabled: () =>
      needsWorkspace() ?? ((workspaceStore.getState().info?.counts.unplaced ?? 0) > 0 ? null : 'app.commands.disabled.noUnplaced'),
    run: () => {
      const { trayOpen } = screenStore.getState();
      const covered = selectionStore.getState().selected !== null;
      clearSelection();
      setTrayOpen(covered || !trayOpen);
    },
  }),
  command({ id: 'zoomIn', label: 'app.commands.zoomIn', keys: ['Ctrl+='], disabled: needsWorkspace, run: () => zoomBy(1) }),
  command({ id: 'zoomOut', label: 'app.commands.zoomOut', keys: ['Ctrl+-'], disabled: needsWorkspace, run: () => zoomBy(-1) }),
  command({
    id: 'zoomToAll',
    label: 'app.commands.zoomToAll',
    keys: ['Ctrl+0'],
    disabled: () => needsWorkspace() ?? (workspaceStore.getState().info?.extent ? null : 'app.commands.disabled.nothingPlaced'),
    run: () => {
      const extent = workspaceStore.getState().info?.extent;
      if (extent) fitExtent(extent);
    },
  }),
  toggling('toggleHeat', 'app.commands.toggleHeat', 'heat', 'Alt+1'),
  toggling('togglePremises', 'app.commands.togglePremises', 'premises', 'Alt+2'),
  toggling('toggleHazards', 'app.commands.toggleHazards', 'hazards', 'Alt+3'),
  toggling('toggleStations', 'app.commands.toggleStations', 'stations', 'Alt+4'),
  toggling('toggleFacilities', 'app.commands.toggleFacilities', 'facilities', 'Alt+5'),
  toggling('toggleZones', 'app.commands.toggleZones', 'zones', 'Alt+6'),
  command({
    id: 'clearFilters',
    label: 'app.commands.clearFilters',
    keys: ['Alt+0'],
    disabled: () => needsWorkspace() ?? (anyFilter(currentFilters()) ? null : 'app.commands.disabled.noFilter'),
    run: () => clearFilters(),
  }),
  command({ id: 'shortcuts', label: 'app.commands.shortcuts', keys: ['F1'], run: () => openDialog({ kind: 'shortcuts' }) }),
  command({ id: 'cancel', label: 'app.commands.cancel', keys: ['Esc'], whileTyping: false, whileDialog: true, run: cancelInnermost }),
];

/** Leaves the innermost thing that is open: a dialog, placing, the card, the tray. */
function cancelInnermost(): void {
  const { dialog, dialogHolds } = screenStore.getState();
  if (dialog !== null) {
    if (dialogHolds === 0) closeDialog();
  } else if (drawingStore.getState().request !== null) stopDrawing();
  else if (placingStore.getState().target !== null) stopPlacing();
  else if (selectionStore.getState().selected !== null) clearSelection();
  else setTrayOpen(false);
}
