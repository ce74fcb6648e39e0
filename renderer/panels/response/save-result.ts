import type { ResponseAnswer, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { type ResultNames, writeResult } from '../../../shared/analyses/response/results/index.ts';
import { host } from '../../host/host.ts';
import { textOf, translationsOf } from '../../i18n.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { preferencesStore } from '../../state/preferences.ts';

/** Saves an answer as CSV where the user says, with parameters, revision and time. */
export async function saveResult<Id extends ResponseTaskId>(
  id: Id,
  answer: ResponseAnswer<Id>,
  fileName: string,
  names: ResultNames,
): Promise<void> {
  const { t } = translationsOf(preferencesStore.getState().language);
  const text = [...writeResult('csv', id, answer, (key) => textOf(t, key) ?? key, names)].join('');
  const saved = await host().response.saveText({ name: fileName, extension: 'csv', text });
  if (!saved.ok) notifyFailure(saved.failure);
  else if (saved.value !== null) notify({ tone: 'success', text: 'routes.matrix.saved', values: { path: saved.value }, durationMs: 6000 });
}
