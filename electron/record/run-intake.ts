import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SourceRow } from '../../shared/formats/format.ts';
import type { ImportRequest, IntakeBatch, IntakeMessage, IntakeReply } from '../../shared/formats/intake.ts';
import type { Issue } from '../../shared/formats/issue.ts';
import type { OfficeRules } from '../../shared/formats/office-rules.ts';
import type { CrsReport } from '../../shared/geo/crs-doctor/crs-report.ts';
import type { ImportPreview } from '../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import type { CrsRequest, WorkspaceFile } from '../intake/diagnose-file.ts';
import { endWorker } from './end-worker.ts';

/** What the worker is started with. */
export type IntakeTask =
  | { kind: 'import'; request: ImportRequest; office?: OfficeRules }
  | { kind: 'sheet'; request: ImportRequest }
  | { kind: 'sample' }
  | ({ kind: 'preview' } & PreviewRequest)
  | ({ kind: 'crs'; workspace: WorkspaceFile | null } & CrsRequest);

/** A file to look at, and what is said about how it is written. */
export type PreviewRequest = Pick<ImportRequest, 'path' | 'encoding' | 'layout'>;

export type IntakeEnd = Extract<IntakeMessage, { kind: 'end' }>;

export type IntakeHead = Extract<IntakeMessage, { kind: 'head' }>;

export interface IntakeHandlers {
  onHead(head: IntakeHead): void;
  onIssues(issues: Issue[]): void;
  /** Writes one batch. The worker makes the next one while this runs and hands it over only when it is done. */
  onBatch(batch: IntakeBatch): void;
  onProgress(done: number, total: number): void;
}

export interface RunningIntake<T> {
  finished: Promise<Result<T>>;
  /** The run ends with failure `cancelled`, as soon as the worker has closed what it holds. */
  cancel(): void;
}

const MEMORY_LIMIT_MB = 1024;
/** Rows die young here: a small nursery keeps an import of a large extract 100 MB leaner, and no slower. */
const NURSERY_MB = 24;

/**
 * Runs a producer worker to its end. Failures: what the worker reports, `cancelled`, and `intakeFailed` when it throws, runs
 * out of memory or stops without an end. Errors thrown by `onBatch` end the worker and are thrown on.
 */
export function runIntake(
  workerUrl: URL,
  task: Extract<IntakeTask, { kind: 'import' | 'sample' }>,
  handlers: IntakeHandlers,
): RunningIntake<IntakeEnd> {
  return runWorker<IntakeEnd>(workerUrl, task, (message, reply) => {
    if (message.kind === 'batch') {
      handlers.onBatch(message.batch);
      reply({ kind: 'next' });
      return null;
    }
    if (message.kind === 'head') handlers.onHead(message);
    if (message.kind === 'issues') handlers.onIssues(message.issues);
    if (message.kind === 'progress') handlers.onProgress(message.done, message.total);
    return message.kind === 'end' ? done(message) : null;
  });
}

/** Asks a worker what a file looks like. */
export function runPreview(workerUrl: URL, request: PreviewRequest): RunningIntake<ImportPreview> {
  return runWorker<ImportPreview>(workerUrl, { kind: 'preview', ...request }, (message) =>
    message.kind === 'preview' ? done(message.preview) : null,
  );
}

/** The head of a sheet that is read for its rows. */
export type SheetHead = Omit<Extract<IntakeMessage, { kind: 'sheet' }>, 'kind'>;

/** A file being read as it stands, page by page; the worker waits while a page is used. */
export interface SheetReading extends RunningIntake<null> {
  head: Promise<Result<SheetHead>>;
  pages(): AsyncGenerator<SourceRow[], void, void>;
}

/** Reads a file's rows, with the corrections of the request in them, without interpreting anything. */
export function runSheet(workerUrl: URL, request: ImportRequest): SheetReading {
  const waiting: { rows: SourceRow[]; reply: (reply: IntakeReply) => void }[] = [];
  let wake: () => void = () => undefined;
  let hasEnded = false;
  let tellHead: (head: Result<SheetHead>) => void = () => undefined;
  const head = new Promise<Result<SheetHead>>((resolve) => {
    tellHead = resolve;
  });
  const { finished, cancel } = runWorker<null>(workerUrl, { kind: 'sheet', request }, (message, reply) => {
    if (message.kind === 'sheet') tellHead(done({ columns: message.columns, withPositions: message.withPositions }));
    if (message.kind === 'rows') {
      waiting.push({ rows: message.rows, reply });
      wake();
    }
    return message.kind === 'end' ? done(null) : null;
  });
  const tellEnd = (): void => {
    hasEnded = true;
    wake();
  };
  finished.then((result) => {
    if (!result.ok) tellHead(result);
    tellEnd();
  }, tellEnd);
  return {
    finished,
    cancel,
    head,
    async *pages() {
      for (;;) {
        const page = waiting.shift();
        if (page !== undefined) {
          yield page.rows;
          page.reply({ kind: 'next' });
        } else if (hasEnded) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    },
  };
}

/** Asks a worker which coordinate system a file is in. */
export function runCrsDoctor(workerUrl: URL, request: CrsRequest & { workspace: WorkspaceFile | null }): RunningIntake<CrsReport> {
  return runWorker<CrsReport>(workerUrl, { kind: 'crs', ...request }, (message) => (message.kind === 'crs' ? done(message.report) : null));
}

function runWorker<T>(
  workerUrl: URL,
  task: IntakeTask,
  take: (message: IntakeMessage, reply: (reply: IntakeReply) => void) => Result<T> | null,
): RunningIntake<T> {
  const worker = new Worker(workerUrl, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB, maxYoungGenerationSizeMb: NURSERY_MB },
  });
  const { promise: finished, resolve, reject } = Promise.withResolvers<Result<T>>();
  let settled = false;
  /** Says how it came out only after the thread has ended. */
  const settle = (outcome: { result: Result<T> } | { error: unknown }): void => {
    if (settled) return;
    settled = true;
    void endWorker(worker).then(() => ('result' in outcome ? resolve(outcome.result) : reject(outcome.error)));
  };
  const fail = (reason: string) => settle({ result: failed('intakeFailed', { name: fileNameOf(task), reason }) });
  worker.on('message', (message: IntakeMessage) => {
    if (settled) return;
    if (message.kind === 'failed') return settle({ result: { ok: false, failure: message.failure } });
    try {
      const result = take(message, (reply) => worker.postMessage(reply));
      if (result !== null) settle({ result });
    } catch (error) {
      settle({ error });
    }
  });
  worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => fail(`exit ${code}`));
  return { finished, cancel: () => settle({ result: failed('cancelled') }) };
}

function fileNameOf(task: IntakeTask): string {
  if (task.kind === 'import' || task.kind === 'sheet') return basename(task.request.path);
  return task.kind === 'preview' || task.kind === 'crs' ? basename(task.path) : '';
}
