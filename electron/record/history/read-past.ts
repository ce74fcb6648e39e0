import type { ColumnSetName } from '../../../shared/ipc/data-plane.ts';
import type { PastPage, SearchHit, WorkspaceInfo } from '../../../shared/ipc/index.ts';
import { done, failed, type Result, type TableName, tableNames } from '../../../shared/model/index.ts';
import { currentRev, readEntry } from '../change-log.ts';
import type { ColumnChunk } from '../columns.ts';
import type { Connection } from '../connection.ts';
import { countFigures } from '../key-figures.ts';
import type { JobControl } from '../record-jobs.ts';
import { isSearchable } from '../search-index.ts';
import { breathe } from '../work-queue.ts';
import { countRows, type Workspace } from '../workspace.ts';
import { readWorkspaceInfo } from '../workspace-info.ts';
import { openPastState, type PastState, revAt } from './past-state.ts';
import { searchPast } from './search-past.ts';

type When = { rev: number } | { at: string };

/** Reads past states. The one opened to be looked at is kept, and beside it the one last asked for. */
export interface PastReader {
  page(request: { when: When; table: TableName; afterFid: number; limit: number }): Promise<Result<PastPage>>;
  /** Makes a state ready to be looked at and answers what the workspace was like. Failures `revUnknown`, `cancelled`. */
  open(when: When, job: JobControl): Promise<Result<WorkspaceInfo>>;
  /** Reads one table as it stood after a revision; null when there is no such revision. */
  read<T>(rev: number, table: TableName, work: (connection: Connection) => T): Promise<T | null>;
  /** Hits as `searchRecord` gives them, of the records as they stood after a revision; the ground is searched as it is now. */
  search(rev: number, text: string, limit: number): Promise<SearchHit[]>;
  /** Columns as they stood after a revision; null when there is no such revision. */
  columns(rev: number, set: ColumnSetName, chunkRows: number): AsyncGenerator<ColumnChunk> | null;
  close(): void;
}

/** The ground is the same map under every day: buildings and roads are not collected. */
const groundTables: readonly TableName[] = ['road', 'turn_restriction', 'building', 'land', 'waterway', 'place'];
const lookedAtTables = tableNames.filter((table) => !groundTables.includes(table));
const searchedTables = lookedAtTables.filter(isSearchable);

export function createPastReader(workspace: Workspace): PastReader {
  let lookedAt: PastState | null = null;
  let asked: PastState | null = null;

  const revOf = (when: When): Result<number> => {
    const rev = 'rev' in when ? when.rev : revAt(workspace.reader, when.at);
    return rev < 0 || rev > currentRev(workspace.reader) ? failed('revUnknown', { rev }) : done(rev);
  };
  const stateOf = (rev: number): PastState => {
    if (lookedAt?.rev === rev) return lookedAt;
    if (asked?.rev !== rev) {
      asked?.close();
      asked = openPastState(workspace, rev, breathe);
    }
    return asked;
  };

  return {
    page: async ({ when, table, afterFid, limit }) => {
      const rev = revOf(when);
      return rev.ok ? done(await stateOf(rev.value).page(table, afterFid, limit)) : rev;
    },
    open: async (when, job) => {
      const rev = revOf(when);
      if (!rev.ok) return rev;
      const state = openPastState(workspace, rev.value, breathe);
      const prepared = await state.prepare(
        { read: lookedAtTables, whole: ['premises', 'hazard'] },
        { onStep: (steps, total) => job.report({ stage: 'reading', done: steps, total }), cancelled: () => job.cancelled },
      );
      const then = prepared ? await state.read(lookedAtTables, (connection) => infoOf(workspace, connection, rev.value)) : null;
      if (then === null) {
        state.close();
        return failed('cancelled');
      }
      lookedAt?.close();
      lookedAt = state;
      return done(then);
    },
    read: async (rev, table, work) => (revOf({ rev }).ok ? stateOf(rev).read([table], work) : null),
    search: async (rev, text, limit) => {
      if (!revOf({ rev }).ok) return [];
      return (await stateOf(rev).read(searchedTables, (connection) => searchPast(connection, searchedTables, text, limit))) ?? [];
    },
    columns: (rev, set, chunkRows) => (revOf({ rev }).ok ? stateOf(rev).columns(set, chunkRows) : null),
    close: () => {
      lookedAt?.close();
      asked?.close();
      lookedAt = null;
      asked = null;
    },
  };
}

/** What the workspace was like: the ground and the first view are those of now. */
function infoOf(workspace: Workspace, past: Connection, rev: number): WorkspaceInfo {
  return {
    ...readWorkspaceInfo(workspace),
    rev,
    changedAt: readEntry(past, rev)?.at ?? null,
    counts: countRows(past),
    figures: countFigures(past),
    undo: null,
    redo: null,
  };
}
