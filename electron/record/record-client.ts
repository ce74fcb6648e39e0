import { join } from 'node:path';
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { failed } from '../../shared/model/index.ts';
import type { Asker } from '../operator/guard-record.ts';
import type { RecordApi, RecordEvent } from './api.ts';
import type { FromRecord, RecordMethod, ToRecord } from './record-messages.ts';

/** The record as the main process sees it: its own calls are the app's, those for a window are made `as` that window. */
export interface RecordClient extends RecordApi {
  as(asker: Asker): RecordApi;
  /** Hands a data port over; its other end belongs to a window's worker. */
  connectDataPort(port: MessagePortMain): void;
  onEvent(listener: (event: RecordEvent) => void): () => void;
  /** The process ended unexpectedly and a new one, with no workspace open, has taken its place. */
  onRestart(listener: (reason: string) => void): () => void;
  /** Closes the workspace and ends the process. */
  stop(): Promise<void>;
}

type Answers = { [M in RecordMethod]: Awaited<ReturnType<RecordApi[M]>> };

/** What a call gets when the process ended before it could answer: a failure, or what a record with nothing open says. */
const ended = failed('recordEnded');
const answersWhenEnded: Answers = {
  open: ended,
  close: null,
  setOperator: null,
  info: null,
  apply: ended,
  undo: ended,
  redo: ended,
  undoBatch: ended,
  get: null,
  byFid: null,
  ofPremises: [],
  related: [],
  premisesNames: [],
  tracks: [],
  search: [],
  unplaced: { total: 0, rows: [] },
  all: [],
  page: [],
  history: [],
  historyExtent: { total: 0, actors: [], firstAt: null, lastAt: null },
  changeAt: ended,
  previewUndo: ended,
  undoTo: ended,
  historyOf: [],
  stateAt: ended,
  openPast: ended,
  verifyLog: ended,
  outsideEdits: ended,
  knownOutsideEdits: [],
  adoptOutsideEdits: ended,
  rejectOutsideEdits: ended,
  backupState: null,
  backups: ended,
  createBackup: ended,
  previewRestore: ended,
  restoreBackup: ended,
  recoverWorkspace: ended,
  acceptAsIs: ended,
  copyOut: ended,
  openPackage: ended,
  backupSettings: null,
  setBackupSettings: ended,
  fieldPackages: [],
  measureFieldPackage: ended,
  makeFieldPackage: ended,
  openFieldPackage: ended,
  giveBackFieldPackage: ended,
  mergeFieldPackage: ended,
  mergeConflicts: { total: 0, rows: [] },
  decideConflicts: ended,
  previewImport: ended,
  savedMappings: [],
  saveMapping: ended,
  diagnoseCrs: ended,
  runImport: ended,
  importRows: ended,
  importIssues: ended,
  importDuplicates: ended,
  importSource: ended,
  writeIssueSheet: ended,
  importHistory: { total: 0, imports: [] },
  proposePlacements: ended,
  acceptPlacements: ended,
  stageExport: ended,
  generateSample: ended,
  cancelJob: null,
  groundTile: null,
  addBasemap: ended,
  removeBasemap: ended,
  basemaps: [],
  basemapTile: null,
};

interface Waiting {
  method: RecordMethod;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** A process that ends this often within this time is not started again. */
const RESTARTS_AT_MOST = 3;
const RESTART_WINDOW_MS = 60_000;

/** Starts the record's process beside the bundle's main file. */
export function startRecordProcess({ modulePath = join(import.meta.dirname, 'record-process.js') } = {}): RecordClient {
  const eventListeners = new Set<(event: RecordEvent) => void>();
  const restartListeners = new Set<(reason: string) => void>();
  const waiting = new Map<number, Waiting>();
  let restartsAt: number[] = [];
  let stopping = false;
  let nextId = 1;
  let child: UtilityProcess | null = start();

  function start(): UtilityProcess {
    const started = utilityProcess.fork(modulePath, [], { serviceName: 'record', stdio: 'inherit' });
    started.on('message', receive);
    started.on('exit', (code) => {
      child = null;
      for (const { method, resolve } of waiting.values()) resolve(answersWhenEnded[method]);
      waiting.clear();
      if (!stopping) restart(`exit ${code}`);
    });
    return started;
  }

  function restart(reason: string): void {
    const now = Date.now();
    restartsAt = [...restartsAt.filter((at) => now - at < RESTART_WINDOW_MS), now];
    if (restartsAt.length > RESTARTS_AT_MOST) return;
    child = start();
    child.once('spawn', () => {
      for (const listener of restartListeners) listener(reason);
    });
  }

  function receive(message: FromRecord): void {
    if (message.kind === 'event') {
      for (const listener of eventListeners) listener(message.event);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') call?.resolve(message.answer);
    else call?.reject(new Error(`record ${call.method}: ${message.message}`));
  }

  const call =
    <M extends RecordMethod>(method: M, asker: Asker) =>
    (request: Parameters<RecordApi[M]>[0]): Promise<Answers[M]> => {
      if (child === null) return Promise.resolve(answersWhenEnded[method]);
      const id = nextId++;
      const answer = new Promise<Answers[M]>((resolve, reject) => {
        waiting.set(id, { method, resolve: resolve as Waiting['resolve'], reject });
      });
      child.postMessage({ kind: 'call', id, method, request, asker } satisfies ToRecord);
      return answer;
    };
  const callsAs = (asker: Asker): RecordApi =>
    Object.fromEntries(
      Object.keys(answersWhenEnded).map((method) => [method, call(method as RecordMethod, asker)]),
    ) as unknown as RecordApi;
  const listenIn = <L>(listeners: Set<L>, listener: L): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };

  return {
    ...callsAs('host'),
    as: callsAs,
    connectDataPort: (port) => child?.postMessage({ kind: 'dataPort' } satisfies ToRecord, [port]),
    onEvent: (listener) => listenIn(eventListeners, listener),
    onRestart: (listener) => listenIn(restartListeners, listener),
    stop: async () => {
      stopping = true;
      await call('close', 'host')(null);
      const ending = child;
      if (ending === null) return;
      const exited = new Promise<void>((resolve) => ending.once('exit', () => resolve()));
      ending.kill();
      await exited;
    },
  };
}
