import { host } from '../host/host.ts';
import { translationsOf } from '../i18n.ts';
import { bivariateRequest, bivariateStore, runBivariate } from '../state/bivariate.ts';
import { coverageRequest, coverageStore, runCoverage } from '../state/coverage.ts';
import { anyFilter, currentFilters } from '../state/filters.ts';
import { lookedDayStore } from '../state/looked-day.ts';
import { type Extent, extentInSight, mapViewStore } from '../state/map-view.ts';
import { preferencesStore } from '../state/preferences.ts';
import { responseScopeStore } from '../state/response-scope.ts';
import { showResponse } from '../state/response-screen.ts';
import { setLeftOpen } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { type Command, command } from './command.ts';
import { needsWorkspace } from './needs.ts';
import { needsSheet, needsSheetRoom, saveSheet } from './save-sheet.ts';

/** The sheet as the panels ask now. @param bivariate what the map shows instead of the coverage; null for the coverage */
async function savePanelSheet(bivariate: Record<string, unknown> | null): Promise<void> {
  const { t } = translationsOf(preferencesStore.getState().language);
  const extent = extentInSight(mapViewStore.getState());
  const { day } = lookedDayStore.getState();
  const filters = currentFilters();
  const filtered = responseScopeStore.getState().filtered && anyFilter(filters);
  await saveSheet({
    name: t('response.sheet.title'),
    coverage: coverageRequest(coverageStore.getState()),
    ...(day === null ? {} : { day }),
    ...(bivariate === null ? {} : { bivariate }),
    ...(filtered ? { filters } : {}),
    // Nothing lies outside: the sheet has its own room for all there is.
    extent: extent === null || holds(extent, workspaceStore.getState().info?.extent) ? null : [...extent],
  });
}
function holds([west, south, east, north]: Extent, inner: Extent | null | undefined): boolean {
  return inner != null && inner[0] >= west && inner[1] >= south && inner[2] <= east && inner[3] <= north;
}
const needsToDraw = () => needsWorkspace() ?? needsSheetRoom();

export const responseCommands: readonly Command[] = [
  command({
    id: 'saveSheet',
    label: 'response.commands.sheet',
    keys: ['Ctrl+Shift+R'],
    disabled: needsToDraw,
    run: () => savePanelSheet(null),
  }),
  command({
    id: 'saveRiskSheet',
    label: 'response.commands.riskSheet',
    disabled: needsToDraw,
    run: () => savePanelSheet(bivariateRequest(bivariateStore.getState())),
  }),
  command({
    id: 'cancelSheet',
    label: 'response.commands.cancelSheet',
    disabled: needsSheet,
    run: async () => {
      await host().response.cancelSheet(null);
    },
  }),
  command({
    id: 'coverage',
    label: 'response.commands.coverage',
    keys: ['Alt+R'],
    disabled: needsWorkspace,
    run() {
      setLeftOpen(true);
      showResponse('coverage');
      runCoverage();
    },
  }),
  command({
    id: 'riskAndResponse',
    label: 'response.commands.riskAndResponse',
    keys: ['Alt+Shift+R'],
    disabled: needsWorkspace,
    run() {
      setLeftOpen(true);
      showResponse('bivariate');
      runBivariate();
    },
  }),
];
