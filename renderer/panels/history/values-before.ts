import type { RecordRevision } from '../../../shared/ipc/index.ts';

/**
 * The fields of a record as they were before one of its changes, as far as they are otherwise now. `newestFirst` begins with the last
 * change the record went through.
 */
export function valuesBefore(newestFirst: readonly Pick<RecordRevision, 'rev' | 'fields'>[], rev: number): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const revision of newestFirst) {
    if (revision.rev < rev) break;
    for (const { field, before } of revision.fields) values[field] = before;
  }
  return values;
}
