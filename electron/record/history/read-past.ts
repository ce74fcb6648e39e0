import type { PastPage } from '../../../shared/ipc/index.ts';
import { done, failed, type Result, type TableName } from '../../../shared/model/index.ts';
import { currentRev } from '../change-log.ts';
import { breathe } from '../work-queue.ts';
import type { Workspace } from '../workspace.ts';
import { openPastState, type PastState, revAt } from './past-state.ts';

/** Answers pages of past states; the state last asked for is kept, for its next pages. */
export interface PastReader {
  page(request: { when: { rev: number } | { at: string }; table: TableName; afterFid: number; limit: number }): Promise<Result<PastPage>>;
  close(): void;
}

/** Failure `revUnknown` for a revision that was never made. */
export function createPastReader(workspace: Workspace): PastReader {
  let state: PastState | null = null;
  return {
    page: async ({ when, table, afterFid, limit }) => {
      const rev = 'rev' in when ? when.rev : revAt(workspace.reader, when.at);
      if (rev < 0 || rev > currentRev(workspace.reader)) return failed('revUnknown', { rev });
      if (state?.rev !== rev) {
        state?.close();
        state = openPastState(workspace, rev, breathe);
      }
      return done(await state.page(table, afterFid, limit));
    },
    close: () => {
      state?.close();
      state = null;
    },
  };
}
