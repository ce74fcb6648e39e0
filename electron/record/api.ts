import type { TableImportKind } from '../../shared/formats/field-words.ts';
import type { ImportRequest, Mapping } from '../../shared/formats/intake.ts';
import type { SavedMapping } from '../../shared/formats/saved-mapping.ts';
import type { CrsReport } from '../../shared/geo/crs-doctor/crs-report.ts';
import type {
  BackupState,
  BasemapArchive,
  ChangeDetail,
  DuplicatePage,
  ImportHistoryEntry,
  ImportOutcome,
  ImportPreview,
  IssuePage,
  JobProgress,
  Language,
  LogExtent,
  LogFilter,
  LogLine,
  LogVerdict,
  OutsideEdits,
  OutsideEditsShown,
  PastPage,
  PlacementProposals,
  RecordRevision,
  ReviewedRow,
  ReviewState,
  SearchHit,
  StoredRow,
  UndoPreview,
  WorkspaceInfo,
} from '../../shared/ipc/index.ts';
import type { Change, ChangeSummary, Operator, Result, TableName } from '../../shared/model/index.ts';
import type { CrsRequest } from '../intake/diagnose-file.ts';
import type { BackupApi } from './backups/backup-calls.ts';
import type { ExportJob, StagedExport } from './exports/export-job.ts';
import type { FieldPackageApi } from './field-packages/field-package-calls.ts';

/**
 * What the record's process can be asked. One object implements it (electron/record/record.ts); the main process talks to
 * it through a typed client over the utility process's message channel, tests call it directly.
 */
export interface RecordApi extends BackupApi, FieldPackageApi {
  /** Opens a workspace file for an operator; with `create`, makes a new one (refused when the file exists); with `replaces`, a working copy of that one. */
  open(request: {
    path: string;
    create: { name: string } | null;
    operator: Operator;
    replaces?: string | undefined;
  }): Promise<Result<WorkspaceInfo>>;
  /** Another person, or the same in another role, goes on working: from the next change on. */
  setOperator(operator: Operator): Promise<null>;
  /** Truncate-checkpoints and closes. */
  close(request: null): Promise<null>;
  info(request: null): Promise<WorkspaceInfo | null>;
  apply(request: { change: Change }): Promise<Result<ChangeSummary>>;
  undo(request: null): Promise<Result<ChangeSummary>>;
  redo(request: null): Promise<Result<ChangeSummary>>;
  undoBatch(request: { importBatchId: string }): Promise<Result<ChangeSummary>>;
  get(request: { table: TableName; id: string; rev?: number | undefined }): Promise<StoredRow | null>;
  byFid(request: { table: TableName; fid: number; rev?: number | undefined }): Promise<StoredRow | null>;
  /** Handles of the hazards or inspections of premises, these by their handles. */
  ofPremises(request: { table: 'hazard' | 'inspection'; fids: number[] }): Promise<number[]>;
  related(request: { table: TableName; field: string; value: string; limit: number; rev?: number | undefined }): Promise<StoredRow[]>;
  search(request: { text: string; limit: number; rev?: number | undefined }): Promise<SearchHit[]>;
  premisesNames(request: { fids: number[]; rev?: number | undefined }): Promise<(string | null)[]>;
  tracks(request: { limit: number; rev?: number | undefined }): Promise<StoredRow[]>;
  unplaced(request: {
    text: string;
    offset: number;
    limit: number;
    rev?: number | undefined;
  }): Promise<{ total: number; rows: StoredRow[] }>;
  all(request: { table: TableName; rev?: number | undefined }): Promise<StoredRow[]>;
  /** Rows in fid order after a fid, for exports. */
  page(request: { table: TableName; afterFid: number; limit: number }): Promise<StoredRow[]>;
  history(request: {
    before: number | null;
    limit: number;
    offset?: number | undefined;
    filter?: LogFilter | undefined;
  }): Promise<LogLine[]>;
  historyExtent(request: { filter: LogFilter }): Promise<LogExtent>;
  changeAt(request: { rev: number; offset: number; limit: number }): Promise<Result<ChangeDetail>>;
  previewUndo(request: { jobId: string; rev: number }): Promise<Result<UndoPreview>>;
  undoTo(request: { jobId: string; rev: number }): Promise<Result<{ steps: number }>>;
  historyOf(request: { table: TableName; id: string; before: number | null; limit: number }): Promise<RecordRevision[]>;
  stateAt(request: {
    when: { rev: number } | { at: string };
    table: TableName;
    afterFid: number;
    limit: number;
  }): Promise<Result<PastPage>>;
  openPast(request: { jobId: string; when: { rev: number } | { at: string } }): Promise<Result<WorkspaceInfo>>;
  verifyLog(request: { jobId: string }): Promise<Result<LogVerdict>>;
  outsideEdits(request: null): Promise<Result<OutsideEditsShown[]>>;
  knownOutsideEdits(request: null): Promise<OutsideEdits[]>;
  adoptOutsideEdits(request: { jobId: string }): Promise<Result<ChangeSummary>>;
  rejectOutsideEdits(request: { jobId: string }): Promise<Result<{ [T in TableName]?: number }>>;

  /** What was saved for the file's headers comes before what they suggest. */
  previewImport(request: Pick<ImportRequest, 'path' | 'encoding' | 'layout'>): Promise<Result<ImportPreview>>;
  savedMappings(request: null): Promise<SavedMapping[]>;
  /** Saves how files with these headers are mapped, or forgets it with null. */
  saveMapping(request: { columns: string[]; as: TableImportKind; mapping: Mapping | null }): Promise<Result<ChangeSummary>>;
  /** Which coordinate system a file is in, judged against the open workspace's ground. */
  diagnoseCrs(request: CrsRequest & { jobId: string }): Promise<Result<CrsReport>>;
  /** Runs the import as one transaction; `commit: false` rolls it back after counting (the dry run). */
  runImport(request: { jobId: string; request: ImportRequest; commit: boolean }): Promise<Result<ImportOutcome>>;
  importRows(request: {
    reviewId: string;
    state: ReviewState | null;
    offset: number;
    limit: number;
  }): Promise<Result<{ total: number; rows: ReviewedRow[] }>>;
  /** `table`: what the file's columns are read into. */
  importIssues(request: {
    reviewId: string;
    codes: string[] | null;
    column: string | null;
    offset: number;
    limit: number;
  }): Promise<Result<IssuePage & { table: TableName }>>;
  importDuplicates(request: { reviewId: string; offset: number; limit: number }): Promise<Result<DuplicatePage>>;
  /** The file the last run read. */
  importSource(request: { reviewId: string }): Promise<Result<{ path: string }>>;
  /** Writes the sheet of the last run again, with its issues, to a path. */
  writeIssueSheet(request: { jobId: string; reviewId: string; path: string; language: Language }): Promise<Result<null>>;
  importHistory(request: { offset: number; limit: number }): Promise<{ total: number; imports: ImportHistoryEntry[] }>;
  proposePlacements(request: { jobId: string; offset: number; limit: number }): Promise<Result<PlacementProposals>>;
  acceptPlacements(request: { jobId: string; premisesIds: string[] | null }): Promise<Result<ChangeSummary>>;
  /** Writes rows to a file beside its place and notes the export in the change log; the asker puts the file in its place. */
  stageExport(request: { jobId: string; request: ExportJob }): Promise<Result<StagedExport>>;
  /** Fills the open, empty workspace with the sample district as one change. */
  generateSample(request: { jobId: string }): Promise<Result<ImportOutcome>>;
  cancelJob(request: { jobId: string }): Promise<null>;

  /** A basemap vector tile (gzip-free MVT bytes) cut from the workspace's own ground tables; null when empty. */
  groundTile(request: { z: number; x: number; y: number }): Promise<Uint8Array<ArrayBuffer> | null>;
  addBasemap(request: { path: string }): Promise<Result<BasemapArchive>>;
  removeBasemap(request: { id: string }): Promise<Result<null>>;
  basemaps(request: null): Promise<BasemapArchive[]>;
  /** One tile of an added archive, with the content type and encoding to serve it with. */
  basemapTile(request: {
    id: string;
    z: number;
    x: number;
    y: number;
  }): Promise<{ bytes: Uint8Array<ArrayBuffer>; contentType: string; gzip: boolean } | null>;
}

/** Unasked news from the record's process. */
export type RecordEvent =
  | { event: 'changed'; summary: ChangeSummary; info: WorkspaceInfo }
  | { event: 'progress'; progress: JobProgress }
  | { event: 'outsideEdits'; edits: OutsideEdits[] }
  | { event: 'backups'; state: BackupState };
