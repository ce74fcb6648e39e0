import type { RowIn, TableName } from './index.ts';

/** What an edit did, for history and for the undo menu. `edit` is a key of the `edits` text section. */
export interface ChangeNote {
  edit: string;
  subject: string | null;
  count: number;
}

/**
 * One edit to the record as plain data: whole rows to put (insert or replace by id) and ids to delete.
 * The record applies all of it or none of it and answers with a new revision.
 */
export interface Change {
  note: ChangeNote;
  puts: { [T in TableName]?: RowIn<T>[] };
  deletes: { [T in TableName]?: string[] };
}

/** What windows hear after a commit: enough to refresh what they show, never the rows themselves. */
export interface ChangeSummary {
  rev: number;
  /** ISO instant of the commit. */
  at: string;
  note: ChangeNote;
  /** Tables touched and how many rows each. */
  tables: { [T in TableName]?: number };
}
