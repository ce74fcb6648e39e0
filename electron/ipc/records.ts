import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import type { RecordApi } from '../record/api.ts';
import type { WorkspaceSession } from '../workspace-session.ts';
import type { Caller } from './handle.ts';

/** The record's own calls, passed on as they are: the record validates every row again before it writes. */
export function recordHandlers(record: RecordApi, session: WorkspaceSession): Handlers<typeof contracts.records, Caller> {
  return {
    info: () => session.info(),
    apply: (request) => record.apply(request),
    undo: (request) => record.undo(request),
    redo: (request) => record.redo(request),
    undoBatch: (request) => record.undoBatch(request),
    get: (request) => record.get(request),
    byFid: (request) => record.byFid(request),
    related: (request) => record.related(request),
    search: (request) => record.search(request),
    unplaced: (request) => record.unplaced(request),
    all: (request) => record.all(request),
    history: (request) => record.history(request),
  };
}
