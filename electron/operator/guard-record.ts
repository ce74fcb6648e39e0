import type { StoredRow, WindowRole } from '../../shared/ipc/index.ts';
import { actorOf, type Failure, failed, type Operator, type OperatorRole, type TableName } from '../../shared/model/index.ts';
import {
  type AccessRole,
  accessOf,
  allows,
  backupNeeds,
  fieldPackageNeeds,
  importNeeds,
  needOfChange,
  needOfTables,
  personalNeed,
  seesPersonal,
} from '../../shared/rules/permissions.ts';
import type { RecordApi } from '../record/api.ts';
import type { RecordHandle } from '../record/record.ts';
import type { RecordMethod } from '../record/record-messages.ts';
import { isPersonal, maskChangedRow, maskFields, maskIssue, maskRow } from './mask-personal.ts';

/** Through what the record is asked: a window of this role, or `host`, the main process on its own behalf. */
export type Asker = WindowRole | 'host';

/** The record behind its guard: the only way in from outside its process. */
export interface GuardedRecord {
  ask<M extends RecordMethod>(method: M, request: RequestTo<M>, asker: Asker): ReturnType<RecordApi[M]>;
}

type RequestTo<M extends RecordMethod> = Parameters<RecordApi[M]>[0];
type AnswerOf<M extends RecordMethod> = ReturnType<RecordApi[M]>;
/** One method as a role calls it. A null role is the host itself, which may do and see everything. */
type Guarded = { [M in RecordMethod]: (request: RequestTo<M>, role: AccessRole | null) => AnswerOf<M> };

/**
 * Puts roles around the record, in the record's own process: every method states here who may call it and whose personal fields
 * are masked in its answer. A method without an entry does not compile. Refusals are failures `roleForbids` with the role that asked and the
 * least role needed. Before the first `open` or `setOperator` nobody is known, and nobody may write.
 */
export function guardRecord(record: RecordHandle): GuardedRecord {
  let operator: Operator | null = null;

  const write = <M extends RecordMethod>(method: M, needOf: (request: RequestTo<M>) => OperatorRole): Guarded[M] =>
    ((request: RequestTo<M>, role: AccessRole | null) => {
      const refusal = refusalOf(role, needOf(request));
      if (refusal !== null) return Promise.resolve({ ok: false, failure: refusal });
      return (record as unknown as Pick<RecordApi, M>)[method](request as never) as AnswerOf<M>;
    }) as Guarded[M];
  const hostOnly = <M extends RecordMethod>(method: M, work: (request: RequestTo<M>) => AnswerOf<M>): Guarded[M] =>
    ((request: RequestTo<M>, role: AccessRole | null) => {
      if (role !== null) throw new Error(`${method} is the main process's own`);
      return work(request);
    }) as Guarded[M];
  const permitFor = (role: AccessRole | null) => (tables: readonly TableName[]) => refusalOf(role, needOfTables(tables));
  const row = async (table: TableName, reading: Promise<StoredRow | null>, role: AccessRole | null): Promise<StoredRow | null> => {
    const found = await reading;
    return found !== null && isMasked(role) ? maskRow(table, found) : found;
  };
  const rows = async (table: TableName, reading: Promise<StoredRow[]>, role: AccessRole | null): Promise<StoredRow[]> => {
    const found = await reading;
    return isMasked(role) ? found.map((one) => maskRow(table, one)) : found;
  };

  const guarded: Guarded = {
    open: hostOnly('open', ({ operator: opening, ...request }) => {
      operator = opening;
      return record.open({ ...request, actor: actorOf(opening) });
    }),
    close: hostOnly('close', record.close),
    setOperator: hostOnly('setOperator', async (next) => {
      operator = next;
      await record.setActor(actorOf(next));
      return null;
    }),
    info: record.info,
    apply: write('apply', ({ change }) => needOfChange(change)),
    undo: (_request, role) => record.undo(null, permitFor(role)),
    redo: (_request, role) => record.redo(null, permitFor(role)),
    undoBatch: (request, role) => record.undoBatch(request, permitFor(role)),
    get: (request, role) => row(request.table, record.get(request), role),
    byFid: (request, role) => row(request.table, record.byFid(request), role),
    ofPremises: record.ofPremises,
    // Asking for the rows with a given telephone number tells whose it is.
    related: async (request, role) =>
      isMasked(role) && isPersonal(request.table, request.field) ? [] : rows(request.table, record.related(request), role),
    search: record.search,
    premisesNames: record.premisesNames,
    tracks: async (request, role) => rows('patrol_track', record.tracks(request), role),
    unplaced: async (request, role) => {
      const { total, rows: page } = await record.unplaced(request);
      return { total, rows: await rows('premises', Promise.resolve(page), role) };
    },
    all: (request, role) => rows(request.table, record.all(request), role),
    page: (request, role) => rows(request.table, record.page(request), role),
    history: record.history,
    historyExtent: record.historyExtent,
    changeAt: async (request, role) => {
      const detail = await record.changeAt(request);
      if (!detail.ok || !isMasked(role)) return detail;
      return { ok: true, value: { ...detail.value, rows: detail.value.rows.map(maskChangedRow) } };
    },
    previewUndo: record.previewUndo,
    undoTo: (request, role) => record.undoTo(request, permitFor(role)),
    openPast: record.openPast,
    historyOf: async (request, role) => {
      const revisions = await record.historyOf(request);
      if (!isMasked(role)) return revisions;
      return revisions.map((revision) => ({
        ...revision,
        fields: maskFields(request.table, revision.fields),
      }));
    },
    stateAt: async (request, role) => {
      const page = await record.stateAt(request);
      if (!page.ok || !isMasked(role)) return page;
      return { ok: true, value: { ...page.value, rows: page.value.rows.map((one) => maskRow(request.table, one)) } };
    },
    verifyLog: record.verifyLog,
    outsideEdits: async (_request, role) => {
      const edits = await record.outsideEdits(null);
      if (!edits.ok || !isMasked(role)) return edits;
      return { ok: true, value: edits.value.map((edit) => ({ ...edit, rows: edit.rows.map(maskChangedRow) })) };
    },
    knownOutsideEdits: record.knownOutsideEdits,
    adoptOutsideEdits: write('adoptOutsideEdits', () => 'administrator'),
    rejectOutsideEdits: write('rejectOutsideEdits', () => 'administrator'),
    previewImport: write('previewImport', () => 'recorder'),
    savedMappings: record.savedMappings,
    saveMapping: write('saveMapping', ({ as }) => importNeeds[as]),
    diagnoseCrs: write('diagnoseCrs', () => 'recorder'),
    runImport: write('runImport', ({ request }) => importNeeds[request.as]),
    importRows: async (request, role) => {
      const page = await record.importRows(request);
      if (!page.ok || !isMasked(role)) return page;
      const rows = page.value.rows.map((one) => ({ ...one, fields: maskFields(one.table, one.fields) }));
      return { ok: true, value: { ...page.value, rows } };
    },
    importIssues: async (request, role) => {
      const page = await record.importIssues(request);
      if (!page.ok || !isMasked(role)) return page;
      const { table } = page.value;
      return { ok: true, value: { ...page.value, issues: page.value.issues.map((issue) => maskIssue(table, issue)) } };
    },
    importDuplicates: record.importDuplicates,
    importSource: record.importSource,
    writeIssueSheet: write('writeIssueSheet', () => 'recorder'),
    importHistory: record.importHistory,
    proposePlacements: record.proposePlacements,
    acceptPlacements: write('acceptPlacements', () => needOfTables(['premises'])),
    stageExport: (request, role) => {
      const refusal = request.request.includePersonal ? refusalOf(role, personalNeed) : null;
      return refusal === null ? record.stageExport(request) : Promise.resolve({ ok: false, failure: refusal });
    },
    generateSample: write('generateSample', () => 'administrator'),
    cancelJob: (request, role) => (role === null || allows(role, 'viewer') ? record.cancelJob(request) : Promise.resolve(null)),
    backupState: record.backupState,
    backups: write('backups', () => backupNeeds.list),
    createBackup: write('createBackup', () => backupNeeds.create),
    previewRestore: write('previewRestore', () => backupNeeds.previewRestore),
    restoreBackup: write('restoreBackup', () => backupNeeds.restore),
    recoverWorkspace: write('recoverWorkspace', () => backupNeeds.recover),
    acceptAsIs: write('acceptAsIs', () => backupNeeds.acceptAsIs),
    copyOut: write('copyOut', () => backupNeeds.copyToUsb),
    openPackage: write('openPackage', () => backupNeeds.openPackage),
    backupSettings: record.backupSettings,
    setBackupSettings: write('setBackupSettings', () => backupNeeds.chooseSecondFolder),
    fieldPackages: record.fieldPackages,
    measureFieldPackage: write('measureFieldPackage', () => fieldPackageNeeds.make),
    makeFieldPackage: write('makeFieldPackage', () => fieldPackageNeeds.make),
    openFieldPackage: write('openFieldPackage', () => fieldPackageNeeds.open),
    giveBackFieldPackage: write('giveBackFieldPackage', () => fieldPackageNeeds.giveBack),
    mergeFieldPackage: write('mergeFieldPackage', () => fieldPackageNeeds.merge),
    // Both values of a field may be personal.
    mergeConflicts: (request, role) => (isMasked(role) ? Promise.resolve({ total: 0, rows: [] }) : record.mergeConflicts(request)),
    decideConflicts: write('decideConflicts', () => fieldPackageNeeds.decide),
    groundTile: record.groundTile,
    addBasemap: write('addBasemap', () => 'administrator'),
    removeBasemap: write('removeBasemap', () => 'administrator'),
    basemaps: record.basemaps,
    basemapTile: record.basemapTile,
  };

  return {
    ask: <M extends RecordMethod>(method: M, request: RequestTo<M>, asker: Asker) => {
      const role = asker === 'host' ? null : accessOf(operator?.role ?? 'viewer', asker);
      return (guarded[method] as (request: RequestTo<M>, role: AccessRole | null) => AnswerOf<M>)(request, role);
    },
  };
}

const isMasked = (role: AccessRole | null): boolean => role !== null && !seesPersonal(role);

function refusalOf(role: AccessRole | null, need: OperatorRole): Failure | null {
  return role === null || allows(role, need) ? null : failed('roleForbids', { role, need }).failure;
}
