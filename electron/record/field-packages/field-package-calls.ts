import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HandedOutPackage, MergeOutcome, PackageWritten, ShownConflict, UsbCopy } from '../../../shared/ipc/index.ts';
import { newRow } from '../../../shared/model/entity.ts';
import {
  type ChangeSummary,
  done,
  entities,
  type Failure,
  type FieldPackage,
  failed,
  type MergeDecision,
  type Result,
  type TableName,
} from '../../../shared/model/index.ts';
import { removeWorkspace } from '../../workspace-files.ts';
import { backupTaskRunner } from '../backups/backup-task.ts';
import { type Backups, copyOut, openPackage } from '../backups/backups.ts';
import { draftPathOf } from '../backups/manifest.ts';
import { currentRev, headHash } from '../change-log.ts';
import { type Connection, openReader } from '../connection.ts';
import type { RecordJobs } from '../record-jobs.ts';
import type { SqliteDriver } from '../sqlite.ts';
import { orFailure } from '../storage-failure.ts';
import { unlessCancelled } from '../unless-cancelled.ts';
import type { Workspace } from '../workspace.ts';
import { beginWriteSession } from '../write-session.ts';
import { decideConflicts, readConflicts } from './conflicts.ts';
import { mergePackage, putRow } from './merge-package.ts';
import { readHandedOut } from './package-mark.ts';
import { readMark, readReturnedCopy } from './returned-copy.ts';
import { writePackage } from './write-package.ts';
import { chooseZoneContent, countContent } from './zone-content.ts';

/** What the record's process can be asked about field packages. */
export interface FieldPackageApi {
  fieldPackages(request: null): Promise<HandedOutPackage[]>;
  measureFieldPackage(request: { zoneId: string }): Promise<Result<{ [T in TableName]?: number }>>;
  makeFieldPackage(request: {
    zoneId: string;
    target: string;
    password: string;
    expiresOn: string;
    jobId: string;
  }): Promise<Result<PackageWritten>>;
  openFieldPackage(request: { path: string; password: string; target: string; jobId: string }): Promise<Result<null>>;
  giveBackFieldPackage(request: { target: string; password: string; jobId: string }): Promise<Result<PackageWritten>>;
  /** With `commit: false` nothing is written. */
  mergeFieldPackage(request: { path: string; password: string; jobId: string; commit: boolean }): Promise<Result<MergeOutcome>>;
  mergeConflicts(request: { decided: boolean; offset: number; limit: number }): Promise<{ total: number; rows: ShownConflict[] }>;
  decideConflicts(request: { ids: string[]; decision: MergeDecision }): Promise<Result<ChangeSummary>>;
}

export interface FieldPackageParts {
  /** Null where no packages are made. */
  workerUrl: URL | null;
  driver: SqliteDriver | undefined;
  jobs: RecordJobs;
  opened(): { workspace: Workspace; backups: Backups | null } | null;
  /** Queues a write; what it changed is for it to announce. */
  write<T>(work: (workspace: Workspace) => Promise<Result<T>>): Promise<Result<T>>;
  announce(summary: ChangeSummary): void;
  /** Reads on one snapshot beside the writes; null when no workspace is open. */
  readAtLength<T>(work: (workspace: Workspace, connection: Connection) => Promise<T>): Promise<T | null>;
}

export function fieldPackageCalls(parts: FieldPackageParts): FieldPackageApi {
  const { workerUrl, driver, jobs, opened, write, announce, readAtLength } = parts;
  const run = workerUrl === null ? null : backupTaskRunner(workerUrl);
  const off = (): { ok: false; failure: Failure } => failed(opened() === null ? 'noWorkspace' : 'backupsOff');

  return {
    fieldPackages: async () => {
      const current = opened();
      return current === null ? [] : readHandedOut(current.workspace.reader);
    },
    measureFieldPackage: async ({ zoneId }) => {
      const current = opened();
      if (current === null) return failed('noWorkspace');
      const content = chooseZoneContent(current.workspace.reader, zoneId);
      return content.ok ? done(countContent(content.value)) : content;
    },
    makeFieldPackage: ({ zoneId, target, password, expiresOn, jobId }) =>
      jobs.run(jobId, async (job) => {
        if (run === null) return off();
        const made = await readAtLength((workspace, connection) =>
          orFailure(async () => {
            const content = chooseZoneContent(connection, zoneId);
            if (!content.ok) return content;
            const mark = newRow(entities.field_package, crypto.randomUUID(), {
              side: 'handedOut',
              originWorkspaceId: workspace.workspaceId,
              originName: workspace.name,
              baseRev: currentRev(connection),
              baseHash: headHash(connection),
              zoneId,
              zoneName: content.value.zone.name,
              madeBy: workspace.actor,
              madeAt: new Date().toISOString(),
              expiresOn,
            });
            const { path: from, actor } = workspace;
            const name = `${workspace.name} · ${content.value.zone.name}`;
            const source = { connection, content: content.value, mark, actor, name, driver };
            const copy = (to: string) => unlessCancelled(job, (step) => writePackage(to, source, step));
            const written = await copyOut({ from, target, password, contents: 'fieldPackage' }, copy, run, job);
            return written.ok ? done({ mark, written: packageWritten(written.value) }) : written;
          }),
        );
        if (made === null) return off();
        if (!made.ok) return made;
        const { mark, written } = made.value;
        // A package nobody knows of must not be about.
        const noted = await write((workspace) => noteHandedOut(workspace, { ...mark, counts: written.counts }));
        if (!noted.ok) {
          rmSync(target, { force: true });
          return noted;
        }
        if (noted.value !== null) announce(noted.value);
        return done(written);
      }),
    openFieldPackage: (request) =>
      run === null
        ? Promise.resolve(off())
        : jobs.run(request.jobId, (job) =>
            openPackage({ ...request, contents: 'fieldPackage' }, driver, run, job, (draft) =>
              acceptWorkingCopy(draft, request.path, driver),
            ),
          ),
    giveBackFieldPackage: async ({ target, password, jobId }) => {
      const current = opened();
      const backups = current?.backups;
      if (current === null || backups === null || backups === undefined) return off();
      if (readMark(current.workspace.reader) === null) return failed('notAWorkingCopy', { path: current.workspace.path });
      const copied = await jobs.run(jobId, (job) => backups.copyOut(target, password, job, 'fieldReturn'));
      return copied.ok ? done(packageWritten(copied.value)) : copied;
    },
    mergeFieldPackage: ({ path, password, jobId, commit }) =>
      jobs.run(jobId, (job) => {
        if (run === null) return Promise.resolve(off());
        return write((workspace) =>
          orFailure(async () => {
            const draft = draftPathOf(dirname(workspace.path), 'merge');
            let connection: Connection | null = null;
            try {
              removeWorkspace(draft);
              const opening = await run<'unseal'>(
                { kind: 'unseal', from: path, to: draft, password, contents: 'fieldReturn', driver },
                job,
              );
              if (!opening.ok) return opening;
              const reader = openReader(draft, driver);
              connection = reader;
              const merged = await unlessCancelled(job, async (step) => {
                const copy = await readReturnedCopy(reader, path, step);
                return copy.ok ? mergePackage(workspace, copy.value, draft, commit, step) : copy;
              });
              if (merged.ok && merged.value.summary !== null) announce(merged.value.summary);
              return merged;
            } finally {
              connection?.close();
              removeWorkspace(draft);
            }
          }),
        );
      }),
    mergeConflicts: async (request) => {
      const current = opened();
      return current === null ? { total: 0, rows: [] } : readConflicts(current.workspace.reader, request);
    },
    decideConflicts: (request) =>
      write(async (workspace) => {
        const decided = await decideConflicts(workspace, request);
        if (!decided.ok) return decided;
        if (decided.value === null) return failed('nothingToChange');
        announce(decided.value);
        return done(decided.value);
      }),
  };
}

const packageWritten = ({ path, size, facts }: UsbCopy): PackageWritten => ({
  path,
  size,
  counts: Object.fromEntries(Object.entries(facts.counts).filter(([, count]) => count > 0)),
});

/** Logged like any change and outside undo: the package is about, whatever is undone. */
async function noteHandedOut(workspace: Workspace, row: FieldPackage): Promise<Result<ChangeSummary | null>> {
  const session = beginWriteSession(workspace, { derive: false });
  try {
    putRow(workspace, session, 'field_package', row);
    const note = { edit: 'makeFieldPackage', subject: row.zoneName, count: 1 };
    return done(session.commit({ note, kind: 'setting', undoOf: null, importBatchId: null }));
  } catch (error) {
    session.rollBack();
    throw error;
  }
}

/** Failures `notAWorkingCopy`, `packageNewerSchema`, `packageExpired`. */
function acceptWorkingCopy(draft: string, path: string, driver: SqliteDriver | undefined): Result<null> {
  const connection = openReader(draft, driver);
  try {
    const { expires_on: expiresOn } =
      connection.get<{ expires_on: string }>("SELECT expires_on FROM field_package WHERE side = 'workingCopy'") ?? {};
    if (expiresOn === undefined) return failed('notAWorkingCopy', { path });
    return expiresOn < localDay(new Date()) ? failed('packageExpired', { path, expiresOn }) : done(null);
  } finally {
    connection.close();
  }
}

/** The calendar day here, `YYYY-MM-DD`. */
const localDay = (now: Date): string =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
