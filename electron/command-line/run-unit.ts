import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { z } from 'zod';
import { resultFormatOf } from '../../shared/analyses/response/results/result-formats.ts';
import type { ImportOutcome, Language, MergeOutcome, WorkspaceInfo } from '../../shared/ipc/index.ts';
import { done, type Failure, failed, type Result } from '../../shared/model/index.ts';
import type { RecordApi } from '../record/api.ts';
import { takeWorkspaceLock } from '../record/workspace-lock.ts';
import { startTask } from '../response/start-task.ts';
import { type DrawnWaiters, drawSheet, takeSnapshot } from '../snapshot.ts';
import { type StagedFile, stagedAt, stageFile } from '../staged-file.ts';
import type { Translate } from '../translate.ts';
import type { Windows } from '../windows.ts';
import { fileExists } from '../workspace-files.ts';
import type { WorkspaceSession } from '../workspace-session.ts';
import { mergeReturned, stageFieldPackage } from './field-package-steps.ts';
import { importByDoctor, statedCrs } from './import-by-doctor.ts';
import type { CommandLine, ExportStep, ImportStep, RunStep, SheetStep, SnapshotStep, Step } from './parse-arguments.ts';
import { readMapping } from './read-mapping.ts';
import { checkSheet } from './sheet-parameters.ts';
import { type RunSummary, summarize, type UnitSummary } from './summarize.ts';
import { hasLeftovers, makeWorkingCopy } from './working-copy.ts';

export interface UnitTools {
  record: RecordApi;
  session: WorkspaceSession;
  windows: Windows;
  waiters: DrawnWaiters;
  translate: Translate;
  /** Of titles and codes in exported tables. */
  language: Language;
  /** The response worker's module. */
  responseWorkerUrl: URL;
  /** Folder relative paths are meant from. */
  folder: string;
  /** Calls the unit off: it fails with `cancelled`, as if nothing had been asked. */
  calledOff: AbortSignal;
}

/**
 * Does everything one command line asks for as one unit. The work happens on a copy beside the workspace; files come out
 * beside their places. Only when every step succeeded do they move there, the workspace last. A failure leaves the
 * workspace byte for byte as it was and nothing beside it.
 */
export async function runUnit(line: CommandLine & { workspace: string }, tools: UnitTools): Promise<Result<UnitSummary>> {
  const started = performance.now();
  const workspace = resolve(tools.folder, line.workspace);
  const ready = await checkPaths(workspace, line.steps, tools.folder);
  if (!ready.ok) return ready;

  // Held from the first read to the last rename, so that nobody's edits in between are lost.
  let lock = takeWorkspaceLock(workspace);
  if (!lock.ok) return lock;
  const made = await makeWorkingCopy(workspace);
  if (!made.ok) {
    lock.value.release();
    return made;
  }
  const copy = made.value;
  const staged: StagedFile[] = [];
  const timings: Record<string, number> = {};
  const outcomes: ImportOutcome[] = [];
  const runs: RunSummary[] = [];
  const merges: MergeOutcome[] = [];
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const result = await work();
    timings[name] = Math.round((timings[name] ?? 0) + performance.now() - from);
    return result;
  };

  const runStep = async (step: Step): Promise<Result<unknown>> => {
    switch (step.kind) {
      case 'sample':
        return keep(outcomes, await timed('sample', () => tools.record.generateSample({ jobId: 'sample' })));
      case 'import':
        return keep(outcomes, await timed(nameOf(step), () => importFile(step, tools)));
      case 'snapshot':
        return keep(staged, await timed(nameOf(step), () => stageSnapshot(step, tools)));
      case 'sheet':
        return keep(staged, await timed(nameOf(step), () => stageSheet(step, tools)));
      case 'export':
        return keep(staged, await timed(nameOf(step), () => stageTable(step, tools)));
      case 'fieldPackage':
        return keep(staged, await timed(nameOf(step), () => stageFieldPackage(step, tools.record, tools.folder)));
      case 'mergePackage': {
        const result = await timed(nameOf(step), () => mergeReturned(step, tools.record, tools.folder));
        if (result.ok) merges.push(result.value);
        return result;
      }
      case 'run': {
        const result = await timed(nameOf(step), () => stageResult(step, copy.path, tools));
        if (!result.ok) return result;
        staged.push(result.value.file);
        runs.push(result.value.summary);
        return result;
      }
    }
  };
  const runAll = async (): Promise<Result<WorkspaceInfo>> => {
    const opened = await timed('open', () =>
      tools.session.open(copy.path, copy.existing ? null : { name: nameFor(workspace, line, tools.translate) }, workspace),
    );
    if (!opened.ok) return opened;
    for (const step of line.steps) {
      if (tools.calledOff.aborted) return failed('cancelled');
      // Again and again: a step may be about to start its job.
      const cancelling = setInterval(() => {
        if (tools.calledOff.aborted) void tools.record.cancelJob({ jobId: jobOf(step) });
      }, 100);
      const result = await runStep(step).finally(() => clearInterval(cancelling));
      if (!result.ok) return result;
    }
    if (tools.calledOff.aborted) return failed('cancelled');
    return done((await tools.session.info()) ?? opened.value);
  };
  const dropAll = () => {
    for (const file of staged) file.discard();
    copy.discard();
  };
  /** Commits still waiting in the old write-ahead log must never meet the new file: the record folds them in first. */
  const foldLeftovers = async (): Promise<Result<unknown>> => {
    if (!hasLeftovers(workspace)) return done(null);
    if (lock.ok) lock.value.release();
    const folded = await tools.session.open(workspace, null);
    await tools.session.close();
    lock = takeWorkspaceLock(workspace);
    return folded.ok ? lock : folded;
  };
  const commitAll = async (): Promise<Result<unknown>> => {
    // What leaves the workspace or comes back to it is noted in the change log.
    const replaces = !copy.existing || changesWorkspace(line.steps) || line.steps.some((step) => notedSteps.has(step.kind));
    const folded = replaces ? await foldLeftovers() : done(null);
    if (!folded.ok) return folded;
    for (const file of staged) {
      const put = file.commit();
      if (!put.ok) return put;
    }
    if (replaces) return copy.commit();
    copy.discard();
    return done(null);
  };

  try {
    const outcome = await runAll();
    await tools.session.close();
    const saved = outcome.ok ? await timed('save', commitAll) : outcome;
    if (!saved.ok) dropAll();
    if (!saved.ok || !outcome.ok) return saved as { ok: false; failure: Failure };
    timings.total = Math.round(performance.now() - started);
    return done({
      ...summarize(workspace, outcome.value, { outcomes, runs, timings, language: tools.language }),
      ...(merges.length > 0 ? { merges } : {}),
    });
  } catch (error) {
    await tools.session.close();
    dropAll();
    throw error;
  } finally {
    if (lock.ok) lock.value.release();
  }
}

function keep<T>(list: T[], result: Result<T>): Result<T> {
  if (result.ok) list.push(result.value);
  return result;
}

const notedSteps: ReadonlySet<Step['kind']> = new Set(['export', 'fieldPackage', 'mergePackage']);

function changesWorkspace(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'sample' || step.kind === 'import');
}

/** The job of the record's that a step starts, to be cancelled by. */
function jobOf(step: Step): string {
  return step.kind === 'sample' || step.kind === 'fieldPackage' || step.kind === 'mergePackage' ? step.kind : nameOf(step);
}

function nameOf(step: { kind: string; path: string }): string {
  return `${step.kind}:${basename(step.path)}`;
}

function nameFor(workspace: string, line: CommandLine, translate: Translate): string {
  return line.steps.some((step) => step.kind === 'sample') ? translate('cli.sampleWorkspace') : basename(workspace, '.gpkg');
}

/** Everything that can be known to fail before minutes of work are spent. */
async function checkPaths(workspace: string, steps: readonly Step[], folder: string): Promise<Result<null>> {
  if (!fileExists(workspace) && !changesWorkspace(steps)) return failed('workspaceNotFound', { path: workspace });
  const outputs = steps.flatMap((step) =>
    step.kind === 'snapshot' || step.kind === 'sheet' || step.kind === 'export' || step.kind === 'run' || step.kind === 'fieldPackage'
      ? [resolve(folder, step.path)]
      : [],
  );
  for (const target of [workspace, ...outputs]) {
    const parent = dirname(target);
    try {
      await access(parent, constants.W_OK | constants.X_OK);
    } catch (error) {
      return failed('folderNotWritable', { path: parent, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
    }
  }
  for (const step of steps) {
    const inputs =
      step.kind === 'import'
        ? [step.path, step.mappingPath]
        : step.kind === 'run' || step.kind === 'sheet'
          ? [step.paramsPath]
          : step.kind === 'mergePackage'
            ? [step.path, step.passwordPath]
            : [];
    for (const path of inputs) {
      if (path !== null && !fileExists(resolve(folder, path))) return failed('fileNotFound', { path });
    }
  }
  return done(null);
}

async function importFile(step: ImportStep, tools: UnitTools): Promise<Result<ImportOutcome>> {
  const read = step.mappingPath === null ? done(null) : await readMapping(resolve(tools.folder, step.mappingPath));
  if (!read.ok) return read;
  const { mapping, cellRules } = read.value ?? { mapping: null, cellRules: undefined };
  const { as, encoding, clip } = step;
  const path = resolve(tools.folder, step.path);
  const layout = step.layer === null ? undefined : { sheet: step.layer };
  const dateOrder = step.dateOrder ?? undefined;
  const crs = step.crs === null && as !== 'osm' ? await statedCrs({ path, encoding, layout }, tools.record) : done(step.crs ?? 'wgs84');
  if (!crs.ok) return crs;
  const request = { path, as, crs: crs.value, encoding, clip, mapping, cellRules, layout, dateOrder };
  if (crs.value === 'auto') return importByDoctor(nameOf(step), request, tools.record);
  return tools.record.runImport({ jobId: nameOf(step), request, commit: true });
}

async function stageTable({ kind: _kind, ...step }: ExportStep, tools: UnitTools): Promise<Result<StagedFile>> {
  const path = resolve(tools.folder, step.path);
  const request = { ...step, path, fields: null, scope: 'all', fids: null, language: tools.language } as const;
  const staged = await tools.record.stageExport({ jobId: `export:${basename(path)}`, request });
  return staged.ok ? done(stagedAt(staged.value.draft, path)) : staged;
}

async function stageSnapshot(step: SnapshotStep, tools: UnitTools): Promise<Result<StagedFile>> {
  const path = resolve(tools.folder, step.path);
  const show = { layers: step.layers, language: step.language, theme: step.theme };
  const { width, height } = step;
  const request = { path, width, height, show, title: tools.translate('app.name') };
  const picture = await takeSnapshot(request, tools.windows, tools.waiters, tools.calledOff);
  return picture.ok ? stageFile(path, [picture.value]) : picture;
}

async function stageSheet(step: SheetStep, tools: UnitTools): Promise<Result<StagedFile>> {
  const path = resolve(tools.folder, step.path);
  const parameters = await readParameters(step.paramsPath, tools.folder);
  const sheet = parameters.ok ? checkSheet(parameters.value) : parameters;
  if (!sheet.ok) return sheet;
  const request = { path, language: tools.language, sheet: sheet.value, title: tools.translate('app.name') };
  const page = await drawSheet(request, tools.windows, tools.waiters, tools.calledOff);
  return page.ok ? stageFile(path, [page.value]) : page;
}

/** Runs an analysis on the working copy and stages its result. */
async function stageResult(
  { task, paramsPath, path }: RunStep,
  workspacePath: string,
  tools: UnitTools,
): Promise<Result<{ file: StagedFile; summary: RunSummary }>> {
  const parameters = await readParameters(paramsPath, tools.folder);
  if (!parameters.ok) return parameters;
  const started = performance.now();
  const job = {
    workspace: { path: workspacePath },
    task,
    parameters: parameters.value,
    folder: tools.folder,
    asOfDay: localDay(new Date()),
    format: resultFormatOf(path)!,
    language: tools.language,
  };
  const outcome = await startTask(tools.responseWorkerUrl, job, tools.calledOff);
  if (!outcome.ok) return outcome;
  const { content, rev, rows } = outcome.value;
  const file = await stageFile(resolve(tools.folder, path), [content]);
  const elapsedMs = Math.round(performance.now() - started);
  return file.ok ? done({ file: file.value, summary: { task, path: file.value.path, rev, rows, elapsedMs } }) : file;
}

/** @param path null for the defaults */
async function readParameters(path: string | null, folder: string): Promise<Result<Record<string, unknown>>> {
  if (path === null) return done({});
  try {
    return done(z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(resolve(folder, path), 'utf8'))));
  } catch {
    return failed('parametersUnreadable', { path });
  }
}

/** The calendar day here, in days since 1970-01-01. */
const localDay = (now: Date): number => Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000;
