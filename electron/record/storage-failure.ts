import { type Failure, failed } from '../../shared/model/index.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that are no bug of ours, as failures. */
const sqliteFailures: Record<number, string> = {
  5: 'recordBusy',
  6: 'recordBusy',
  8: 'workspaceReadOnly',
  10: 'diskError',
  11: 'workspaceCorrupt',
  13: 'diskFull',
  14: 'cannotOpenWorkspace',
  23: 'cannotOpenWorkspace',
  26: 'notADatabase',
};
/** SQLITE_CONSTRAINT_UNIQUE: two rows of one table would have the same id, source reference or setting key. */
const UNIQUE_VIOLATION = 2067;
const systemFailures: Record<string, string> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EIO: 'diskError',
  // A stick that was pulled, on Windows.
  ENXIO: 'diskError',
  UNKNOWN: 'diskError',
  EBUSY: 'recordBusy',
  EROFS: 'workspaceReadOnly',
  EACCES: 'cannotOpenWorkspace',
  EPERM: 'cannotOpenWorkspace',
  ENOENT: 'workspaceNotFound',
  ENOTDIR: 'workspaceNotFound',
  EISDIR: 'notADatabase',
  ENAMETOOLONG: 'cannotOpenWorkspace',
};

/** The failure a thrown storage error stands for, or null when it is a bug and must be thrown on. */
export function storageFailure(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null;
  const { errcode, code } = error as Error & { errcode?: unknown; code?: unknown };
  if (errcode === UNIQUE_VIOLATION) return failed('duplicateKey', { reason: error.message }).failure;
  const name = typeof errcode === 'number' ? sqliteFailures[errcode & 0xff] : typeof code === 'string' ? systemFailures[code] : undefined;
  return name === undefined ? null : failed(name, { reason: error.message }).failure;
}

/** Runs `work`; storage errors come back as failures, bugs are thrown on. */
export async function orFailure<T>(work: () => Promise<T>): Promise<T | { ok: false; failure: Failure }> {
  try {
    return await work();
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    return { ok: false, failure };
  }
}
