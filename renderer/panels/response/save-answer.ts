import type { Watch } from '../../../shared/analyses/pace.ts';
import type { ResponseAnswer, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { type ResultNames, type Say, toFeatures, toTable, writeResult } from '../../../shared/analyses/response/results/index.ts';
import { host } from '../../host/host.ts';
import { saveText } from '../../host/save-text.ts';
import { textOf, translationsOf } from '../../i18n.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { preferencesStore } from '../../state/preferences.ts';

/** As many names are asked for in one call. */
const NAMES_A_CALL = 5000;
const SLICE_MS = 10;
/** What is done sooner needs no progress. */
const QUIET_MS = 200;

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
  const say: Say = (key, values) => textOf(t, key, values) ?? key;
  const file = { name: name ?? t(`analyses.taskName.${id}`), extension: format };
  const saved = await saveText(file, () => chunksOf(format, id, answer, say, { progress, signal }), signal);
  if (!saved.ok) notifyFailure(saved.failure);
  else if (saved.value !== null) notify({ tone: 'success', text: 'response.saved', values: { path: saved.value }, durationMs: 6000 });
}

/** The file in chunks, none of which takes long. Throws the signal's reason. */
async function* chunksOf<Id extends ResponseTaskId>(
  format: 'geojson' | 'csv',
  id: Id,
  answer: ResponseAnswer<Id>,
  say: Say,
  { progress, signal }: Watch,
): AsyncGenerator<string, void, void> {
  const began = performance.now();
  const pace = makeSlices(signal);
  const rowsOf = (names: ResultNames) => (format === 'csv' ? toTable(id, answer, names).rows : toFeatures(id, answer, names));
  const names = await namesIn(rowsOf, pace);
  // A chunk of the file tells several rows: how far it is, the rows asked for say.
  const { asked: total } = names;
  let asked = 0;
  const counted: ResultNames = {
    premises(fid) {
      asked += 1;
      return names.of.get(fid) ?? null;
    },
  };
  for (const chunk of writeResult(format, id, answer, say, counted)) {
    yield chunk;
    await pace();
    if (total > 0 && performance.now() - began > QUIET_MS) progress?.(Math.min(1, asked / total));
  }
}

type Slices = () => Promise<void> | undefined;

/** Leaves the thread to others every few milliseconds. Throws the signal's reason. */
function makeSlices(signal: AbortSignal | undefined): Slices {
  let since = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - since < SLICE_MS) return undefined;
    return new Promise((resolve) =>
      setTimeout(() => {
        since = performance.now();
        resolve();
      }),
    );
  };
}

/** Names of all premises that telling an answer asks for, and how often it does: answers know their numbers only. */
async function namesIn(
  tell: (names: ResultNames) => Iterable<unknown>,
  pace: Slices,
): Promise<{ of: ReadonlyMap<number, string | null>; asked: number }> {
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
  }
  const all = [...fids];
  const names = new Map<number, string | null>();
  for (let from = 0; from < all.length; from += NAMES_A_CALL) {
    const part = all.slice(from, from + NAMES_A_CALL);
    const read = await host().records.premisesNames({ fids: part });
    await pace();
    for (const [index, fid] of part.entries()) names.set(fid, read[index] ?? null);
  }
  return { of: names, asked };
}
