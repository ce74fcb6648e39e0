import type { FieldPackage, Result } from '../../../shared/model/index.ts';
import { removeWorkspace } from '../../workspace-files.ts';
import { type CheckedCopy, checkCopy } from '../backups/copy-workspace.ts';
import type { Connection } from '../connection.ts';
import { encodeRow } from '../encode-row.ts';
import { openSqlite, type SqliteDriver } from '../sqlite.ts';
import { layoutOf } from '../table-layout.ts';
import type { Step } from '../unless-cancelled.ts';
import { openWorkspace } from '../workspace.ts';
import { beginWriteSession } from '../write-session.ts';
import { clipGround } from './clip-ground.ts';
import { countContent, type ZoneContent } from './zone-content.ts';

const ROWS_AT_ONCE = 500;

export interface PackageSource {
  connection: Connection;
  content: ZoneContent;
  mark: FieldPackage;
  actor: string;
  name: string;
  driver: SqliteDriver | undefined;
}

/**
 * Writes a zone's content as a workspace of its own, whose first revision cannot be undone, and reads it back. Failures as of opening and
 * checking a workspace; `step` may throw to stop, then nothing is left.
 */
export async function writePackage(
  to: string,
  { connection, content, mark, actor, name, driver }: PackageSource,
  step: Step,
): Promise<Result<CheckedCopy>> {
  removeWorkspace(to);
  const opened = openWorkspace({ path: to, create: { name }, actor }, driver);
  if (!opened.ok) return opened;
  const workspace = opened.value;
  let whole = false;
  try {
    const session = beginWriteSession(workspace, { derive: false });
    try {
      const marked = encodeRow(layoutOf('field_package'), { ...mark, side: 'workingCopy' }, session.rev);
      if (!marked.ok) throw new Error(`package row refused: ${JSON.stringify(marked.failure)}`);
      session.insert('field_package', mark.id, marked.value);
      const total = Object.values(countContent(content)).reduce((sum, count) => sum + count, 0);
      let rows = 0;
      for (const [table, fids] of content.rows) {
        const select = `SELECT ${layoutOf(table).selectList} FROM ${table} WHERE fid = ?`;
        for (const fid of fids) {
          const [, id, ...image] = connection.getValues(select, fid) ?? [];
          if (id !== undefined) {
            const pieces = id === content.zone.id ? [image] : clipGround(table, image, content.box);
            for (const [index, piece] of pieces.entries()) session.insert(table, index === 0 ? (id as string) : crypto.randomUUID(), piece);
          }
          if (++rows % ROWS_AT_ONCE === 0) await step({ stage: 'copying', done: rows, total });
        }
      }
      await step({ stage: 'copying', done: rows, total });
      const note = { edit: 'makeFieldPackage', subject: content.zone.name, count: session.written };
      session.commit({ note, kind: 'setting', undoOf: null, importBatchId: null });
    } catch (error) {
      session.rollBack();
      throw error;
    }
    whole = true;
  } finally {
    workspace.close();
    if (!whole) removeWorkspace(to);
  }
  // As one file: nothing beside it may be needed to read it.
  const database = openSqlite(to, { readOnly: false, driver });
  database.exec('PRAGMA journal_mode = DELETE');
  database.close();
  return checkCopy(to, driver);
}
