import type { ResponseAnswer, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { writeResult } from '../../../shared/analyses/response/results/index.ts';
import { host } from '../../host/host.ts';
import { textOf, translationsOf } from '../../i18n.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { preferencesStore } from '../../state/preferences.ts';

/** Saves an answer to a file the user names, with parameters, revision and time. */
export async function saveAnswer<Id extends ResponseTaskId>(format: 'geojson' | 'csv', id: Id, answer: ResponseAnswer<Id>): Promise<void> {
  const { t } = translationsOf(preferencesStore.getState().language);
  const text = [...writeResult(format, id, answer, (key) => textOf(t, key) ?? key)].join('');
  const saved = await host().response.saveText({ name: t(`analyses.taskName.${id}`), extension: format, text });
  if (!saved.ok) notifyFailure(saved.failure);
  else if (saved.value !== null)
    notify({ tone: 'success', text: 'hotspots.export.saved', values: { path: saved.value }, durationMs: 6000 });
}
