import { done, type FieldPackage, failed, type Result, type TableName, tableNames } from '../../../shared/model/index.ts';
import { currentRev, headHash, readEntry } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { verifyLog } from '../history/verify-log.ts';
import { schemaVersion } from '../migrations/index.ts';
import { findOutsideEdits } from '../outside/find-outside-edits.ts';
import { layoutOf, rowOfSelected } from '../table-layout.ts';
import type { Step } from '../unless-cancelled.ts';

/** Who did something to a row, and when. */
export interface Author {
  by: string | null;
  at: string | null;
}

/** A working copy that came back, found whole. */
export interface ReturnedCopy {
  connection: Connection;
  mark: FieldPackage;
  rev: number;
  hash: string;
}

/** The mark of a working copy, or of nothing. */
export function readMark(connection: Connection): FieldPackage | null {
  const layout = layoutOf('field_package');
  const selected = connection.getValues(`SELECT ${layout.selectList} FROM field_package WHERE side = 'workingCopy' LIMIT 1`);
  return selected === undefined ? null : packageOf(rowOfSelected(layout, selected));
}

/** A package's row without its handle and revision, as it is put again. */
export function packageOf({ fid: _fid, rev: _rev, ...row }: ReturnType<typeof rowOfSelected>): FieldPackage {
  return row as unknown as FieldPackage;
}

/**
 * Reads what came back and checks it against itself: every change is in its chained log, no row differs from it. Failures
 * `packageOlderSchema`, `packageNewerSchema`, `notAWorkingCopy`, `packageTampered`.
 */
export async function readReturnedCopy(connection: Connection, path: string, step: Step): Promise<Result<ReturnedCopy>> {
  const version = connection.get<{ version: number }>('SELECT schema_version AS version FROM workspace_meta')?.version ?? 0;
  if (version < schemaVersion) return failed('packageOlderSchema', { path, version, known: schemaVersion });
  if (version > schemaVersion) return failed('packageNewerSchema', { path, version, known: schemaVersion });
  const mark = readMark(connection);
  if (mark === null) return failed('notAWorkingCopy', { path });
  const verdict = await verifyLog(connection, { onEntry: () => undefined, breathe: () => step(), cancelled: () => false });
  const outside = await findOutsideEdits(connection, () => step());
  if (verdict === null || verdict.faultsTotal > 0 || outside.rows.size > 0) {
    return failed('packageTampered', { path, count: (verdict?.faultsTotal ?? 0) + [...outside.rows.values()].flat().length });
  }
  return done({ connection, mark, rev: currentRev(connection), hash: headHash(connection) });
}

/** Ids of the rows written or removed since a revision. */
export function touchedSince(connection: Connection, table: TableName, rev: number): string[] {
  const rows = connection.allValues(
    `SELECT id FROM ${table} WHERE rev > ?1 UNION SELECT id FROM tombstone WHERE table_name = ?2 AND rev > ?1`,
    rev,
    table,
  );
  return rows.map(([id]) => id as string);
}

/** How many rows of tables that are not merged were touched. */
export function countTouched(connection: Connection, rev: number, merged: readonly TableName[]): { [T in TableName]?: number } {
  const counts: { [T in TableName]?: number } = {};
  for (const table of tableNames) {
    if (merged.includes(table) || table === 'field_package') continue;
    const count = touchedSince(connection, table, rev).length;
    if (count > 0) counts[table] = count;
  }
  return counts;
}

/** Who wrote a row last, or removed it. */
export function authorOf(connection: Connection, table: TableName, id: string): Author {
  const rev =
    connection.getValues(`SELECT rev FROM ${table} WHERE id = ?`, id)?.[0] ??
    connection.getValues('SELECT max(rev) FROM tombstone WHERE table_name = ? AND id = ?', table, id)?.[0];
  const entry = typeof rev === 'number' ? readEntry(connection, rev) : null;
  return { by: entry?.actor ?? null, at: entry?.at ?? null };
}

/** Who changed something after a revision, most changes first. */
export function peopleSince(connection: Connection, rev: number): { actor: string; changes: number; lastAt: string }[] {
  return connection.all<{ actor: string; changes: number; lastAt: string }>(
    'SELECT actor, count(*) AS changes, max(at) AS lastAt FROM change_log WHERE rev > ? GROUP BY actor ORDER BY changes DESC, actor',
    rev,
  );
}
