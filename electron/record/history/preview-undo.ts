import type { UndoPreview } from '../../../shared/ipc/index.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { readImages } from '../change-log.ts';
import type { Connection } from '../connection.ts';
import { findById } from '../row-writer.ts';
import { type Image, REV_INDEX, sameContent } from '../table-layout.ts';

interface Stored {
  fid: number;
  image: Image;
}

/**
 * Counts what undoing one revision would do, by the rule of `reverse-entry.ts`: a row is put back when it still stands as the revision left
 * it. Nothing is written. The connection should hold one snapshot; `step` is awaited after every chunk and may throw to stop.
 */
export async function previewUndo(connection: Connection, rev: number, step: () => Promise<void>): Promise<UndoPreview> {
  const tables = new Map<TableName, { removed: number; broughtBack: number; changedBack: number }>();
  const editedSince = new Set<string>();
  // Rows the revision wrote more than once, as they would stand after its later images were taken back.
  const pending = new Map<string, Stored>();
  for (const { table, images } of readImages(connection, rev, true)) {
    const counts = tables.get(table) ?? { removed: 0, broughtBack: 0, changedBack: 0 };
    tables.set(table, counts);
    for (const { fid, id, before, after } of images) {
      const key = `${table}/${id}`;
      const again = pending.get(key);
      const stored: Stored | null = again ?? findById(connection, table, id);
      const stands = stored === null ? after === null : after !== null && stored.fid === fid && sameContent(stored.image, after);
      if (!stands) editedSince.add(id);
      else if (before === null) counts.removed++;
      else if (before[REV_INDEX] === rev) pending.set(key, { fid, image: before });
      else if (stored === null) counts.broughtBack++;
      else counts.changedBack++;
    }
    await step();
  }
  return { tables: [...tables].map(([table, counts]) => ({ table, ...counts })), editedSince: editedSince.size };
}
