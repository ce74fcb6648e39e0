import { type ChangeSummary, failed, type Result } from '../../shared/model/index.ts';
import { type ChangeKind, type LogEntry, readImages, shownNote } from './change-log.ts';
import { findById } from './row-writer.ts';
import { sameContent } from './table-layout.ts';
import type { Workspace } from './workspace.ts';
import { beginWriteSession } from './write-session.ts';

/**
 * Reverses a logged revision as a new one: every row gets its before-image back, under its old `fid`. Refused with
 * `editedSince` and the number of rows when rows no longer stand as that revision left them.
 */
export async function reverseEntry(
  workspace: Workspace,
  entry: LogEntry,
  kind: ChangeKind,
  breathe: () => Promise<void>,
): Promise<Result<ChangeSummary | null>> {
  const { writer } = workspace;
  const session = beginWriteSession(workspace, { derive: false });
  try {
    const editedSince = new Set<string>();
    for (const { table, images } of readImages(writer, entry.rev, true)) {
      for (const { fid, id, before, after } of images) {
        const stored = findById(writer, table, id);
        const stands = stored === null ? after === null : after !== null && stored.fid === fid && sameContent(stored.image, after);
        if (!stands) editedSince.add(id);
        else if (stored === null) {
          if (before !== null) session.insert(table, id, before, fid);
        } else if (before === null) session.remove(table, stored);
        else session.update(table, stored, before);
      }
      await breathe();
    }
    if (editedSince.size > 0) {
      session.rollBack();
      return failed('editedSince', { count: editedSince.size });
    }
    const { note, importBatchId, sample } = entry;
    const summary = session.commit({ note, kind, undoOf: entry.rev, importBatchId, sample: sample?.before });
    return { ok: true, value: summary && { ...summary, note: shownNote({ kind, note }) } };
  } catch (error) {
    session.rollBack();
    throw error;
  }
}
