import { basename } from 'node:path';
import type { ImportKind, ImportRequest } from '../../shared/formats/intake.ts';
import { tableOfKind } from '../../shared/formats/table-to-intake.ts';
import type { ImportOutcome, JobProgress } from '../../shared/ipc/index.ts';
import { newRow } from '../../shared/model/entity.ts';
import { type ChangeSummary, done, entities, failed, type Result } from '../../shared/model/index.ts';
import { encodeRow } from './encode-row.ts';
import { readOfficeRules } from './imports/office-rules.ts';
import { createReview, type Review } from './imports/review.ts';
import type { JobControl } from './record-jobs.ts';
import { type IntakeEnd, type IntakeHead, type RunningIntake, runIntake } from './run-intake.ts';
import { layoutOf } from './table-layout.ts';
import { breathe } from './work-queue.ts';
import type { Workspace } from './workspace.ts';
import { createIntakeWriter, ISSUES_KEPT } from './write-intake.ts';
import { beginWriteSession, type WriteSession } from './write-session.ts';

const editOfImport: Record<ImportKind, string> = {
  osm: 'importOsm',
  premises: 'importPremises',
  hazards: 'importHazards',
  inspections: 'importInspections',
  people: 'importPeople',
  stations: 'importStations',
  facilities: 'importFacilities',
  zones: 'importZones',
  roads: 'importRoads',
  patrolTracks: 'importPatrolTracks',
};

/**
 * Runs an import as one revision; with `commit: false` everything is written, counted and rolled back. What it found row by row is handed to
 * `onReview` when it came to its end.
 */
export async function runImportJob(
  workspace: Workspace,
  workerUrl: URL,
  job: JobControl,
  request: ImportRequest,
  commit: boolean,
  onReview: (review: Review) => void,
): Promise<Result<ImportOutcome>> {
  const importBatchId = crypto.randomUUID();
  const fileName = basename(request.path);
  const table = request.as === 'osm' ? 'road' : tableOfKind[request.as];
  const review = createReview(request, table, fileName, workspace.driver);
  const outcome = await runIntakeJob({
    workspace,
    trial: !commit,
    workerUrl,
    job,
    task: { kind: 'import', request, office: readOfficeRules(workspace) },
    stage: commit ? 'writing' : 'checking',
    importBatchId,
    file: fileName,
    review: { review, keepRows: !commit },
    finish: (session, end, counts, head) => {
      if (!commit || session.written === 0) return null;
      const layout = layoutOf('import_batch');
      const { tables, ...plainCounts } = counts;
      const row = newRow(entities.import_batch, importBatchId, {
        fileName,
        fileHash: end.fileHash,
        importedAs: request.as,
        crs: request.crs,
        mapping: head?.mapping ?? request.mapping,
        fileSize: head?.fileSize ?? null,
        counts: { ...plainCounts, ...tables },
        importedAt: new Date().toISOString(),
        actor: workspace.actor,
      });
      const image = encodeRow(layout, row, session.rev);
      if (!image.ok) throw new Error(`import batch row refused: ${JSON.stringify(image.failure)}`);
      session.insert('import_batch', importBatchId, image.value);
      const note = { edit: editOfImport[request.as], subject: fileName, count: counts.created + counts.updated };
      return session.commit({ note, kind: 'edit', undoOf: null, importBatchId });
    },
  });
  if (outcome.ok) {
    review.finish();
    onReview(review);
  } else review.close();
  return outcome;
}

const sheetOf = (head: IntakeHead | null): string | null => head?.sheet ?? null;

/** Fills an empty workspace with the sample district as one revision. Failure: `workspaceNotEmpty`. */
export async function runSampleJob(workspace: Workspace, workerUrl: URL, job: JobControl): Promise<Result<ImportOutcome>> {
  const { setting: _setting, ...others } = workspace.counts;
  if (Object.values(others).some((count) => count > 0)) return failed('workspaceNotEmpty', { name: workspace.name });
  return runIntakeJob({
    workspace,
    trial: false,
    workerUrl,
    job,
    task: { kind: 'sample' },
    stage: 'generating',
    importBatchId: null,
    file: '',
    review: null,
    finish: (session) =>
      session.commit({
        note: { edit: 'generateSample', subject: null, count: session.written },
        kind: 'edit',
        undoOf: null,
        importBatchId: null,
        sample: true,
      }),
  });
}

interface IntakeJob {
  workspace: Workspace;
  /** It is rolled back at its end, whatever comes. */
  trial: boolean;
  workerUrl: URL;
  job: JobControl;
  task: Parameters<typeof runIntake>[1];
  stage: JobProgress['stage'];
  importBatchId: string | null;
  file: string;
  review: { review: Review; keepRows: boolean } | null;
  finish(session: WriteSession, end: IntakeEnd, counts: ImportOutcome['counts'], head: IntakeHead | null): ChangeSummary | null;
}

async function runIntakeJob({
  workspace,
  trial,
  workerUrl,
  job,
  task,
  stage,
  importBatchId,
  file,
  review,
  finish,
}: IntakeJob): Promise<Result<ImportOutcome>> {
  if (job.cancelled) return failed('cancelled');
  const session = beginWriteSession(workspace, { derive: true, trial });
  let committed = false;
  try {
    let head: IntakeHead | null = null;
    const { tally, begin, write } = createIntakeWriter({
      connection: workspace.writer,
      session,
      importBatchId,
      file,
      request: task.kind === 'import' ? task.request : null,
      review: review?.review ?? null,
      keepRows: review?.keepRows ?? false,
    });
    job.report({ stage, done: 0, total: 0 });
    const running: RunningIntake<IntakeEnd> = runIntake(workerUrl, task, {
      onHead: (told) => {
        head = told;
        begin(told);
      },
      onIssues: (issues) => review?.review.addIssues(issues),
      onBatch: write,
      onProgress: (readSoFar, total) => job.report({ stage, done: readSoFar, total }),
    });
    job.stopWorker = running.cancel;
    const ended = await running.finished;
    job.stopWorker = null;
    if (!ended.ok) return ended;
    const end = ended.value;
    job.report({ stage: 'indexing', done: 0, total: 0 });
    await session.recolor(breathe);
    if (job.cancelled) return failed('cancelled');
    const counts = { ...tally.counts, read: end.read, rejected: end.rejected + tally.counts.rejected };
    const summary = finish(session, end, counts, head);
    committed = summary !== null;
    const byReason = { ...end.byReason };
    for (const [code, count] of Object.entries(tally.byReason)) {
      byReason[code as keyof typeof byReason] = (byReason[code as keyof typeof byReason] ?? 0) + count;
    }
    return done({
      counts,
      issues: [...end.issues, ...tally.issues].slice(0, ISSUES_KEPT).map((issue) => ({ ...issue, sheet: sheetOf(head) })),
      issuesTotal: end.issuesTotal + tally.issuesTotal,
      byReason,
      summary,
      importBatchId: committed ? importBatchId : null,
      reviewId: review?.review.id,
      conflicts: tally.conflicts,
      duplicates: tally.duplicates,
    });
  } finally {
    job.stopWorker = null;
    if (!committed) session.rollBack();
  }
}
