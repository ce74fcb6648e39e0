import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { SourceRow } from '../../shared/formats/format.ts';
import type { ImportRequest, IntakeMessage, IntakeReply } from '../../shared/formats/intake.ts';
import type { Issue } from '../../shared/formats/issue.ts';
import { tallyIssues } from '../../shared/formats/tally-issues.ts';
import { type Failure, failed } from '../../shared/model/index.ts';
import type { IntakeTask } from '../record/run-intake.ts';
import type { OpenFile } from './byte-source.ts';
import { diagnoseFile } from './diagnose-file.ts';
import { previewImport } from './preview-import.ts';
import { readImport } from './read-import.ts';
import { readSheet, type SheetHead } from './read-sheet.ts';

/** The worker thread in which files are parsed and the sample is generated. It ends when its one task is done. */
const port = parentPort;
if (port === null) throw new Error('the intake worker runs as a worker thread');

const millisecondsBetweenProgress = 100;
/** Issues go to the record in lots, batch or no batch. */
const issuesAtOnce = 1000;
let found: Issue[] = [];
const tally = tallyIssues((issue) => {
  found.push(issue);
  if (found.length >= issuesAtOnce) tellIssues();
});
const cancelled: Failure = failed('cancelled').failure;
let isCancelled = false;
let resume: () => void = () => {};

function hear(reply: IntakeReply): void {
  if (reply.kind === 'cancel') isCancelled = true;
  resume();
}
port.on('message', hear);

const post = (message: IntakeMessage): void => port.postMessage(message);

function tellIssues(): void {
  if (found.length > 0) post({ kind: 'issues', issues: found });
  found = [];
}

/** Thrown at a checkpoint to leave whatever is being read; caught below. */
const cancellation = Symbol('cancelled');
const checkpoint = (): void => {
  // A long stretch without a wait hears nothing unless it listens.
  const waiting = receiveMessageOnPort(port) as { message: IntakeReply } | undefined;
  if (waiting !== undefined) hear(waiting.message);
  if (isCancelled) throw cancellation;
};

/** Hands a lot of rows over and waits until the record has taken it. */
async function handOver(message: IntakeMessage): Promise<void> {
  const taken = new Promise<void>((resolve) => {
    resume = resolve;
  });
  tellIssues();
  post(message);
  if (!isCancelled) await taken;
  checkpoint();
}

async function runImport(task: Extract<IntakeTask, { kind: 'import' }>): Promise<void> {
  let file: OpenFile | null = null;
  let total = 0;
  let lastProgress = 0;
  const progress = (): void => {
    checkpoint();
    const now = performance.now();
    if (file === null || now - lastProgress < millisecondsBetweenProgress) return;
    lastProgress = now;
    post({ kind: 'progress', done: Math.min(file.bytesRead(), total), total });
  };
  const batches = readImport({
    request: task.request,
    office: task.office,
    tally,
    checkpoint: progress,
    onHead: (head) => post({ kind: 'head', ...head }),
    onOpen: (opened, totalBytes) => {
      file = opened;
      total = totalBytes;
    },
  });
  try {
    for (let next = await batches.next(); ; next = await batches.next()) {
      if (next.done === true) {
        if (next.value !== null) post({ kind: 'failed', failure: next.value });
        else end((file as OpenFile | null)?.fileHash() ?? null);
        return;
      }
      await handOver({ kind: 'batch', batch: next.value });
    }
  } finally {
    await batches.return(null);
  }
}

async function runSheet(request: ImportRequest): Promise<void> {
  const sheet = readSheet(request, checkpoint);
  try {
    const head = await sheet.next();
    if (head.done === true) return post({ kind: 'failed', failure: head.value ?? cancelled });
    post({ kind: 'sheet', ...(head.value as SheetHead) });
    for (let next = await sheet.next(); ; next = await sheet.next()) {
      if (next.done === true) return next.value === null ? end(null) : post({ kind: 'failed', failure: next.value });
      await handOver({ kind: 'rows', rows: next.value as SourceRow[] });
    }
  } finally {
    await sheet.return(null);
  }
}

async function runDoctor({ workspace, ...request }: Extract<IntakeTask, { kind: 'crs' }>): Promise<void> {
  const report = await diagnoseFile(request, workspace, checkpoint);
  post(report.ok ? { kind: 'crs', report: report.value } : { kind: 'failed', failure: report.failure });
}

async function runSample(): Promise<void> {
  const { generateSample, sampleTotalRows } = await import('../../shared/sample/index.ts');
  for (const batch of generateSample()) {
    tally.read += batch.rows.length;
    await handOver({ kind: 'batch', batch });
    post({ kind: 'progress', done: tally.read, total: sampleTotalRows });
  }
  end(null);
}

function end(fileHash: string | null): void {
  tellIssues();
  const { read, rejected, issues, issuesTotal, byReason } = tally;
  post({ kind: 'end', read, rejected, issues, issuesTotal, byReason, fileHash });
}

async function run(task: IntakeTask): Promise<void> {
  if (task.kind === 'import') return runImport(task);
  if (task.kind === 'sample') return runSample();
  if (task.kind === 'crs') return runDoctor(task);
  if (task.kind === 'sheet') return runSheet(task.request);
  const preview = await previewImport(task, checkpoint);
  post(preview.ok ? { kind: 'preview', preview: preview.value } : { kind: 'failed', failure: preview.failure });
}

try {
  await run(workerData as IntakeTask);
} catch (error) {
  if (error !== cancellation) throw error;
  post({ kind: 'failed', failure: cancelled });
} finally {
  port.close();
}
