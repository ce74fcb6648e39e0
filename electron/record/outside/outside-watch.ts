import type { OutsideEdits, OutsideEditsShown } from '../../../shared/ipc/index.ts';
import { openReader } from '../connection.ts';
import { createWorkQueue } from '../work-queue.ts';
import type { Workspace } from '../workspace.ts';
import { findOutsideEdits, type OutsideFindings, showOutsideEdits } from './find-outside-edits.ts';
import { shiftStoredDigest } from './table-digest.ts';

/**
 * Watches for edits made by other programs: once after opening a file that is not as it was closed, and whenever SQLite's
 * `data_version` says that somebody else has committed.
 */
export interface OutsideWatch {
  /** What is there now, after a full check. */
  check(): Promise<OutsideEditsShown[]>;
  /** Whether every row is known to be the record's own. */
  isClean(): boolean;
  /** Ends the watch; a check under way stops. */
  stop(): Promise<void>;
}

interface WatchOptions {
  workspace: Workspace;
  breathe: () => Promise<void>;
  /** Runs work among the record's writes. */
  write(work: () => void): Promise<void>;
  onFound(edits: OutsideEdits[]): void;
}

const LOOK_EVERY_MS = 3000;
const UNREADABLE = -1;
class Stopped extends Error {}

export function watchOutsideEdits({ workspace, breathe, write, onFound }: WatchOptions): OutsideWatch {
  const checks = createWorkQueue();
  let stopped = false;
  let clean = workspace.asClosed;
  let seenVersion = dataVersion(workspace);

  async function find(): Promise<OutsideFindings | null> {
    const connection = openReader(workspace.path, workspace.driver);
    try {
      connection.exec('BEGIN');
      return await findOutsideEdits(connection, async () => {
        await breathe();
        if (stopped) throw new Stopped();
      });
    } catch (error) {
      if (error instanceof Stopped) return null;
      throw error;
    } finally {
      connection.close();
    }
  }

  const check = () =>
    checks.run(async (): Promise<OutsideEditsShown[]> => {
      if (stopped) return [];
      seenVersion = dataVersion(workspace);
      const findings = await find();
      if (findings === null) return [];
      if (findings.corrections.size > 0) {
        await write(() => {
          workspace.writer.exec('BEGIN IMMEDIATE');
          for (const [table, correction] of findings.corrections) shiftStoredDigest(workspace.writer, table, correction);
          workspace.writer.exec('COMMIT');
        });
      }
      const edits = showOutsideEdits(findings);
      clean = edits.length === 0;
      return edits;
    });
  const checkAndTell = () => {
    clean = false;
    check().then(
      (edits) => {
        if (edits.length > 0) onFound(edits.map(({ table, added, changed, removed }) => ({ table, added, changed, removed })));
      },
      // Another program's lock, a disk error, a column it took away: the file stays unchecked until it changes again.
      (error: unknown) => {
        if (!isSqliteError(error)) throw error;
        seenVersion = UNREADABLE;
      },
    );
  };

  const timer = setInterval(() => {
    if (dataVersion(workspace) !== seenVersion) checkAndTell();
  }, LOOK_EVERY_MS);
  timer.unref();
  if (!clean) checkAndTell();

  return {
    check,
    isClean: () => clean && dataVersion(workspace) === seenVersion,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await checks.idle();
    },
  };
}

/** Changes when any other connection has committed (sqlite.org/pragma.html#pragma_data_version). */
function dataVersion({ writer }: Workspace): number {
  try {
    return writer.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? UNREADABLE;
  } catch (error) {
    if (!isSqliteError(error)) throw error;
    return UNREADABLE;
  }
}

const isSqliteError = (error: unknown): boolean => error instanceof Error && typeof (error as { errcode?: unknown }).errcode === 'number';
