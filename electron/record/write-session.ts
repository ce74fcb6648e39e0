import { type ChangeNote, type ChangeSummary, entityOf, type TableName } from '../../shared/model/index.ts';
import { appendEntry, type ChangeKind, createImageLog, currentRev } from './change-log.ts';
import { indexBounds } from './geopackage-rtree.ts';
import { createDigestChanges } from './outside/table-digest.ts';
import { findById, insertImage, removeImage, type StoredImage, updateImage } from './row-writer.ts';
import { indexForSearch } from './search-index.ts';
import { createSpatialIndexer } from './spatial-index.ts';
import { type Image, layoutOf, REV_INDEX, sameContent } from './table-layout.ts';
import { colorImage } from './warning-colors.ts';
import type { TableCounts, Workspace } from './workspace.ts';
import { readSample } from './workspace-info.ts';

/**
 * One transaction on the workspace that becomes one revision: rows are written with their images, search index, counts and
 * warning colours kept in step; `commit` answers only when the disk has it, `rollBack` leaves no trace.
 */
export interface WriteSession {
  readonly rev: number;
  /** Rows written so far. */
  readonly written: number;
  insert(table: TableName, id: string, image: Image, fid?: number): void;
  update(table: TableName, before: StoredImage, after: Image): void;
  remove(table: TableName, before: StoredImage): void;
  /** Gives premises whose hazards changed their colours. `breathe` is awaited between stretches of work. */
  recolor(breathe: () => Promise<void>): Promise<void>;
  /** Null when nothing was written: then there is no new revision either. `sample`: whether the workspace is the sample from now on; left out, it is what it was. */
  commit(entry: {
    note: ChangeNote;
    kind: ChangeKind;
    undoOf: number | null;
    importBatchId: string | null;
    sample?: boolean | undefined;
  }): ChangeSummary | null;
  rollBack(): void;
}

const PREMISES_AT_ONCE = 500;

/**
 * Begins a transaction. `derive: false` (undo, redo) writes images as they are, without assessing colours anew. `trial`: it will be rolled
 * back, so that only the tables themselves are written: neither indexes nor colours nor the log, which is where most of the time goes.
 */
export function beginWriteSession(workspace: Workspace, { derive, trial = false }: { derive: boolean; trial?: boolean }): WriteSession {
  const { writer } = workspace;
  writer.exec('BEGIN IMMEDIATE');
  const rev = currentRev(writer) + 1;
  const digests = createDigestChanges();
  const log = createImageLog(writer, rev, digests);
  const spatialIndex = createSpatialIndexer(writer, { trial });
  const tables: Partial<Record<TableName, number>> = {};
  const counts: TableCounts = { ...workspace.counts };
  const premisesToColor = new Set<string>();
  const hazardPremisesPlace = layoutOf('hazard').indexOf.get('premisesId') as number;
  const premisesGeometryPlace = layoutOf('premises').indexOf.get('geom') as number;
  let written = 0;

  const record = (table: TableName, fid: number, id: string, before: Image | null, after: Image | null) => {
    spatialIndex.wrote(table, fid, before, after);
    if (trial) {
      written++;
      return;
    }
    log.add(table, { fid, id, before, after });
    indexForSearch(writer, table, fid, before, after);
    if (after === null) writer.run('INSERT OR IGNORE INTO tombstone (table_name, id, rev) VALUES (?, ?, ?)', table, id, rev);
    // A row written twice in one revision (a premises coloured after its hazards came) counts once.
    if (before?.[REV_INDEX] !== rev) {
      tables[table] = (tables[table] ?? 0) + 1;
      written++;
    }
    counts[table] += (after === null ? 0 : 1) - (before === null ? 0 : 1);
    if (table === 'premises') {
      for (const [image, step] of [
        [before, -1],
        [after, 1],
      ] as const) {
        if (image !== null) counts[image[premisesGeometryPlace] === null ? 'unplaced' : 'placed'] += step;
      }
    }
    if (table === 'hazard' && derive) {
      for (const image of [before, after]) {
        const premisesId = image?.[hazardPremisesPlace];
        if (typeof premisesId === 'string') premisesToColor.add(premisesId);
      }
    }
  };

  const session: WriteSession = {
    rev,
    get written() {
      return written;
    },
    insert: (table, id, image, fid) => {
      image[REV_INDEX] = rev;
      if (table === 'premises' && derive && !trial) colorImage(writer, id, image);
      record(table, insertImage(writer, table, id, image, fid ?? null), id, null, image);
    },
    update: (table, before, after) => {
      if (table === 'premises' && derive && !trial) colorImage(writer, before.id, after);
      if (sameContent(before.image, after)) return;
      after[REV_INDEX] = rev;
      updateImage(writer, table, before.fid, before.image, after);
      record(table, before.fid, before.id, before.image, after);
    },
    remove: (table, before) => {
      removeImage(writer, table, before.fid);
      record(table, before.fid, before.id, before.image, null);
    },
    recolor: async (breathe) => {
      let done = 0;
      for (const premisesId of premisesToColor) {
        const stored = findById(writer, 'premises', premisesId);
        if (stored !== null) session.update('premises', stored, [...stored.image]);
        if (++done % PREMISES_AT_ONCE === 0) await breathe();
      }
      premisesToColor.clear();
    },
    commit: ({ note, kind, undoOf, importBatchId, sample: after }) => {
      if (trial) throw new Error('a trial is rolled back');
      const before = readSample(writer);
      const sample = after === undefined || after === before ? null : { before, after };
      if (written === 0 && sample === null) {
        session.rollBack();
        return null;
      }
      const at = new Date().toISOString();
      log.flush();
      spatialIndex.restore();
      appendEntry(writer, { rev, at, actor: workspace.actor, kind, note, tables, undoOf, importBatchId, sample }, log.marks);
      digests.store(writer);
      if (sample !== null) writer.run('UPDATE workspace_meta SET sample = ?', sample.after ? 1 : 0);
      for (const table of Object.keys(tables) as TableName[]) refreshContents(workspace, table, at);
      writer.exec('COMMIT');
      workspace.counts = counts;
      return { rev, at, note, tables };
    },
    rollBack: () => {
      // SQLite rolls back by itself on a full disk or an I/O error.
      if (writer.database.isTransaction) writer.exec('ROLLBACK');
    },
  };
  return session;
}

/** Keeps what GeoPackage readers look at first: when a layer changed and where it lies. */
function refreshContents({ writer }: Workspace, table: TableName, at: string): void {
  const bounds = entityOf(table).geometry === null ? null : indexBounds(writer.database, table);
  writer.run(
    'UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?',
    at,
    ...(bounds ?? [null, null, null, null]),
    table,
  );
}
