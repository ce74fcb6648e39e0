import { type TableName, tableNames } from '../../../shared/model/index.ts';
import type { Connection } from '../connection.ts';
import type { StoredImage } from '../row-writer.ts';
import { layoutOf, type SqlValue, sameContent, type TableLayout } from '../table-layout.ts';

/** One row that differs: null where it does not exist. Both sides are there only when fid and id are the same. */
export interface RowDifference {
  table: TableName;
  now: StoredImage | null;
  back: StoredImage | null;
}

const PAGE_ROWS = 1000;

/**
 * Compares all rows of two workspaces by their permanent handle, `fid`, in pages: each page yields its differences
 * (often none, so that the caller can breathe) and how many rows of ours it took. A row that has another id under the same fid is one gone and one come.
 */
export function* compareRows(now: Connection, backup: Connection): Generator<{ differences: RowDifference[]; rows: number }> {
  for (const table of tableNames) {
    const layout = layoutOf(table);
    let afterFid = Number.MIN_SAFE_INTEGER;
    for (;;) {
      const ours = pageOf(now, layout, afterFid);
      const theirs = pageOf(backup, layout, afterFid);
      if (ours.length === 0 && theirs.length === 0) break;
      // Both pages are complete up to the lower of their last fids; a short page is complete to the end.
      const upTo = Math.min(lastFid(ours), lastFid(theirs));
      yield { differences: differencesOf(table, ours, theirs, upTo), rows: ours.filter(({ fid }) => fid <= upTo).length };
      afterFid = upTo;
    }
  }
}

function differencesOf(table: TableName, ours: StoredImage[], theirs: StoredImage[], upTo: number): RowDifference[] {
  const differences: RowDifference[] = [];
  const unmatched = new Map(theirs.filter(({ fid }) => fid <= upTo).map((row) => [row.fid, row]));
  for (const now of ours) {
    if (now.fid > upTo) break;
    const back = unmatched.get(now.fid);
    unmatched.delete(now.fid);
    if (back === undefined) differences.push({ table, now, back: null });
    else if (back.id !== now.id) differences.push({ table, now, back: null }, { table, now: null, back });
    else if (!sameContent(now.image, back.image)) differences.push({ table, now, back });
  }
  for (const back of unmatched.values()) differences.push({ table, now: null, back });
  return differences;
}

const lastFid = (page: StoredImage[]): number =>
  page.length < PAGE_ROWS ? Number.MAX_SAFE_INTEGER : (page[page.length - 1] as StoredImage).fid;

function pageOf(connection: Connection, layout: TableLayout, afterFid: number): StoredImage[] {
  return connection
    .allValues(`SELECT ${layout.selectList} FROM ${layout.table} WHERE fid > ? ORDER BY fid LIMIT ${PAGE_ROWS}`, afterFid)
    .map((selected: SqlValue[]) => ({ fid: selected[0] as number, id: selected[1] as string, image: selected.slice(2) }));
}
