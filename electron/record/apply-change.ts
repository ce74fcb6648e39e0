import { type Change, type ChangeSummary, done, type Result, type TableName, tableNames } from '../../shared/model/index.ts';
import { encodeRow } from './encode-row.ts';
import { findById } from './row-writer.ts';
import { layoutOf } from './table-layout.ts';
import type { Workspace } from './workspace.ts';
import { beginWriteSession } from './write-session.ts';

/**
 * Validates and writes one change as one revision. A change that changes nothing answers `null` and makes no revision.
 * Failures: `invalidRow`, `duplicateKey`; storage errors are thrown and roll back.
 */
export async function applyChange(
  workspace: Workspace,
  change: Change,
  breathe: () => Promise<void>,
): Promise<Result<ChangeSummary | null>> {
  const session = beginWriteSession(workspace, { derive: true });
  try {
    for (const table of tableNames) {
      const layout = layoutOf(table);
      for (const row of (change.puts[table] ?? []) as Record<string, unknown>[]) {
        const encoded = encodeRow(layout, row, session.rev);
        if (!encoded.ok) {
          session.rollBack();
          return encoded;
        }
        const id = row.id as string;
        const stored = findById(workspace.writer, table, id);
        if (stored === null) session.insert(table, id, encoded.value);
        else session.update(table, stored, encoded.value);
      }
      for (const id of change.deletes[table as TableName] ?? []) {
        const stored = findById(workspace.writer, table, id);
        if (stored !== null) session.remove(table, stored);
      }
    }
    await session.recolor(breathe);
    const kind = touchesOnlySettings(change) ? 'setting' : 'edit';
    return done(session.commit({ note: change.note, kind, undoOf: null, importBatchId: null }));
  } catch (error) {
    session.rollBack();
    throw error;
  }
}

function touchesOnlySettings({ puts, deletes }: Change): boolean {
  const touched = tableNames.filter((table) => (puts[table]?.length ?? 0) + (deletes[table]?.length ?? 0) > 0);
  return touched.every((table) => table === 'setting');
}
