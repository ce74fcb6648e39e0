import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { OpenAttempt, WorkspaceInfo } from '../shared/ipc/index.ts';
import { failed, type Operator, type Result } from '../shared/model/index.ts';
import type { RecordApi, RecordEvent } from './record/api.ts';
import { notWritten, stagedAt } from './staged-file.ts';
import { fileExists, removeWorkspace } from './workspace-files.ts';

/** Which workspace the windows see. There is at most one; opening another closes it. */
export interface WorkspaceSession {
  /** What the record says now, or null at the welcome screen. */
  info(): Promise<WorkspaceInfo | null>;
  /** The workspace being opened, or that could not be; null once an opening succeeded, and before the first. */
  attempt(): OpenAttempt | null;
  /** With `replaces`, a working copy of that workspace. */
  open(path: string, create: { name: string } | null, replaces?: string): Promise<Result<WorkspaceInfo>>;
  /** Opens the sample workspace at a path, generating it beside that path first when it is not there. */
  openSample(path: string, name: string): Promise<Result<WorkspaceInfo>>;
  /** Opens the same file again after the record's process was started anew. */
  reopen(): Promise<Result<WorkspaceInfo> | null>;
  close(): Promise<void>;
  /** Whether an event of the record is about what the windows see, and not about a workspace still being prepared. */
  concerns(event: RecordEvent): boolean;
}

export interface SessionListener {
  opened(info: WorkspaceInfo | null): void;
  /** An opening began, or failed: then told after `opened` has said what is open instead. */
  attempted(attempt: OpenAttempt): void;
}

export function createSession(record: RecordApi, operator: () => Operator, listener: SessionListener): WorkspaceSession {
  let current: { path: string; workspaceId: string } | null = null;
  let attempt: OpenAttempt | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  /** One opening at a time: two menu clicks must not interleave close and open. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function closeCurrent(): Promise<void> {
    if (!current) return;
    current = null;
    await record.close(null);
  }

  function say(next: OpenAttempt): void {
    attempt = next;
    listener.attempted(next);
  }

  async function openNow(path: string, create: { name: string } | null, replaces?: string): Promise<Result<WorkspaceInfo>> {
    const previous = current?.path ?? null;
    say({ path, failure: null });
    await closeCurrent();
    const opened = await record.open({ path, create, operator: operator(), replaces });
    if (opened.ok) {
      current = { path, workspaceId: opened.value.workspaceId };
      attempt = null;
      listener.opened(opened.value);
      return opened;
    }
    await goBack({ path, failure: opened.failure, ...(create === null ? {} : { making: 'new' }) }, previous);
    return opened;
  }

  /** After a failed opening: what was open before is open again, if it can be. */
  async function goBack(attempted: OpenAttempt, previous: string | null): Promise<void> {
    const back =
      previous === null || previous === attempted.path ? null : await record.open({ path: previous, create: null, operator: operator() });
    if (back?.ok) current = { path: previous!, workspaceId: back.value.workspaceId };
    listener.opened(back?.ok ? back.value : null);
    say(attempted);
  }

  /** What the disk refuses is a failure; a sample half made does not stay. */
  async function generateSample(path: string, name: string): Promise<Result<null>> {
    await closeCurrent();
    listener.opened(null);
    try {
      mkdirSync(dirname(path), { recursive: true });
      return await putSample(path, name);
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      return notWritten(path, error);
    }
  }

  async function putSample(path: string, name: string): Promise<Result<null>> {
    const draft = path.replace(/\.gpkg$/i, '.partial.gpkg');
    removeWorkspace(draft);
    const made = await record.open({ path: draft, create: { name }, operator: operator() });
    if (!made.ok) return made;
    const filled = await record.generateSample({ jobId: 'sample' });
    await record.close(null);
    if (!filled.ok) {
      removeWorkspace(draft);
      return filled.failure.code === 'diskFull' ? failed('fileNoRoom', { path }) : filled;
    }
    return stagedAt(draft, path).commit();
  }

  return {
    info: () => (current ? record.info(null) : Promise.resolve(null)),
    attempt: () => attempt,
    open: (path, create, replaces) => inTurn(() => openNow(path, create, replaces)),
    openSample: (path, name) =>
      inTurn(async () => {
        if (!fileExists(path)) {
          const previous = current?.path ?? null;
          const generated = await generateSample(path, name);
          if (!generated.ok) {
            await goBack({ path, failure: generated.failure, making: 'sample' }, previous);
            return generated;
          }
        }
        return openNow(path, null);
      }),
    reopen: () => inTurn(async () => (current ? openNow(current.path, null) : null)),
    close: () => inTurn(closeCurrent),
    concerns: (event) => event.event !== 'changed' || event.info.workspaceId === current?.workspaceId,
  };
}
