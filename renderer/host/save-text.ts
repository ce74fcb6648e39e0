import { TEXT_PART_CHARACTERS } from '../../shared/ipc/response.ts';
import { done, type Result } from '../../shared/model/failure.ts';
import { host } from './host.ts';

/**
 * Saves a text where the user says, handing it over in parts as it is made. Answers the path; null when nobody chose one, and when the signal stopped it:
 * nothing is left of it then.
 * @param chunks asked for once the place is known
 */
export async function saveText(
  file: { name: string; extension: 'csv' | 'geojson' },
  chunks: () => AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<Result<string | null>> {
  const { beginText, appendText, endText } = host().response;
  const begun = await beginText(file);
  if (!begun.ok || begun.value === null) return begun as Result<null>;
  const { textId, path } = begun.value;
  try {
    for await (const part of partsOf(chunks())) {
      signal?.throwIfAborted();
      const appended = await appendText({ textId, part });
      if (!appended.ok) return signal?.aborted ? done(null) : appended;
    }
  } catch (reason) {
    await endText({ textId, keep: false });
    if (signal?.aborted) return done(null);
    throw reason;
  }
  const ended = await endText({ textId, keep: true });
  return ended.ok ? done(path) : ended;
}

/** Chunks of any length as parts that one call carries, about as long as they may be; a pair of surrogates stays together. */
export async function* partsOf(chunks: AsyncIterable<string>, most: number = TEXT_PART_CHARACTERS): AsyncGenerator<string, void, void> {
  let waiting = '';
  for await (const chunk of chunks) {
    waiting += chunk;
    while (waiting.length > most) {
      const last = waiting.charCodeAt(most - 1);
      const until = last >= 0xd800 && last < 0xdc00 ? most - 1 : most;
      yield waiting.slice(0, until);
      waiting = waiting.slice(until);
    }
  }
  if (waiting !== '') yield waiting;
}
