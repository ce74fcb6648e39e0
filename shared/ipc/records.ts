import { z } from 'zod';
import { type Change, type ChangeNote, type ChangeSummary, type Result, type TableName, tableNames } from '../model/index.ts';
import { call, contract, rowsRequestBytes } from './contract.ts';
import type { FieldPackageMark } from './field-packages.ts';

const table = z.enum(tableNames as [TableName, ...TableName[]]);
const note: z.ZodType<ChangeNote> = z.object({
  edit: z.string().max(80),
  subject: z.string().max(400).nullable(),
  count: z.number().int(),
});
/** Outer shape only: the record validates every row against its entity before it writes. */
const change = z.object({
  note,
  puts: z.partialRecord(table, z.array(z.record(z.string(), z.unknown())).max(100_000)),
  deletes: z.partialRecord(table, z.array(z.uuid()).max(100_000)),
}) as unknown as z.ZodType<Change>;

/** What a commander asks first: every premises not closed and every hazard not void, placed or not. */
export interface KeyFigures {
  premises: number;
  gradeSecure: number;
  hazards: number;
  openHazards: number;
  openHighHazards: number;
}

export interface WorkspaceInfo {
  workspaceId: string;
  path: string;
  name: string;
  rev: number;
  /** Made by the sample generator. Shown as 示范数据 wherever numbers are. */
  sample: boolean;
  schemaVersion: number;
  /** Why nothing can be changed; null when it can. Every write then answers failure `readOnly`. */
  readOnly: 'newerSchema' | 'notWritable' | 'diskFull' | null;
  /** Instant of the last commit. */
  changedAt: string | null;
  /** WGS84 box the first view fits: records and buildings, else roads, else whatever is there; null when nothing is. */
  extent: [number, number, number, number] | null;
  counts: { [T in TableName]: number } & { placed: number; unplaced: number };
  /** Holds data of OpenStreetMap, whose licence asks that it be named wherever the map is shown. */
  openStreetMap: boolean;
  figures: KeyFigures;
  /** Set for a working copy taken out of a field package. */
  fieldPackage: FieldPackageMark | null;
  /** Conflicts of merged packages that wait for a decision. */
  openConflicts: number;
  undo: ChangeNote | null;
  redo: ChangeNote | null;
}

export interface SearchHit {
  table: TableName;
  id: string;
  fid: number;
  title: string;
  subtitle: string | null;
  lon: number | null;
  lat: number | null;
}

/** A row as read: its fields plus the handle (`fid`) used in columns and tiles, and the revision that last wrote it. */
export type StoredRow = { id: string; fid: number; rev: number; geom: unknown } & Record<string, unknown>;

/**
 * What is wrong with an entry of the change log: it is gone, its text was changed, a chunk of its rows was changed, is gone or was
 * added, its undo mark does not agree with the entries after it, or the log's end is not where it was left.
 */
export type LogFaultCode =
  | 'entryMissing'
  | 'entryEdited'
  | 'chunkEdited'
  | 'chunkMissing'
  | 'chunkUnexpected'
  | 'undoEdited'
  | 'headEdited';
export interface LogFault {
  rev: number;
  code: LogFaultCode;
  /** Number of the chunk within the entry; null when it is the entry itself. */
  seq: number | null;
}
/** What a check of the whole change log found. Sound when `faultsTotal` is 0. */
export interface LogVerdict {
  /** The last entry read. */
  rev: number;
  entries: number;
  chunks: number;
  bytes: number;
  /** At most 1,000; the total is exact. */
  faults: LogFault[];
  faultsTotal: number;
  elapsedMs: number;
}

/** One change of one record, field by field. Derived fields (warning colour) are among them. */
export interface RecordRevision {
  rev: number;
  at: string;
  actor: string;
  note: ChangeNote;
  what: 'created' | 'changed' | 'removed';
  /** Fields that differ, with their values before and after; the position is field `geom`. Null where there was no record. */
  fields: { field: string; before: unknown; after: unknown }[];
}

/** One record as one change touched it, field by field; personal values are masked for roles that may not see them. */
export interface ChangedRow {
  table: TableName;
  what: 'created' | 'changed' | 'removed';
  /** The row after the change; the one before it when it was removed. For its name. */
  row: StoredRow;
  fields: { field: string; before: unknown; after: unknown }[];
}

/** One line of the change log. */
export interface LogLine {
  rev: number;
  at: string;
  actor: string;
  kind: 'edit' | 'undo' | 'redo' | 'setting';
  /** As it is shown: an undo or redo names the edit it reversed as its subject. */
  note: ChangeNote;
  tables: Partial<Record<TableName, number>>;
  importBatchId: string | null;
  /** Neither undone nor itself an undo: undo can reach it. */
  standing: boolean;
  /** The later revision that took it back. */
  undoneBy: number | null;
}

/** Which lines of the log to show. */
const logFilter = z.object({
  /** Part of what a change names as its subject. */
  text: z.string().max(200),
  /** Or these edits, by name: the window knows in which words they are shown. */
  edits: z.array(z.string().max(80)).max(200),
  actor: z.string().max(400).nullable(),
  from: z.iso.datetime().nullable(),
  /** Exclusive. */
  to: z.iso.datetime().nullable(),
});
export type LogFilter = z.infer<typeof logFilter>;

/** How many lines a filter leaves, and what can be filtered by. */
export interface LogExtent {
  total: number;
  /** Everybody who ever changed something, by name. */
  actors: string[];
  /** Instants of the first and the last change; null when there is none. */
  firstAt: string | null;
  lastAt: string | null;
}

/** A change opened: its line and a page of the records it touched. */
export interface ChangeDetail {
  line: LogLine;
  /** How many steps undo takes until this change is undone too; 0 when undo does not reach it. */
  undoSteps: number;
  total: number;
  rows: ChangedRow[];
}

/** What undoing one change would do to how many rows of each table; nothing is written. */
export interface UndoPreview {
  tables: { table: TableName; removed: number; broughtBack: number; changedBack: number }[];
  /** Rows changed again since; above 0 the undo would be refused. */
  editedSince: number;
}

/** A page of a table as it stood at a revision. */
export interface PastPage {
  rev: number;
  /** Instant of that revision's commit; null for revision 0, before anything was entered. */
  at: string | null;
  /** Rows the table then had. */
  total: number;
  /** In fid order. */
  rows: StoredRow[];
}

/** Rows of a table that were changed by another program (QGIS, GDAL) since the record wrote them. */
export interface OutsideEdits {
  table: TableName;
  added: number;
  changed: number;
  removed: number;
}
/** The same with the first rows of each table, to look at before deciding. */
export interface OutsideEditsShown extends OutsideEdits {
  rows: ChangedRow[];
}

const rowReaders = ['main', 'wall', 'snapshot'] as const;
/** A revision to read as of; without it, as the record now stands. */
const rev = z.number().int().min(0).optional();
const when = z.union([z.object({ rev: z.number().int().min(0) }), z.object({ at: z.iso.datetime() })]);

export const records = contract('records', {
  /** The workspace now open, or null at the welcome screen. */
  info: call<WorkspaceInfo | null>()(z.null(), ['main', 'wall', 'snapshot']),
  /** Commits a change. Answers only when it is on disk. */
  apply: call<Result<ChangeSummary>>()(z.object({ change }), ['main'], rowsRequestBytes),
  undo: call<Result<ChangeSummary>>()(z.null()),
  redo: call<Result<ChangeSummary>>()(z.null()),
  /** Undoes one import by its batch, whatever came after; refused when later edits touch its rows. */
  undoBatch: call<Result<ChangeSummary>>()(z.object({ importBatchId: z.uuid() })),
  get: call<StoredRow | null>()(z.object({ table, id: z.uuid(), rev }), rowReaders),
  byFid: call<StoredRow | null>()(z.object({ table, fid: z.number().int(), rev }), rowReaders),
  /** Rows whose `field` equals `value`, newest first. */
  related: call<StoredRow[]>()(
    z.object({ table, field: z.string().max(60), value: z.string().max(400), limit: z.number().int().min(1).max(500), rev }),
    rowReaders,
  ),
  search: call<SearchHit[]>()(z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(100), rev }), [
    'main',
    'wall',
    'snapshot',
  ]),
  /** Premises without a position, with the reason, for the tray. */
  unplaced: call<{ total: number; rows: StoredRow[] }>()(
    z.object({ text: z.string().max(200), offset: z.number().int().min(0), limit: z.number().int().min(1).max(200), rev }),
  ),
  /** Small tables in whole: campaigns, settings, import batches, code entries, zones, stations. */
  all: call<StoredRow[]>()(
    z.object({ table: z.enum(['zone', 'station', 'campaign', 'setting', 'import_batch', 'code_entry', 'admin_area']), rev }),
    rowReaders,
  ),
  /** Names of premises by their handles, in their order; null for one without a name, or that is not there. */
  premisesNames: call<(string | null)[]>()(z.object({ fids: z.array(z.int().min(1)).max(5000), rev }), rowReaders),
  /** Recorded patrols without their geometry, newest first: name, person, beginning and end. */
  tracks: call<StoredRow[]>()(z.object({ limit: z.number().int().min(1).max(1000), rev }), rowReaders),
  /** The changes of one record, newest first, also of one that was removed; `before` is a revision to go on from. */
  historyOf: call<RecordRevision[]>()(
    z.object({ table, id: z.uuid(), before: z.number().int().nullable(), limit: z.number().int().min(1).max(200) }),
  ),
  /** A page of a table as it stood after a revision, or at an instant. Failure `revUnknown`. */
  stateAt: call<Result<PastPage>>()(
    z.object({
      when,
      table,
      afterFid: z.number().int(),
      limit: z.number().int().min(1).max(1000),
    }),
  ),
  /**
   * Makes the workspace as it stood ready to be looked at: afterwards rows, lists and columns are read of its revision as of the present
   * one. Answers what it was like then. A job of stage `reading`. Failures `revUnknown`, `cancelled`.
   */
  openPast: call<Result<WorkspaceInfo>>()(z.object({ jobId: z.string().max(60), when })),
  /** Checks the whole change log; progress and cancelling as of any job, stage `verifying`. */
  verifyLog: call<Result<LogVerdict>>()(z.object({ jobId: z.string().max(60) })),
  /** Looks through every table for edits made by other programs; progress is not told. Empty when there are none. */
  outsideEdits: call<Result<OutsideEditsShown[]>>()(z.null()),
  /** What was last found of edits made by other programs and not settled since: no look is taken. */
  knownOutsideEdits: call<OutsideEdits[]>()(z.null(), rowReaders),
  /** Makes edits of other programs one change, which can be undone; a job of stage `checking`. Failures `noOutsideEdits`, `outsideRowInvalid`. */
  adoptOutsideEdits: call<Result<ChangeSummary>>()(z.object({ jobId: z.string().max(60) })),
  /** Puts back what the record had; answers how many rows of which table. What the other program entered is lost. */
  rejectOutsideEdits: call<Result<{ [T in TableName]?: number }>>()(z.object({ jobId: z.string().max(60) })),
  /** Past changes, newest first; `filter` leaves some out, `offset` goes on from there. */
  history: call<LogLine[]>()(
    z.object({
      before: z.number().int().nullable(),
      limit: z.number().int().min(1).max(200),
      offset: z.number().int().min(0).optional(),
      filter: logFilter.optional(),
    }),
  ),
  historyExtent: call<LogExtent>()(z.object({ filter: logFilter })),
  /** One change with a page of the records it touched. Failures `revUnknown`, `logDamaged`. */
  changeAt: call<Result<ChangeDetail>>()(
    z.object({ rev: z.number().int().min(1), offset: z.number().int().min(0), limit: z.number().int().min(1).max(100) }),
  ),
  /** What undoing one change would do; a job of stage `checking`. Failures `revUnknown`, `cancelled`. */
  previewUndo: call<Result<UndoPreview>>()(z.object({ jobId: z.string().max(60), rev: z.number().int().min(1) })),
  /**
   * Undoes step by step until the change `rev` is undone too; answers how many steps it took. Cancelled or refused on the way, the steps
   * done so far stay done. A job of stage `writing`. Failures `nothingToUndo`, `editedSince`, `cancelled`.
   */
  undoTo: call<Result<{ steps: number }>>()(z.object({ jobId: z.string().max(60), rev: z.number().int().min(1) })),
});
