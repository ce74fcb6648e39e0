import { host } from '../host/host.ts';
import { translationsOf } from '../i18n.ts';
import { runBivariate } from '../state/bivariate.ts';
import { coverageRequest, coverageStore, runCoverage } from '../state/coverage.ts';
import { mapViewStore } from '../state/map-view.ts';
import { notify, notifyFailure } from '../state/notices.ts';
import { preferencesStore } from '../state/preferences.ts';
import { showResponse } from '../state/response-screen.ts';
import { setLeftOpen } from '../state/screen.ts';
import { type Command, command } from './command.ts';
import { needsWorkspace } from './needs.ts';

export const responseCommands: readonly Command[] = [
  command({
    id: 'saveSheet',
    label: 'response.commands.sheet',
    keys: ['Ctrl+Shift+R'],
    disabled: needsWorkspace,
    async run() {
      const { t } = translationsOf(preferencesStore.getState().language);
      const { center, zoom } = mapViewStore.getState();
      const saved = await host().response.saveSheet({
        name: t('response.sheet.title'),
        coverage: coverageRequest(coverageStore.getState()),
        camera: center === null ? null : { center: [center[0], center[1]], zoom },
      });
      if (!saved.ok) notifyFailure(saved.failure);
      else if (saved.value !== null)
        notify({ tone: 'success', text: 'response.sheet.saved', values: { path: saved.value }, durationMs: 6000 });
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
