import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, uptime, userInfo } from 'node:os';
import { done, failed, type Result } from '../../shared/model/index.ts';

/** Who has a workspace open, as the lock file beside it says. */
interface LockHolder {
  host: string;
  user: string;
  pid: number;
  since: string;
}

export interface WorkspaceLock {
  release(): void;
}

const HEARTBEAT_MS = 60_000;
/** A lock nobody has touched for this long belongs to a process that is gone, on whatever machine. */
const STALE_MS = 10 * HEARTBEAT_MS;
const heldHere = new Set<string>();

export const lockPathOf = (workspacePath: string): string => `${workspacePath}.lock`;

/**
 * Takes the lock file beside a workspace. A living holder is a failure `workspaceInUse` that names it; a lock left behind by
 * a process that ended is taken over. SQLite's own locks guard the bytes; this one tells people who is at it.
 */
export function takeWorkspaceLock(workspacePath: string): Result<WorkspaceLock> {
  const path = lockPathOf(workspacePath);
  const mine: LockHolder = { host: hostname(), user: userName(), pid: process.pid, since: new Date().toISOString() };
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        // On a full disk the file was made and stayed empty.
        if (readHolder(path) === null) removeIfPossible(path);
        throw error;
      }
      const holder = readHolder(path);
      if (attempt > 3 || (holder !== null && isAlive(holder, path))) {
        const { host, user, pid, since } = holder ?? mine;
        return failed('workspaceInUse', { host, user, pid, since });
      }
      rmSync(path, { force: true });
    }
  }
  heldHere.add(path);
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS);
  heartbeat.unref();
  return done({
    release: () => {
      clearInterval(heartbeat);
      heldHere.delete(path);
      const holder = readHolder(path);
      if (holder?.pid === mine.pid && holder.host === mine.host && holder.since === mine.since) removeIfPossible(path);
    },
  });
}

function readHolder(path: string): LockHolder | null {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockHolder>;
    const { host, user, pid, since } = holder;
    if (typeof host === 'string' && typeof user === 'string' && typeof pid === 'number' && typeof since === 'string') {
      return { host, user, pid, since };
    }
    return null;
  } catch {
    return null;
  }
}

function isAlive(holder: LockHolder, path: string): boolean {
  if (holder.host === hostname() && holder.pid === process.pid) return heldHere.has(path);
  // One touched in the future is of a clock that ran wrong: nobody touches it now either.
  if (Math.abs(Date.now() - touchedAt(path)) >= STALE_MS) return false;
  if (holder.host !== hostname()) return true;
  if (Date.parse(holder.since) < Date.now() - uptime() * 1000) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function touchedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** A lock that cannot be removed (a pulled USB stick, a disk that turned read-only) is left, and is nobody's soon. */
function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder is gone (a pulled USB stick): the next write reports it.
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
