import type { ResponseAnswer, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { type ResultNames, toFeatures, toTable, writeResult } from '../../../shared/analyses/response/results/index.ts';
import { rowsRequestBytes } from '../../../shared/ipc/contract.ts';
import { host } from '../../host/host.ts';
import { textOf, translationsOf } from '../../i18n.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { preferencesStore } from '../../state/preferences.ts';

/** As many names are asked for in one call. */
const NAMES_A_CALL = 5000;
const SLICE_MS = 10;
/** What one call to the host may carry, in characters of two bytes. */
const MOST_MEGABYTES = Math.floor(rowsRequestBytes / 1e6);

/**
 * Saves an answer to a file the user names, with names of premises, parameters, revision and time.
 * @param name of the file proposed; null for the analysis's own
 */
export async function saveAnswer<Id extends ResponseTaskId>(
  format: 'geojson' | 'csv',
  id: Id,
  answer: ResponseAnswer<Id>,
  name: string | null = null,
): Promise<void> {
  const { t } = translationsOf(preferencesStore.getState().language);
  const names = await namesIn((unknown) => (format === 'csv' ? toTable : toFeatures)(id, answer, unknown));
  const text = await joinInSlices(writeResult(format, id, answer, (key) => textOf(t, key) ?? key, names));
  const megabytes = Math.ceil((text.length * 2) / 1e6);
  if (megabytes >= MOST_MEGABYTES) {
    notifyFailure({ code: 'resultTooLarge', details: { megabytes } });
    return;
  }
  const saved = await host().response.saveText({ name: name ?? t(`analyses.taskName.${id}`), extension: format, text });
  if (!saved.ok) notifyFailure(saved.failure);
  else if (saved.value !== null) notify({ tone: 'success', text: 'response.saved', values: { path: saved.value }, durationMs: 6000 });
}

/** Leaves the thread to others every few milliseconds. */
async function joinInSlices(chunks: Iterable<string>): Promise<string> {
  const parts: string[] = [];
  let since = performance.now();
  for (const chunk of chunks) {
    parts.push(chunk);
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
  return parts.join('');
}

/** Names of all premises that telling an answer asks for: answers know their numbers only. */
async function namesIn(tell: (names: ResultNames) => unknown): Promise<ResultNames> {
  const asked = new Set<number>();
  tell({
    premises(fid) {
      asked.add(fid);
      return null;
    },
  });
  const fids = [...asked];
  const names = new Map<number, string | null>();
  for (let from = 0; from < fids.length; from += NAMES_A_CALL) {
    const part = fids.slice(from, from + NAMES_A_CALL);
    const read = await host().records.premisesNames({ fids: part });
    for (const [index, fid] of part.entries()) names.set(fid, read[index] ?? null);
  }
  return { premises: (fid) => names.get(fid) ?? null };
}
