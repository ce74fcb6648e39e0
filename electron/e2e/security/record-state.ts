import type { Page } from '@playwright/test';
import type { Host } from '../../../shared/ipc/host.ts';
import { type TableName, tableNames } from '../../../shared/model/index.ts';

/** Revision, counts and past of the open workspace: equal states, no change in between. */
export function recordState(page: Page): Promise<unknown> {
  return page.evaluate(
    async (tables: TableName[]) => {
      const { records } = (window as unknown as { host: Host }).host;
      const info = await records.info(null);
      const history = await records.history({ before: null, limit: 50 });
      return { workspaceId: info?.workspaceId, rev: info?.rev, counts: tables.map((table) => info?.counts[table]), history };
    },
    [...tableNames],
  );
}
