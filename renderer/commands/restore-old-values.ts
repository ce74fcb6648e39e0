import { edits } from '../../shared/edits/index.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';
import { host } from '../host/host.ts';
import { notify, notifyFailure } from '../state/notices.ts';

/** Gives a record old values again, as a new change that can be undone; says what was done or why it could not be. */
export async function restoreOldValues(
  table: TableName,
  row: StoredRow,
  values: Readonly<Record<string, unknown>>,
  subject: string,
): Promise<void> {
  const edited = edits.restoreFields({ table, row, values, subject });
  if (!edited.ok) {
    notifyFailure(edited.failure);
    return;
  }
  const answer = await host().records.apply({ change: edited.value });
  if (answer.ok) notify({ tone: 'success', text: 'history.restored', values: { name: subject }, commandId: 'undo' });
  else notifyFailure(answer.failure);
}
