import type { Watch } from '../../../shared/analyses/pace.ts';
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
/** What is done sooner needs no progress. */
const QUIET_MS = 200;
/** What one call to the host may carry, in characters of two bytes. */
const MOST_MEGABYTES = Math.floor(rowsRequestBytes / 1e6);

/**
 * Saves an answer to a file the user names, with names of premises, parameters, revision and time; nothing is saved once the watch's signal is aborted.
 * @param name of the file proposed; null for the analysis's own
 */
export async function saveAnswer<Id extends ResponseTaskId>(
  format: 'geojson' | 'csv',
  id: Id,
  answer: ResponseAnswer<Id>,
  { name = null, progress, signal }: Watch & { name?: string | null } = {},
): Promise<void> {
  const { t } = translationsOf(preferencesStore.getState().language);
  const began = performance.now();
  const pace = makeSlices();
  const rowsOf = (names: ResultNames) => (format === 'csv' ? toTable(id, answer, names).rows : toFeatures(id, answer, names));
  const names = await namesIn(rowsOf, pace, signal);
  if (names === null) return;
  // A chunk of the file tells several rows: how far it is, the rows asked for say.
  const { asked: total } = names;
  let asked = 0;
  const counted: ResultNames = {
    premises(fid) {
      asked += 1;
      return names.of.get(fid) ?? null;
    },
  };
  const parts: string[] = [];
  for (const chunk of writeResult(format, id, answer, (key) => textOf(t, key) ?? key, counted)) {
    parts.push(chunk);
    await pace();
    if (signal?.aborted) return;
    if (total > 0 && performance.now() - began > QUIET_MS) progress?.(Math.min(1, asked / total));
  }
  const text = parts.join('');
  const megabytes = Math.ceil((text.length * 2) / 1e6);
  if (megabytes >= MOST_MEGABYTES) {
    notifyFailure({ code: 'resultTooLarge', details: { megabytes } });
    return;
  }
  const saved = await host().response.saveText({ name: name ?? t(`analyses.taskName.${id}`), extension: format, text });
  if (!saved.ok) notifyFailure(saved.failure);
  else if (saved.value !== null) notify({ tone: 'success', text: 'response.saved', values: { path: saved.value }, durationMs: 6000 });
}

type Slices = () => Promise<void> | undefined;

/** Leaves the thread to others every few milliseconds. */
function makeSlices(): Slices {
  let since = performance.now();
  return () => {
    if (performance.now() - since < SLICE_MS) return undefined;
    return new Promise((resolve) =>
      setTimeout(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}

/** Names of all premises that telling an answer asks for, and how often it does: answers know their numbers only. Null when aborted. */
async function namesIn(
  tell: (names: ResultNames) => Iterable<unknown>,
  pace: Slices,
  signal: AbortSignal | undefined,
): Promise<{ of: ReadonlyMap<number, string | null>; asked: number } | null> {
  const fids = new Set<number>();
  let asked = 0;
  const counting: ResultNames = {
    premises(fid) {
      fids.add(fid);
      asked += 1;
      return null;
    },
  };
  for (const _ of tell(counting)) {
    await pace();
    if (signal?.aborted) return null;
  }
  const all = [...fids];
  const names = new Map<number, string | null>();
  for (let from = 0; from < all.length; from += NAMES_A_CALL) {
    const part = all.slice(from, from + NAMES_A_CALL);
    const read = await host().records.premisesNames({ fids: part });
    if (signal?.aborted) return null;
    for (const [index, fid] of part.entries()) names.set(fid, read[index] ?? null);
  }
  return { of: names, asked };
}
