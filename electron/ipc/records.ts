import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import type { RecordClient } from '../record/record-client.ts';
import type { WorkspaceSession } from '../workspace-session.ts';
import type { Caller } from './handle.ts';

/** The record's own calls, passed on as they are: the record knows what the operator and the window may do, and validates every row again. */
export function recordHandlers(record: RecordClient, session: WorkspaceSession): Handlers<typeof contracts.records, Caller> {
  return {
    info: () => session.info(),
    apply: (request, { role }) => record.as(role).apply(request),
    undo: (request, { role }) => record.as(role).undo(request),
    redo: (request, { role }) => record.as(role).redo(request),
    undoBatch: (request, { role }) => record.as(role).undoBatch(request),
    get: (request, { role }) => record.as(role).get(request),
    byFid: (request, { role }) => record.as(role).byFid(request),
    related: (request, { role }) => record.as(role).related(request),
    search: (request, { role }) => record.as(role).search(request),
    premisesNames: (request, { role }) => record.as(role).premisesNames(request),
    tracks: (request, { role }) => record.as(role).tracks(request),
    unplaced: (request, { role }) => record.as(role).unplaced(request),
    all: (request, { role }) => record.as(role).all(request),
    history: (request, { role }) => record.as(role).history(request),
    historyExtent: (request, { role }) => record.as(role).historyExtent(request),
    changeAt: (request, { role }) => record.as(role).changeAt(request),
    previewUndo: (request, { role }) => record.as(role).previewUndo(request),
    undoTo: (request, { role }) => record.as(role).undoTo(request),
    openPast: (request, { role }) => record.as(role).openPast(request),
    historyOf: (request, { role }) => record.as(role).historyOf(request),
    stateAt: (request, { role }) => record.as(role).stateAt(request),
    verifyLog: (request, { role }) => record.as(role).verifyLog(request),
    outsideEdits: (request, { role }) => record.as(role).outsideEdits(request),
    knownOutsideEdits: (request, { role }) => record.as(role).knownOutsideEdits(request),
    adoptOutsideEdits: (request, { role }) => record.as(role).adoptOutsideEdits(request),
    rejectOutsideEdits: (request, { role }) => record.as(role).rejectOutsideEdits(request),
  };
}
