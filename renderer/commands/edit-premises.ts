import type { PremisesValues } from '../../shared/edits/edit-premises.ts';
import { type EditName, edits } from '../../shared/edits/index.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { Change, GradePeriod, Hazard, Premises, Result, SupervisionGrade, TableName } from '../../shared/model/index.ts';
import { host } from '../host/host.ts';
import { notify, notifyFailure } from '../state/notices.ts';
import { clearSelection, selectionStore } from '../state/selection.ts';

/** Puts a premises where it stands, lon/lat. Answers whether it was committed. */
export function placeRow(row: StoredRow, [lon, lat]: readonly [number, number]): Promise<boolean> {
  return commit(edits.placePremises({ premises: premisesOf(row), position: { lon, lat } }));
}

/** Gives a premises another supervision grade from a day on. Answers whether it was committed. */
export async function changeGrade(
  row: StoredRow,
  { grade, reason, gradedBy, on }: { grade: SupervisionGrade; reason: string; gradedBy: string; on: string },
): Promise<boolean> {
  const [hazards, gradePeriods] = await Promise.all([relatedTo(row, 'hazard'), relatedTo(row, 'grade_period')]);
  return commit(
    edits.gradePremises({
      premises: premisesOf(row),
      grade,
      reason,
      gradedBy: gradedBy.trim(),
      gradedOn: on,
      hazards: hazards as unknown as Hazard[],
      gradePeriods: gradePeriods as unknown as GradePeriod[],
      newPeriodId: crypto.randomUUID(),
    }),
  );
}

/** Writes changed fields of a premises. Answers whether they were committed; nothing changed is fine. */
export async function editPremisesFields(row: StoredRow, values: PremisesValues): Promise<boolean> {
  return Object.keys(values).length === 0 || commit(edits.editPremises({ premises: premisesOf(row), values }));
}

/** Removes a premises entered by mistake; undo brings it back. */
export async function removeRow(row: StoredRow): Promise<void> {
  const [hazards, inspections, gradePeriods] = await Promise.all([
    relatedTo(row, 'hazard'),
    relatedTo(row, 'inspection'),
    relatedTo(row, 'grade_period'),
  ]);
  const removed = await commit(
    edits.removePremises({
      premises: [premisesOf(row)],
      gradePeriods: gradePeriods as unknown as GradePeriod[],
      hazardCount: hazards.length,
      inspectionCount: inspections.length,
    }),
  );
  // Another may have been selected meanwhile.
  if (removed && selectionStore.getState().selected?.id === row.id) clearSelection();
}

const saidTexts: Partial<Record<EditName, { text: string; offersUndo: boolean }>> = {
  placePremises: { text: 'app.notices.placed', offersUndo: false },
  gradePremises: { text: 'app.notices.gradeChanged', offersUndo: true },
  removePremises: { text: 'app.notices.removed', offersUndo: true },
};

/** Has the record commit an edit's change, and says what was done or why it could not be. */
async function commit(edited: Result<Change>): Promise<boolean> {
  if (!edited.ok) {
    notifyFailure(edited.failure);
    return false;
  }
  const change = edited.value;
  const answer = await host().records.apply({ change });
  if (!answer.ok) {
    notifyFailure(answer.failure);
    return false;
  }
  const said = saidTexts[change.note.edit as EditName];
  if (said) {
    const values = { name: change.note.subject ?? '' };
    notify({ tone: 'success', text: said.text, values, ...(said.offersUndo ? { commandId: 'undo' } : {}) });
  }
  return true;
}

const premisesOf = (row: StoredRow): Premises => row as unknown as Premises;
const relatedTo = (row: StoredRow, table: TableName): Promise<StoredRow[]> =>
  host().records.related({ table, field: 'premisesId', value: row.id, limit: 500 });
