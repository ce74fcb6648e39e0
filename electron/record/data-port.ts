import { type ColumnSetName, columnSets, type DataRequest, type DataResponse } from '../../shared/ipc/data-plane.ts';
import type { RecordHandle } from './record.ts';
import { storageFailure } from './storage-failure.ts';
import { buffersOf } from './stream-roads.ts';
import { breathe } from './work-queue.ts';

const CHUNK_ROWS_AT_MOST = 100_000;

/**
 * Answers one request of the data plane. `post` is given every response with the array buffers it may transfer. Other work of the
 * process gets its turn between chunks.
 */
export async function answerDataRequest(
  record: Pick<RecordHandle, 'columns' | 'pastColumns' | 'roads' | 'version'>,
  request: unknown,
  post: (response: DataResponse, transfer: ArrayBuffer[]) => void,
): Promise<void> {
  const checked = checkRequest(request);
  if (checked === null) return;
  const { id } = checked;
  const version = record.version();
  if (version === null) return post({ id, kind: 'failed', code: 'noWorkspace' }, []);
  const { workspaceId } = version;
  if (checked.ask === 'rev') return post({ id, kind: 'rev', ...version }, []);
  try {
    const chunkRows = Math.min(checked.chunkRows, CHUNK_ROWS_AT_MOST);
    if (checked.ask === 'roads') {
      for (const part of record.roads(chunkRows) ?? []) {
        post({ id, kind: 'roads', workspaceId, ...part }, buffersOf(part.roads));
        await breathe();
        if (record.version()?.workspaceId !== workspaceId) return post({ id, kind: 'failed', code: 'noWorkspace' }, []);
      }
      return;
    }
    const { set, rev } = checked;
    const chunks = rev === undefined ? record.columns(set, chunkRows) : record.pastColumns(rev, set, chunkRows);
    if (chunks === null) return post({ id, kind: 'failed', code: 'revUnknown' }, []);
    for await (const chunk of chunks) {
      const buffers = Object.values(chunk.columns).map((column) => column.buffer as ArrayBuffer);
      post({ id, kind: 'chunk', workspaceId, ...chunk }, buffers);
      await breathe();
      if (record.version()?.workspaceId !== workspaceId) return post({ id, kind: 'failed', code: 'noWorkspace' }, []);
    }
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    post({ id, kind: 'failed', code: failure.code }, []);
  }
}

/** A request as a window's worker may send it; null for anything else, which gets no answer. */
function checkRequest(request: unknown): DataRequest | null {
  if (typeof request !== 'object' || request === null) return null;
  const { id, ask, set, chunkRows, rev } = request as Record<string, unknown>;
  if (typeof id !== 'number') return null;
  if (ask === 'rev') return { id, ask };
  const rows = typeof chunkRows === 'number' && chunkRows >= 1 ? Math.floor(chunkRows) : 1;
  if (ask === 'roads') return { id, ask, chunkRows: rows };
  if (ask !== 'columns' || typeof set !== 'string' || !Object.hasOwn(columnSets, set)) return null;
  if (rev !== undefined && !Number.isInteger(rev)) return null;
  return {
    id,
    ask,
    set: set as ColumnSetName,
    chunkRows: rows,
    ...(rev === undefined ? {} : { rev: rev as number }),
  };
}
