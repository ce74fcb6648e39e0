import type { StoredRow } from '../../shared/ipc/index.ts';
import { type Change, entities, type GradePeriod, newRow, type Premises, type SupervisionGrade } from '../../shared/model/index.ts';
import { host } from '../host/host.ts';
import { notify, notifyFailure } from '../state/notices.ts';
import { clearSelection } from '../state/selection.ts';

/** Puts a premises where it stands, lon/lat. Answers whether it was committed. */
export async function placeRow(row: StoredRow, [lon, lat]: readonly [number, number]): Promise<boolean> {
  const premises: Premises = { ...entityRow(row), geom: { type: 'Point', coordinates: [lon, lat] }, unplacedReason: null };
  return commit(
    { note: { edit: 'placePremises', subject: premises.name, count: 1 }, puts: { premises: [premises] }, deletes: {} },
    'app.notices.placed',
  );
}

/** Gives a premises another supervision grade and writes the stretch of time under it into the history. */
export async function changeGrade(
  row: StoredRow,
  { grade, reason, gradedBy, on }: { grade: SupervisionGrade; reason: string; gradedBy: string; on: string },
): Promise<boolean> {
  const premises = entityRow(row);
  const periods = (await host().records.related({
    table: 'grade_period',
    field: 'premisesId',
    value: row.id,
    limit: 200,
  })) as unknown as GradePeriod[];
  const open = periods.filter((period) => period.toOn === null).map((period) => ({ ...plain(period), toOn: on }));
  const by = gradedBy.trim() === '' ? null : gradedBy.trim();
  const next = newRow(entities.grade_period, crypto.randomUUID(), {
    premisesId: row.id,
    grade,
    reason: reason.trim(),
    gradedBy: by,
    fromOn: on,
  });
  return commit(
    {
      note: { edit: 'gradePremises', subject: premises.name, count: 1 },
      puts: {
        premises: [{ ...premises, supervisionGrade: grade, gradeReason: reason.trim(), gradedOn: on, gradedBy: by }],
        grade_period: [...open, next] as GradePeriod[],
      },
      deletes: {},
    },
    'app.notices.gradeChanged',
  );
}

/** Writes changed fields of a premises. Nothing changed is nothing to write, and fine. */
export async function editPremisesFields(row: StoredRow, values: Partial<Premises>): Promise<boolean> {
  if (Object.keys(values).length === 0) return true;
  const premises = { ...entityRow(row), ...values };
  return commit({ note: { edit: 'editPremises', subject: premises.name, count: 1 }, puts: { premises: [premises] }, deletes: {} }, null);
}

/** Removes a premises; undo brings it back. */
export async function removeRow(row: StoredRow): Promise<void> {
  const change: Change = {
    note: { edit: 'removePremises', subject: String(row.name), count: 1 },
    puts: {},
    deletes: { premises: [row.id] },
  };
  if (await commit(change, 'app.notices.removed', 'undo')) clearSelection();
}

async function commit(change: Change, text: string | null, offer?: string): Promise<boolean> {
  const answer = await host().records.apply({ change });
  if (!answer.ok) notifyFailure(answer.failure);
  else if (text !== null)
    notify({ tone: 'success', text, values: { name: change.note.subject ?? '' }, ...(offer ? { commandId: offer } : {}) });
  return answer.ok;
}

/** The entity's own fields of a stored row, without its handle and revision. */
const entityRow = (row: StoredRow): Premises => plain(row) as unknown as Premises;
function plain<T extends object>(row: T): Omit<T, 'fid' | 'rev'> {
  const { fid: _fid, rev: _rev, ...fields } = row as T & { fid?: number; rev?: number };
  return fields;
}
