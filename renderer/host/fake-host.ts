import type { Point } from 'geojson';
import type {
  AppInfo,
  ChangedRow,
  DataRequest,
  Host,
  HostEventName,
  HostEvents,
  LogLine,
  SearchHit,
  StoredRow,
  WorkspaceInfo,
} from '../../shared/ipc/index.ts';
import {
  type Change,
  type ChangeSummary,
  done,
  failed,
  type HazardState,
  type Result,
  settledHazardStates,
  type TableName,
  tableNames,
} from '../../shared/model/index.ts';
import { answerFromRows } from './fake-columns.ts';

type Rows = { [T in TableName]?: Record<string, unknown>[] };
export interface FakeHost extends Host {
  /** Every call that reached the host: `topic.name`. */
  calls: string[];
  /** Tells the window something, as the real host would. */
  emit<E extends HostEventName>(event: E, payload: HostEvents[E]): void;
  /** The rows as they now stand. */
  rows(table: TableName): StoredRow[];
}
export interface FakeHostOptions {
  /** Null stands at the welcome screen. Rows need `id`; `fid` and `rev` are given in order. */
  rows: Rows | null;
  name?: string;
  app?: Partial<AppInfo>;
}

/**
 * A host in memory for tests of the renderer: real rows, real changes with undo and redo, columns over a real MessagePort. It knows
 * no files: whatever needs a dialog answers as if the user had cancelled.
 */
export function fakeHost({ rows, name = '测试工作区', app = {} }: FakeHostOptions): FakeHost {
  const tables = new Map<TableName, StoredRow[]>(tableNames.map((table) => [table, stored(rows?.[table] ?? [])]));
  const listeners = new Map<HostEventName, Set<(payload: never) => void>>();
  const undo: { change: Change; reverse: Change }[] = [];
  const redo: { change: Change; reverse: Change }[] = [];
  const calls: string[] = [];
  let rev = 1;

  const emit = <E extends HostEventName>(event: E, payload: HostEvents[E]): void => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  };
  const info = (): WorkspaceInfo | null => (rows === null ? null : describeWorkspace(tables, name, rev, undo, redo));
  const commit = (change: Change): Result<ChangeSummary> => {
    rev += 1;
    for (const table of tableNames) {
      const gone = new Set([...(change.deletes[table] ?? []), ...(change.puts[table] ?? []).map((row) => row.id)]);
      if (gone.size === 0) continue;
      const before = tables.get(table)!;
      const next = before.filter((row) => !gone.has(row.id));
      let lastFid = Math.max(0, ...before.map((row) => row.fid));
      for (const row of change.puts[table] ?? []) {
        const fid = before.find((one) => one.id === row.id)?.fid ?? ++lastFid;
        next.push({ ...row, fid, rev } as unknown as StoredRow);
      }
      tables.set(
        table,
        next.sort((a, b) => a.fid - b.fid),
      );
    }
    const summary: ChangeSummary = { rev, at: new Date().toISOString(), note: change.note, tables: touched(change) };
    emit('recordChanged', { summary, info: info()! });
    return done(summary);
  };
  const step = (from: typeof undo, to: typeof undo, way: 'change' | 'reverse'): Result<ChangeSummary> => {
    const entry = from.pop();
    if (entry === undefined) return failed('nothingToUndo');
    to.push(entry);
    return commit(entry[way]);
  };
  /** The changes that stand, newest first. */
  const lines = (): LogLine[] =>
    undo
      .map(({ change }, index) => ({
        rev: index + 2,
        at: '2026-11-01T00:00:00Z',
        actor: '测试员',
        kind: 'edit' as const,
        note: change.note,
        tables: touched(change),
        importBatchId: null,
        standing: true,
        undoneBy: null,
      }))
      .toReversed();
  const topic = <T extends object>(topicName: string, functions: T): T =>
    new Proxy(functions, {
      get(target, key) {
        calls.push(`${topicName}.${String(key)}`);
        return target[key as keyof T];
      },
    });

  return {
    calls,
    emit,
    rows: (table) => tables.get(table)!,
    records: topic('records', {
      info: async () => info(),
      async apply({ change }) {
        const reverse = reverseOf(change, tables);
        undo.push({ change, reverse });
        redo.length = 0;
        return commit(change);
      },
      undo: async () => step(undo, redo, 'reverse'),
      redo: async () => step(redo, undo, 'change'),
      undoBatch: async () => failed('nothingToUndo'),
      get: async ({ table, id }) => tables.get(table)!.find((row) => row.id === id) ?? null,
      byFid: async ({ table, fid }) => tables.get(table)!.find((row) => row.fid === fid) ?? null,
      related: async ({ table, field, value, limit }) =>
        tables
          .get(table)!
          .filter((row) => row[field] === value)
          .toReversed()
          .slice(0, limit),
      search: async ({ text, limit }) => search(tables, text).slice(0, limit),
      premisesNames: async ({ fids }) =>
        fids.map((fid) => (tables.get('premises')!.find((row) => row.fid === fid)?.name as string | undefined) ?? null),
      tracks: async ({ limit }) => tables.get('patrol_track')!.toReversed().slice(0, limit),
      async unplaced({ text, offset, limit }) {
        const found = tables.get('premises')!.filter((row) => row.geom === null && String(row.name).includes(text));
        return { total: found.length, rows: found.slice(offset, offset + limit) };
      },
      all: async ({ table }) => tables.get(table)!,
      history: async ({ limit, offset = 0 }) => lines().slice(offset, offset + limit),
      historyExtent: async () => {
        const all = lines();
        return { total: all.length, actors: ['测试员'], firstAt: all.at(-1)?.at ?? null, lastAt: all[0]?.at ?? null };
      },
      changeAt: async ({ rev: wanted, offset, limit }) => {
        const line = lines().find((one) => one.rev === wanted);
        const made = undo[wanted - 2];
        if (line === undefined || made === undefined) return failed('revUnknown', { rev: wanted });
        const rows = changedRows(made);
        return done({
          line,
          undoSteps: lines().filter((one) => one.rev >= wanted).length,
          total: rows.length,
          rows: rows.slice(offset, offset + limit),
        });
      },
      previewUndo: async () => done({ tables: [], editedSince: 0 }),
      undoTo: async ({ rev: wanted }) => {
        const steps = lines().filter((one) => one.rev >= wanted).length;
        for (let done = 0; done < steps; done++) step(undo, redo, 'reverse');
        return steps === 0 ? failed('nothingToUndo') : done({ steps });
      },
      openPast: async () => done(info()!),
      historyOf: async () => [],
      stateAt: async ({ table, afterFid, limit }) => {
        const all = tables.get(table)!;
        return done({ rev, at: null, total: all.length, rows: all.filter((row) => row.fid > afterFid).slice(0, limit) });
      },
      verifyLog: async () => done({ rev, entries: rev, chunks: rev, bytes: 0, faults: [], faultsTotal: 0, elapsedMs: 0 }),
      outsideEdits: async () => done([]),
      knownOutsideEdits: async () => [],
      adoptOutsideEdits: async () => failed('noOutsideEdits'),
      rejectOutsideEdits: async () => done({}),
    }),
    backups: topic('backups', {
      state: async () => null,
      list: async () => done({ folder: '/test.backups', backups: [], secondReachable: null, keptAside: [] }),
      create: async () => failed('backupsOff'),
      previewRestore: async () => failed('backupUnknown'),
      restore: async () => failed('backupUnknown'),
      recover: async () => failed('backupUnknown'),
      acceptAsIs: async () => failed('backupsOff'),
      copyToUsb: async () => done(null),
      choosePackage: async () => null,
      openPackage: async () => done(null),
      settings: async () => null,
      setKeep: async () => failed('backupsOff'),
      chooseSecondFolder: async () => done(null),
    }),
    files: topic('files', {
      recent: async () => [],
      find: async () => [],
      attempt: async () => null,
      open: async () => done(null),
      create: async () => done(null),
      openSample: async () => done(info()),
      chooseImport: async () => [],
      addBasemap: async () => done(null),
      removeBasemap: async () => done(null),
      basemaps: async () => [],
      saveSnapshot: async () => done(null),
      openLogFolder: async () => null,
    }),
    exports: topic('exports', {
      folder: async () => null,
      ofPremises: async () => [],
      run: async () => done(null),
      showLast: async () => null,
    }),
    response: topic('response', {
      beginText: async () => done(null),
      appendText: async () => done(null),
      endText: async () => done(null),
      copyText: async () => null,
      saveSheet: async () => done(null),
      cancelSheet: async () => null,
    }),
    crs: topic('crs', { diagnose: async ({ request }) => failed('fileUnreadable', { path: request.path }) }),
    jobs: topic('jobs', {
      previewImport: async ({ path }) => failed('fileUnreadable', { path }),
      savedMappings: async () => [],
      saveMapping: async () => failed('readOnly'),
      dryRunImport: async ({ request }) => failed('fileUnreadable', { path: request.path }),
      commitImport: async ({ request }) => failed('fileUnreadable', { path: request.path }),
      importRows: async () => failed('reviewGone'),
      importIssues: async () => failed('reviewGone'),
      importDuplicates: async () => failed('reviewGone'),
      saveIssueSheet: async () => failed('reviewGone'),
      importHistory: async () => ({ total: 0, imports: [] }),
      proposePlacements: async () => done({ matched: 0, unmatched: 0, proposals: [], unmatchedPremises: [] }),
      acceptPlacements: async () => failed('nothingToChange'),
      cancel: async () => null,
    }),
    fieldPackages: topic('fieldPackages', {
      list: async () => [],
      measure: async () => failed('zoneUnknown'),
      make: async () => done(null),
      open: async () => done(null),
      giveBack: async () => done(null),
      choose: async () => null,
      preview: async ({ path }) => failed('packageUnknown', { path }),
      merge: async ({ path }) => failed('packageUnknown', { path }),
      conflicts: async () => ({ total: 0, rows: [] }),
      decide: async () => failed('conflictDecided'),
    }),
    windows: topic('windows', {
      info: async () => ({ ...defaultApp, ...app }),
      async setLanguage({ language }) {
        emit('preferencesChanged', { language, theme: app.theme ?? 'light' });
        return null;
      },
      async setTheme({ theme }) {
        emit('preferencesChanged', { language: app.language ?? 'zh-CN', theme });
        return null;
      },
      async setOperator({ operator }) {
        app = { ...app, operator, operatorAsked: true };
        emit('operatorChanged', operator);
        return null;
      },
      ready: async () => null,
      reportError: async () => null,
    }),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener as (payload: never) => void));
      return () => void set.delete(listener as (payload: never) => void);
    },
    requestDataPort() {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<DataRequest>) => {
        for (const response of answerFromRows(FAKE_WORKSPACE_ID, data, tables, rev)) port1.postMessage(response);
      };
      window.dispatchEvent(new MessageEvent('message', { data: { dataPort: true }, ports: [port2], source: window }));
    },
    pathOfFile: (file) => `/${(file as { name: string }).name}`,
  };
}

/** Id of every fake workspace. */
export const FAKE_WORKSPACE_ID = '00000000-0000-4000-8000-000000000001';
const defaultApp: AppInfo = {
  version: '0.0.0',
  role: 'main',
  softwareRendering: false,
  gpuCrashed: false,
  platform: 'linux',
  language: 'zh-CN',
  theme: 'light',
  show: null,
  operator: { name: '测试员', unit: '', role: 'administrator' },
  operatorAsked: true,
  settings: 'kept',
};

const stored = (rows: Record<string, unknown>[]): StoredRow[] =>
  rows.map((row, index) => ({ geom: null, ...row, fid: index + 1, rev: 1 }) as unknown as StoredRow);

function describeWorkspace(
  tables: Map<TableName, StoredRow[]>,
  name: string,
  rev: number,
  undo: { change: Change }[],
  redo: { change: Change }[],
): WorkspaceInfo {
  const counts = Object.fromEntries(tableNames.map((table) => [table, tables.get(table)!.length])) as Record<TableName, number>;
  const points = tables.get('premises')!.flatMap((row) => (row.geom === null ? [] : [(row.geom as Point).coordinates as [number, number]]));
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return {
    workspaceId: FAKE_WORKSPACE_ID,
    path: '/test.gpkg',
    name,
    rev,
    sample: false,
    schemaVersion: 1,
    readOnly: null,
    changedAt: '2026-11-01T00:00:00Z',
    extent: points.length === 0 ? null : [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)],
    counts: { ...counts, placed: points.length, unplaced: counts.premises - points.length },
    openStreetMap: (tables.get('import_batch') ?? []).some((row) => row.importedAs === 'osm'),
    figures: keyFigures(tables),
    fieldPackage: null,
    openConflicts: 0,
    undo: undo.at(-1)?.change.note ?? null,
    redo: redo.at(-1)?.change.note ?? null,
  };
}

function keyFigures(tables: Map<TableName, StoredRow[]>): WorkspaceInfo['figures'] {
  const hazards = tables.get('hazard')!.filter((row) => row.state !== 'void');
  const open = hazards.filter((row) => !settledHazardStates.includes(row.state as HazardState));
  const premises = tables.get('premises')!.filter((row) => row.closedOn === null);
  return {
    premises: premises.length,
    gradeSecure: premises.filter((row) => row.supervisionGrade === 'gradeSecure').length,
    hazards: hazards.length,
    openHazards: open.length,
    openHighHazards: open.filter((row) => row.severity === 'severityHigh').length,
  };
}

function reverseOf(change: Change, tables: Map<TableName, StoredRow[]>): Change {
  const puts: Record<string, unknown[]> = {};
  const deletes: Record<string, string[]> = {};
  for (const table of tableNames) {
    const ids = [...(change.deletes[table] ?? []), ...(change.puts[table] ?? []).map((row) => row.id)];
    if (ids.length === 0) continue;
    const before = new Map(tables.get(table)!.map(({ fid: _fid, rev: _rev, ...row }) => [row.id as string, row]));
    puts[table] = ids.flatMap((id) => before.get(id) ?? []);
    deletes[table] = ids.filter((id) => !before.has(id));
  }
  return { note: change.note, puts, deletes } as Change;
}

/** What a change did, row by row. */
function changedRows({ change, reverse }: { change: Change; reverse: Change }): ChangedRow[] {
  return tableNames.flatMap((table) => {
    const before = new Map((reverse.puts[table] ?? []).map((row) => [row.id, row as unknown as Record<string, unknown>]));
    const after = new Map((change.puts[table] ?? []).map((row) => [row.id, row as unknown as Record<string, unknown>]));
    return [...new Set([...before.keys(), ...after.keys()])].map((id, index) => {
      const [was, is] = [before.get(id) ?? {}, after.get(id) ?? {}];
      const names = Object.keys({ ...was, ...is }).filter((field) => field !== 'id' && field !== 'fid' && field !== 'rev');
      return {
        table,
        what: !before.has(id) ? ('created' as const) : after.has(id) ? ('changed' as const) : ('removed' as const),
        row: { id, fid: index + 1, rev: 1, geom: null, ...(after.get(id) ?? was) } as StoredRow,
        fields: names
          .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
          .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after)),
      };
    });
  });
}

function touched(change: Change): ChangeSummary['tables'] {
  const tables: ChangeSummary['tables'] = {};
  for (const table of tableNames) {
    const count = (change.puts[table]?.length ?? 0) + (change.deletes[table]?.length ?? 0);
    if (count > 0) tables[table] = count;
  }
  return tables;
}

function search(tables: Map<TableName, StoredRow[]>, text: string): SearchHit[] {
  return (['premises', 'station', 'zone'] as const).flatMap((table) =>
    tables
      .get(table)!
      .filter((row) => `${row.name} ${row.address ?? ''}`.includes(text))
      .map((row): SearchHit => {
        const [lon, lat] = (row.geom as Point | null)?.type === 'Point' ? (row.geom as Point).coordinates : [];
        return {
          table,
          id: row.id,
          fid: row.fid,
          title: String(row.name),
          subtitle: (row.address as string) ?? null,
          lon: lon ?? null,
          lat: lat ?? null,
        };
      }),
  );
}
