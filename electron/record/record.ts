import { basename } from 'node:path';
import { type ChangeDetail, type ColumnsVersion, migrationJob, type OutsideEdits, type WorkspaceInfo } from '../../shared/ipc/index.ts';
import { type ChangeSummary, done, type Failure, failed, type Result, type TableName, tableNames } from '../../shared/model/index.ts';
import { stagedAt } from '../staged-file.ts';
import type { RecordApi, RecordEvent } from './api.ts';
import { applyChange } from './apply-change.ts';
import { backupCalls } from './backups/backup-calls.ts';
import { backupTaskRunner } from './backups/backup-task.ts';
import { type Backups, createBackups } from './backups/backups.ts';
import { backUpBeforeMigration } from './backups/before-migration.ts';
import { type BasemapStore, type Basemaps, createBasemaps } from './basemaps/basemaps.ts';
import {
  countStandingFrom,
  currentRev,
  headHash,
  type LogEntry,
  readEntry,
  redoTop,
  shownNote,
  standingImport,
  undoTop,
} from './change-log.ts';
import { type ColumnChunk, streamColumns } from './columns.ts';
import { type Connection, openReader } from './connection.ts';
import { type ExportJob, runExport } from './exports/export-job.ts';
import { fieldPackageCalls } from './field-packages/field-package-calls.ts';
import { createGroundTiles, type GroundTiles } from './ground/ground-tiles.ts';
import { previewUndo } from './history/preview-undo.ts';
import { readChange } from './history/read-change.ts';
import { readLog, readLogExtent } from './history/read-log.ts';
import { createPastReader, type PastReader } from './history/read-past.ts';
import { readRecordHistory } from './history/record-history.ts';
import { unplacedThen } from './history/search-past.ts';
import { verifyLog } from './history/verify-log.ts';
import { runImportJob, runSampleJob } from './import-job.ts';
import { readImportHistory } from './imports/import-history.ts';
import { writeIssueSheet } from './imports/issue-sheet.ts';
import { commitPlacements, proposePlacements } from './imports/placements.ts';
import type { Review } from './imports/review.ts';
import { listSavedMappings, savedMappingChange, withSavedMappings } from './imports/saved-mappings.ts';
import { type OutsideWatch, watchOutsideEdits } from './outside/outside-watch.ts';
import { adoptOutsideEdits, rejectOutsideEdits } from './outside/settle-outside-edits.ts';
import {
  allRows,
  fidsOfPremises,
  pageOfRows,
  premisesNames,
  relatedRows,
  rowByFid,
  rowById,
  trackRows,
  unplacedPremises,
} from './read-rows.ts';
import { createJobs, type JobControl } from './record-jobs.ts';
import { reverseEntry } from './reverse-entry.ts';
import { runCrsDoctor, runPreview } from './run-intake.ts';
import { searchRecord } from './search.ts';
import { BASEMAPS_KEY, LAST_EXPORT_KEY, readSetting, SettingError, settingChange } from './settings.ts';
import type { SqliteDriver } from './sqlite.ts';
import { orFailure } from './storage-failure.ts';
import { type RoadChunk, streamRoads } from './stream-roads.ts';
import { unlessCancelled } from './unless-cancelled.ts';
import { breathe, createWorkQueue } from './work-queue.ts';
import { type OpenRequest, openWorkspace, type Workspace } from './workspace.ts';
import { readWorkspaceInfo } from './workspace-info.ts';

export interface RecordOptions {
  /** The intake worker's module: the importer and the sample generator run there. */
  intakeWorkerUrl: URL;
  onEvent(event: RecordEvent): void;
  /** The backup thread's module; without it no backups are kept. */
  backupWorkerUrl?: URL;
  /** Only tests choose; otherwise the runtime's own driver is used where there is one. */
  driver?: SqliteDriver;
}

/** The record as its process and tests hold it: the API plus what the data plane reads. */
export interface RecordHandle extends Omit<RecordApi, 'open' | 'setOperator' | 'undo' | 'redo' | 'undoBatch' | 'undoTo'> {
  open(request: OpenRequest): Promise<Result<WorkspaceInfo>>;
  /** Whom changes name from now on; those under way keep the name they began with. */
  setActor(actor: string): Promise<void>;
  /** `permit` is asked, before anything is written, whether the tables of the change to be reversed may be touched. */
  undo(request: null, permit?: Permit): Promise<Result<ChangeSummary>>;
  redo(request: null, permit?: Permit): Promise<Result<ChangeSummary>>;
  undoBatch(request: { importBatchId: string }, permit?: Permit): Promise<Result<ChangeSummary>>;
  undoTo(request: { jobId: string; rev: number }, permit?: Permit): Promise<Result<{ steps: number }>>;
  /** Chunks of a column set, all of one revision; null when no workspace is open. */
  columns(set: Parameters<typeof streamColumns>[1], chunkRows: number): Generator<ColumnChunk> | null;
  /** The same as they stood after a revision; null when there is no such revision. */
  pastColumns(rev: number, set: Parameters<typeof streamColumns>[1], chunkRows: number): AsyncGenerator<ColumnChunk> | null;
  /** Parts of the road table, all of one revision; null when no workspace is open. */
  roads(chunkRows: number): Generator<RoadChunk> | null;
  /** Id and newest revision of the open workspace. */
  version(): ({ workspaceId: string } & ColumnsVersion) | null;
}

/** Null, or why these tables may not be changed. */
export type Permit = (tables: readonly TableName[]) => Failure | null;

interface Opened {
  workspace: Workspace;
  /** Null where no backups are kept. */
  backups: Backups | null;
  ground: GroundTiles;
  basemaps: Basemaps;
  past: PastReader;
  /** Null for a workspace that can only be read. */
  watch: OutsideWatch | null;
}

/** The system of record: one open workspace, one queue of writes, reads beside it that see only what is committed. */
export function createRecord({ intakeWorkerUrl, backupWorkerUrl, onEvent, driver }: RecordOptions): RecordHandle {
  let opened: Opened | null = null;
  /** Edits of other programs last found in it. */
  let knownOutside: OutsideEdits[] = [];
  const writes = createWorkQueue();
  const jobs = createJobs((progress) => onEvent({ event: 'progress', progress }));
  const readings = new Set<Promise<unknown>>();
  /** Of the last import that was run, until the next. */
  let review: Review | null = null;
  const keepReview = (next: Review | null): void => {
    review?.close();
    review = next;
  };
  const withReview = async <T>(reviewId: string, work: (found: Review) => T | Promise<T>): Promise<Result<Awaited<T>>> =>
    review?.id === reviewId ? done(await work(review)) : failed('reviewGone');

  const announce = ({ workspace, ground, backups }: Opened, summary: ChangeSummary): void => {
    backups?.committed(summary.rev);
    ground.invalidate(Object.keys(summary.tables) as TableName[]);
    onEvent({ event: 'changed', summary, info: readWorkspaceInfo(workspace) });
  };

  /** Queues a write. It answers when the disk has it and the news is out; storage errors become failures. */
  function write<T extends { ok: true } | { ok: false; failure: Failure }>(
    work: (current: Opened) => Promise<T>,
  ): Promise<T | { ok: false; failure: Failure }> {
    return writes.run(async () => {
      const current = opened;
      if (current === null) return failed('noWorkspace');
      return current.workspace.readOnly === null ? orFailure(() => work(current)) : failed('readOnly');
    });
  }

  const committed = (current: Opened, result: Result<ChangeSummary | null>, note: ChangeSummary['note']): Result<ChangeSummary> => {
    if (!result.ok) return result;
    if (result.value === null) return done({ rev: currentRev(current.workspace.reader), at: new Date().toISOString(), note, tables: {} });
    announce(current, result.value);
    return done(result.value);
  };

  /** Reverses the entry `choose` answers; `code` is the failure when it answers none. */
  const reverse = (
    choose: (current: Opened) => LogEntry | null,
    kind: 'undo' | 'redo',
    code: string,
    permit: Permit = () => null,
  ): Promise<Result<ChangeSummary>> =>
    write(async (current) => {
      const entry = choose(current);
      if (entry === null) return failed(code);
      const refusal = permit(Object.keys(entry.tables) as TableName[]);
      if (refusal !== null) return { ok: false, failure: refusal };
      return committed(current, await reverseEntry(current.workspace, entry, kind, breathe), shownNote({ kind, note: entry.note }));
    });

  /** A job that can be cancelled by its id while `work` goes on; storage errors become failures. */
  const watched = <T>(jobId: string, work: (job: JobControl) => Promise<Result<T>>): Promise<Result<T>> =>
    jobs.run(jobId, (job) => orFailure(() => work(job)));
  /** A job among the writes. */
  const runJob = <T>(jobId: string, work: (current: Opened, job: JobControl) => Promise<Result<T>>): Promise<Result<T>> =>
    watched(jobId, (job) => write((current) => work(current, job)));
  /** A job that only reads, beside the writes. */
  const readingJob = <T>(jobId: string, work: (job: JobControl, connection: Connection) => Promise<Result<T>>): Promise<Result<T>> =>
    watched(jobId, async (job) => (await readAtLength((_workspace, connection) => work(job, connection))) ?? failed('noWorkspace'));

  /** Runs a long reading beside the writes, on a snapshot of its own; closing waits for it to stop. */
  async function readAtLength<T>(work: (workspace: Workspace, connection: Connection) => Promise<T>): Promise<T | null> {
    if (opened === null) return null;
    const { workspace } = opened;
    const connection = openReader(workspace.address, workspace.driver);
    const reading = (async () => {
      try {
        connection.exec('BEGIN');
        return await work(workspace, connection);
      } finally {
        connection.close();
      }
    })();
    return untilClosed(reading);
  }

  /** Lets closing wait for work beside the writes. */
  async function untilClosed<T>(work: Promise<T>): Promise<T> {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    readings.add(settled);
    try {
      return await work;
    } finally {
      readings.delete(settled);
    }
  }

  /** Edits by other programs were settled: what was read of these tables is stale. */
  const announceSettled = ({ ground }: Opened, tables: readonly TableName[]): void => {
    ground.invalidate(tables);
    tellOutside([]);
  };

  async function close(): Promise<null> {
    jobs.cancelAll();
    await opened?.watch?.stop();
    await Promise.all(readings);
    await writes.run(async () => {
      const current = opened;
      opened = null;
      keepReview(null);
      await current?.basemaps.close();
      await current?.backups?.end();
      current?.past.close();
      if (current === null) return;
      const closed = current.workspace.close({ clean: current.watch?.isClean() === true });
      current.backups?.seal(closed);
    });
    return null;
  }

  /** Opens a workspace; one of an older schema only after it was backed up, where backups are kept. */
  async function openBackedUp(request: OpenRequest): Promise<Result<Workspace>> {
    const result = openWorkspace(request, driver, backupWorkerUrl === undefined);
    if (result.ok || result.failure.code !== 'migrationNeeded' || backupWorkerUrl === undefined) return result;
    const { path, replaces = path } = request;
    const run = backupTaskRunner(backupWorkerUrl);
    const backedUp = await jobs.run(migrationJob, (job) => backUpBeforeMigration({ path, workspacePath: replaces, driver, run, job }));
    return backedUp.ok ? openWorkspace(request, driver, true) : backedUp;
  }

  const keepBackups = (workspace: Workspace): Backups | null =>
    backupWorkerUrl === undefined || workspace.readOnly !== null || isDraft(workspace.path)
      ? null
      : createBackups(workspace, { workerUrl: backupWorkerUrl, driver, onState: (state) => onEvent({ event: 'backups', state }) });

  const basemapStore = (workspace: Workspace): BasemapStore => ({
    load: async () => (readSetting(workspace.reader, BASEMAPS_KEY) as { path: string }[] | null) ?? [],
    save: async (list) => {
      const result = await write(async (current) => {
        const change = settingChange(workspace.reader, BASEMAPS_KEY, list);
        return committed(current, await applyChange(current.workspace, change, breathe), change.note);
      });
      if (!result.ok) throw new SettingError(result.failure);
    },
  });

  async function withBasemaps<T>(work: (basemaps: Basemaps) => Promise<Result<T>>): Promise<Result<T>> {
    if (opened === null) return failed('noWorkspace');
    try {
      return await work(opened.basemaps);
    } catch (error) {
      if (error instanceof SettingError) return { ok: false, failure: error.failure };
      throw error;
    }
  }

  /** Notes an export in the change log. A workspace that can only be read has none to write; personal data does not leave it. */
  const noteExport = ({ path, ...request }: ExportJob, rows: number): Promise<Result<unknown>> =>
    write(async (current) => {
      const { table, format, scope, fields, crs, includePersonal } = request;
      const value = { at: new Date().toISOString(), table, format, scope, fields, crs, includePersonal, rows, file: basename(path) };
      const change = settingChange(current.workspace.reader, LAST_EXPORT_KEY, value);
      const note = { edit: includePersonal ? 'exportPersonal' : 'exportRows', subject: table, count: rows };
      return committed(current, await applyChange(current.workspace, { ...change, note }, breathe), note);
    }).then((noted) => (!noted.ok && noted.failure.code === 'readOnly' && !request.includePersonal ? done(null) : noted));

  const tellOutside = (edits: OutsideEdits[]): void => {
    knownOutside = edits;
    onEvent({ event: 'outsideEdits', edits });
  };
  const correct = async (work: () => void): Promise<void> => {
    await writes.run(async () => work());
  };

  const read = <T>(fallback: T, work: (workspace: Workspace) => T): Promise<T> =>
    Promise.resolve(opened === null ? fallback : work(opened.workspace));

  /** Reads a table as it stands, or as it stood after a revision. */
  const readAsOf = async <T>(fallback: T, rev: number | undefined, table: TableName, work: (connection: Connection) => T): Promise<T> => {
    if (opened === null) return fallback;
    return rev === undefined ? work(opened.workspace.reader) : ((await opened.past.read(rev, table, work)) ?? fallback);
  };

  return {
    open: async (request) => {
      await close();
      return writes.run(async () => {
        const result = await openBackedUp(request);
        if (!result.ok) return result;
        const workspace = result.value;
        knownOutside = [];
        opened = {
          workspace,
          backups: keepBackups(workspace),
          ground: createGroundTiles(workspace.reader.database),
          basemaps: createBasemaps(basemapStore(workspace)),
          past: createPastReader(workspace),
          watch: workspace.readOnly === null ? watchOutsideEdits({ workspace, breathe, write: correct, onFound: tellOutside }) : null,
        };
        return done(readWorkspaceInfo(workspace));
      });
    },
    close,
    setActor: (actor) =>
      writes.run(async () => {
        if (opened !== null) opened.workspace.actor = actor;
      }),
    info: () => read(null, readWorkspaceInfo),
    apply: ({ change }) => write(async (current) => committed(current, await applyChange(current.workspace, change, breathe), change.note)),
    undo: (_request, permit) => reverse(({ workspace }) => undoTop(workspace.reader), 'undo', 'nothingToUndo', permit),
    redo: (_request, permit) => reverse(({ workspace }) => redoTop(workspace.reader), 'redo', 'nothingToRedo', permit),
    undoBatch: ({ importBatchId }, permit) =>
      reverse(({ workspace }) => standingImport(workspace.reader, importBatchId), 'undo', 'importBatchUnknown', permit),
    undoTo: ({ jobId, rev }, permit = () => null) =>
      runJob(jobId, async (current, job) => {
        const total = countStandingFrom(current.workspace.reader, rev);
        let steps = 0;
        for (;;) {
          const entry = undoTop(current.workspace.reader);
          if (entry === null || entry.rev < rev) return steps === 0 ? failed('nothingToUndo') : done({ steps });
          if (job.cancelled) return failed('cancelled');
          const refusal = permit(Object.keys(entry.tables) as TableName[]);
          if (refusal !== null) return { ok: false, failure: refusal };
          const note = shownNote({ kind: 'undo', note: entry.note });
          const undone = committed(current, await reverseEntry(current.workspace, entry, 'undo', breathe), note);
          if (!undone.ok) return undone;
          job.report({ stage: 'writing', done: ++steps, total });
        }
      }),
    get: ({ table, id, rev }) => readAsOf(null, rev, table, (connection) => rowById(connection, table, id)),
    byFid: ({ table, fid, rev }) => readAsOf(null, rev, table, (connection) => rowByFid(connection, table, fid)),
    ofPremises: async ({ table, fids }) =>
      (await readAtLength(async (_workspace, connection) => fidsOfPremises(connection, table, fids))) ?? [],
    related: ({ table, field, value, limit, rev }) =>
      readAsOf([], rev, table, (connection) => relatedRows(connection, table, field, value, limit)),
    search: async ({ text, limit, rev }) => {
      if (opened === null) return [];
      return rev === undefined ? searchRecord(opened.workspace.reader, text, limit) : opened.past.search(rev, text, limit);
    },
    premisesNames: ({ fids, rev }) =>
      readAsOf(
        fids.map(() => null),
        rev,
        'premises',
        (connection) => premisesNames(connection, fids),
      ),
    tracks: ({ limit, rev }) => readAsOf([], rev, 'patrol_track', (connection) => trackRows(connection, limit)),
    unplaced: ({ text, offset, limit, rev }) =>
      readAsOf({ total: 0, rows: [] }, rev, 'premises', (connection) =>
        (rev === undefined ? unplacedPremises : unplacedThen)(connection, text, offset, limit),
      ),
    all: ({ table, rev }) => readAsOf([], rev, table, (connection) => allRows(connection, table)),
    page: ({ table, afterFid, limit }) => read([], ({ reader }) => pageOfRows(reader, table, afterFid, limit)),
    history: (request) => read([], ({ reader }) => readLog(reader, request)),
    historyExtent: ({ filter }) =>
      read({ total: 0, actors: [], firstAt: null, lastAt: null }, ({ reader }) => readLogExtent(reader, filter)),
    changeAt: (request) => read<Result<ChangeDetail>>(failed('noWorkspace'), ({ reader }) => readChange(reader, request)),
    previewUndo: ({ jobId, rev }) =>
      readingJob(jobId, (job, connection) =>
        readEntry(connection, rev) === null
          ? Promise.resolve(failed('revUnknown', { rev }))
          : unlessCancelled(job, async (step) => done(await previewUndo(connection, rev, step))),
      ),
    historyOf: async (request) => (await readAtLength((_workspace, connection) => readRecordHistory(connection, request, breathe))) ?? [],
    stateAt: async (request) => (opened === null ? failed('noWorkspace') : orFailure(() => (opened as Opened).past.page(request))),
    openPast: ({ jobId, when }) =>
      watched(jobId, (job) => (opened === null ? Promise.resolve(failed('noWorkspace')) : opened.past.open(when, job))),
    verifyLog: ({ jobId }) =>
      readingJob(jobId, async (job, connection) => {
        const verdict = await verifyLog(connection, {
          onEntry: (entries, total) => job.report({ stage: 'verifying', done: entries, total }),
          breathe,
          cancelled: () => job.cancelled,
        });
        return verdict === null ? failed('cancelled') : done(verdict);
      }),
    outsideEdits: async () => {
      const watch = opened?.watch;
      if (opened === null) return failed('noWorkspace');
      return watch === null || watch === undefined ? done([]) : orFailure(async () => done(await watch.check()));
    },
    knownOutsideEdits: async () => knownOutside,
    adoptOutsideEdits: ({ jobId }) =>
      runJob(jobId, async (current, job) => {
        const result = await unlessCancelled(job, (step) => adoptOutsideEdits(current.workspace, step));
        if (result.ok) announceSettled(current, tableNames);
        return committed(current, result, { edit: 'adoptOutsideEdits', subject: null, count: 0 });
      }),
    rejectOutsideEdits: ({ jobId }) =>
      runJob(jobId, async (current, job) => {
        const result = await unlessCancelled(job, async (step) => done(await rejectOutsideEdits(current.workspace, step)));
        if (result.ok) announceSettled(current, Object.keys(result.value) as TableName[]);
        return result;
      }),
    previewImport: async (request) => {
      const preview = await jobs.run(undefined, (job) => {
        const running = runPreview(intakeWorkerUrl, request);
        job.stopWorker = running.cancel;
        return untilClosed(running.finished);
      });
      return preview.ok ? done(await read(preview.value, ({ reader }) => withSavedMappings(reader, preview.value))) : preview;
    },
    savedMappings: () => read([], ({ reader }) => listSavedMappings(reader)),
    saveMapping: (request) =>
      write(async (current) => {
        const change = savedMappingChange(current.workspace.reader, request, current.workspace.actor);
        return committed(current, await applyChange(current.workspace, change, breathe), change.note);
      }),
    diagnoseCrs: ({ jobId, ...request }) =>
      watched(jobId, async (job) => {
        const workspace = opened === null ? null : { path: opened.workspace.address, driver: opened.workspace.driver };
        const running = runCrsDoctor(intakeWorkerUrl, { ...request, workspace });
        job.stopWorker = running.cancel;
        return untilClosed(running.finished);
      }),
    runImport: ({ jobId, request, commit }) =>
      runJob(jobId, async (current, job) => {
        const outcome = await runImportJob(current.workspace, intakeWorkerUrl, job, request, commit, keepReview);
        if (outcome.ok && outcome.value.summary !== null) announce(current, outcome.value.summary);
        return outcome;
      }),
    importRows: ({ reviewId, ...page }) => withReview(reviewId, (found) => found.rows(page)),
    importIssues: ({ reviewId, ...page }) => withReview(reviewId, (found) => ({ ...found.issues(page), table: found.table })),
    importDuplicates: ({ reviewId, ...page }) => withReview(reviewId, (found) => found.duplicates(page)),
    importSource: ({ reviewId }) => withReview(reviewId, (found) => ({ path: found.request.path })),
    writeIssueSheet: ({ jobId, reviewId, path, language }) =>
      watched(jobId, async (job) => {
        const written = await withReview(reviewId, (found) =>
          writeIssueSheet({ review: found, workerUrl: intakeWorkerUrl, path, language }, job),
        );
        return written.ok ? written.value : written;
      }),
    importHistory: (page) => read({ total: 0, imports: [] }, ({ reader }) => readImportHistory(reader, page)),
    proposePlacements: ({ jobId, offset, limit }) =>
      readingJob(jobId, (job, connection) =>
        unlessCancelled(job, async (step) => {
          const { proposals, unmatched } = await proposePlacements(connection, step);
          return done({
            matched: proposals.length,
            unmatched: unmatched.length,
            proposals: proposals.slice(offset, offset + limit),
            unmatchedPremises: unmatched.slice(offset, offset + limit),
          });
        }),
      ),
    acceptPlacements: ({ jobId, premisesIds }) =>
      runJob(jobId, async (current, job) => {
        const chosen = premisesIds === null ? null : new Set(premisesIds);
        const found = await unlessCancelled(job, async (step) => done(await proposePlacements(current.workspace.reader, step)));
        if (!found.ok) return found;
        const proposals = found.value.proposals.filter(({ premisesId }) => chosen === null || chosen.has(premisesId));
        const note = { edit: 'placeByMatch', subject: null, count: proposals.length };
        return committed(current, done(commitPlacements(current.workspace, proposals)), note);
      }),
    stageExport: async ({ jobId, request }) => {
      const actor = opened?.workspace.actor ?? '';
      const staged = await readingJob(jobId, (job, connection) => runExport(connection, job, request, actor));
      if (!staged.ok) return staged;
      const noted = await noteExport(request, staged.value.rows);
      if (noted.ok) return staged;
      stagedAt(staged.value.draft, request.path).discard();
      return noted;
    },
    generateSample: ({ jobId }) =>
      runJob(jobId, async (current, job) => {
        const outcome = await runSampleJob(current.workspace, intakeWorkerUrl, job);
        if (outcome.ok && outcome.value.summary !== null) announce(current, outcome.value.summary);
        return outcome;
      }),
    cancelJob: async ({ jobId }) => {
      jobs.cancel(jobId);
      return null;
    },
    groundTile: async ({ z, x, y }) => opened?.ground.tile(z, x, y) ?? null,
    addBasemap: ({ path }) => withBasemaps((basemaps) => basemaps.add(path)),
    removeBasemap: ({ id }) => withBasemaps((basemaps) => basemaps.remove(id)),
    basemaps: async () => (await opened?.basemaps.list()) ?? [],
    basemapTile: async ({ id, z, x, y }) => (await opened?.basemaps.tile(id, z, x, y)) ?? null,
    ...backupCalls({
      workerUrl: backupWorkerUrl ?? null,
      driver,
      jobs,
      opened: () => opened,
      write: (work) =>
        write(async (current) => {
          const result = await work(current.workspace);
          if (result.ok && result.value !== null) announce(current, result.value);
          return result;
        }),
    }),
    ...fieldPackageCalls({
      workerUrl: backupWorkerUrl ?? null,
      driver,
      jobs,
      opened: () => opened,
      write: (work) => write((current) => work(current.workspace)),
      announce: (summary) => {
        if (opened !== null) announce(opened, summary);
      },
      readAtLength,
    }),
    pastColumns: (rev, set, chunkRows) => opened?.past.columns(rev, set, chunkRows) ?? null,
    columns: (set, chunkRows) => (opened === null ? null : streamColumns(opened.workspace, set, chunkRows)),
    roads: (chunkRows) => (opened === null ? null : streamRoads(opened.workspace, chunkRows)),
    version: () =>
      opened === null
        ? null
        : { workspaceId: opened.workspace.workspaceId, rev: currentRev(opened.workspace.reader), head: headHash(opened.workspace.reader) },
  };
}

/** A copy or a sample still being prepared; it is renamed once whole. */
const isDraft = (path: string): boolean => path.endsWith('.partial.gpkg');
