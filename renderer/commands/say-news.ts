import { host } from '../host/host.ts';
import { mapViewStore } from '../state/map-view.ts';
import { notify } from '../state/notices.ts';
import { preferencesStore } from '../state/preferences.ts';

/** Says what happened to the app itself: software drawing, a reset graphics card, a restarted record. @returns stops it */
export function sayNews(): () => void {
  const { app } = preferencesStore.getState();
  if (app?.softwareRendering && !app.gpuCrashed) notify({ tone: 'info', text: 'app.notices.software', durationMs: 8000 });
  if (app?.settings === 'fromCopy') notify({ tone: 'info', text: 'app.notices.settingsFromCopy', durationMs: null });
  const stops = [
    host().on('recordRestarted', () => notify({ tone: 'warning', text: 'app.notices.recordRestarted', durationMs: null })),
    host().on('settingsNotKept', () => notify({ tone: 'warning', text: 'app.notices.settingsNotKept', durationMs: null })),
    mapViewStore.subscribe(({ drawing }, before) => {
      if (drawing === before.drawing) return;
      if (drawing === 'contextLost') notify({ tone: 'warning', text: 'app.notices.contextLost', durationMs: 6000 });
      if (drawing === 'unavailable') notify({ tone: 'danger', text: 'app.notices.noWebgl', commandId: 'openLogFolder' });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
