import { randomUUID } from 'node:crypto';
import { accessSync, closeSync, constants, existsSync, fstatSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WorkspaceInfo } from '../../shared/ipc/index.ts';
import { done, type Failure, failed, type Result, type TableName, tableNames } from '../../shared/model/index.ts';
import { notWritten } from '../staged-file.ts';
import { replaceFile } from '../write-file-atomically.ts';
import { type Connection, connectionTo, openReader, openWriter } from './connection.ts';
import { createFirstView } from './first-view.ts';
import { hasNoRoom } from './has-no-room.ts';
import { createKeyFigures } from './key-figures.ts';
import { besideWorkspace, refuseLongPath } from './long-path.ts';
import { migrate, schemaVersion } from './migrations/index.ts';
import { isAsClosed, sealClosed, stampOf } from './outside/closed-seal.ts';
import { readyToOpen, refuseNetworkFolder } from './recovery/ready-to-open.ts';
import { finishRecovery, isRecovering } from './recovery/recover-workspace.ts';
import { immutableAddress, openSqlite, type SqliteDatabase, type SqliteDriver } from './sqlite.ts';
import { storageFailure } from './storage-failure.ts';
import { layoutOf } from './table-layout.ts';
import { takeWorkspaceLock, type WorkspaceLock } from './workspace-lock.ts';

export type TableCounts = { [T in TableName]: number } & { placed: number; unplaced: number };

/** An open workspace: one connection that writes, one that reads, and what is known of it without asking. */
export interface Workspace {
  readonly path: string;
  /** What connections that only read are opened by: the path, or where nothing can be written beside it, an address that asks for no such file. */
  readonly address: string;
  readonly workspaceId: string;
  readonly name: string;
  /** Whom the next changes name. */
  actor: string;
  readonly driver: SqliteDriver | undefined;
  /** Why nothing can be written: then `writer` only reads, too. */
  readonly readOnly: WorkspaceInfo['readOnly'];
  /** Whether the file is as the record itself last closed it. */
  readonly asClosed: boolean;
  readonly writer: Connection;
  readonly reader: Connection;
  /** Kept in step by every commit; counting a million rows anew each time would be felt. */
  counts: TableCounts;
  readonly firstView: ReturnType<typeof createFirstView>;
  readonly keyFigures: ReturnType<typeof createKeyFigures>;
  /** `clean`: every row is known to be the record's own, so that the next opening need not look. */
  close(state?: { clean: boolean }): { written: boolean };
}

const GPKG_APPLICATION_ID = 0x47504b47;
const GPKG_VERSION = 10_300;

export interface OpenRequest {
  path: string;
  create: { name: string } | null;
  actor: string;
  /** For a working copy: the workspace it will take the place of. */
  replaces?: string | undefined;
}

/**
 * Opens or creates a workspace file. What is there is looked at read-only first: a file that is no workspace or is damaged is
 * refused with its bytes untouched, as is a path SQLite cannot open (`pathTooLong`), and never replaced by an empty one. One from a newer version, that cannot be written to, or on a disk without room even for its lock is opened to be read only.
 * A new one that could not be written fails as `notWritten`, and nothing is left of it.
 * One of an older schema is brought forward only when the caller says that it was backed up; else it is failure `migrationNeeded`.
 */
export function openWorkspace(request: OpenRequest, driver: SqliteDriver | undefined, mayMigrate = false): Result<Workspace> {
  const opened = openOnce(request, driver, { mayMigrate, toView: false });
  if (opened.ok || request.create !== null || !isFromFullDisk(opened.failure, request.path)) return opened;
  const viewed = openOnce(request, driver, { mayMigrate: false, toView: true });
  return viewed.ok ? viewed : failed('diskFull', { path: request.path });
}

/** What SQLite puts beside a workspace to open it. */
const ROOM_BYTES = 64 * 1024;

/** Whether it is for want of room that a file was not opened: SQLite says so of the file's own pages only. */
export const isFromFullDisk = ({ code }: Failure, path: string): boolean =>
  code === 'diskFull' || ((code === 'diskError' || code === 'cannotOpenWorkspace') && hasNoRoom(dirname(path), ROOM_BYTES));

/** `toView`: nothing is to be written, as the disk is full. */
function openOnce(
  request: OpenRequest,
  driver: SqliteDriver | undefined,
  { mayMigrate, toView }: { mayMigrate: boolean; toView: boolean },
): Result<Workspace> {
  const { path, create, actor } = request;
  const refused = refuseNetworkFolder(path) ?? refuseLongPath(path, create === null ? 0 : besideWorkspace);
  if (refused !== null) return refused;
  if (create !== null && existsSync(path)) return failed('workspaceExists', { path });
  if (create === null && !existsSync(path) && !isRecovering(path)) return failed('workspaceNotFound', { path });
  try {
    if (create === null) {
      finishRecovery(path, new Date());
      const inspected = inspectFile(path);
      if (!inspected.ok) return inspected;
    }
    const lock = create !== null ? takeWorkspaceLock(path) : toView ? done(null) : lockIfWritable(path);
    if (!lock.ok) return lock;
    const writable = lock.value !== null && (create !== null || isWritable(path));
    const address = lock.value === null ? addressWithoutCompanions(path) : path;
    const unlock = (): void => lock.value?.release();
    let writer: Connection | null = null;
    let reader: Connection | null = null;
    try {
      if (create !== null) createFile(path, create.name, driver);
      const checked = create === null ? readyToOpen(path, driver, address) : done(null);
      const version = checked.ok ? readOpenableVersion({ path, address, writable, driver, mayMigrate }) : checked;
      if (!version.ok) {
        unlock();
        return version;
      }
      const readOnly = version.value > schemaVersion ? 'newerSchema' : toView ? 'diskFull' : writable ? null : 'notWritable';
      const madeHere = missingCompanions(path);
      const stamp = stampOf(path);
      writer = readOnly === null ? openWriter(path, driver) : openReader(address, driver);
      if (readOnly === null) migrate(writer.database, version.value);
      reader = openReader(address, driver);
      const asClosed = isAsClosed(reader, stamp);
      const meta = reader.get<{ workspace_id: string; name: string }>('SELECT workspace_id, name FROM workspace_meta');
      if (meta === undefined) throw new Error('workspace_meta is empty');
      const counts = countRows(reader);
      const release = () => {
        if (readOnly !== null) for (const file of madeHere) rmSync(file, { force: true });
        unlock();
      };
      return done(openedWorkspace({ path, address, actor, driver, writer, reader, meta, counts, readOnly, asClosed, release }));
    } catch (error) {
      reader?.close();
      writer?.close();
      unlock();
      throw error;
    }
  } catch (error) {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    if (create !== null) return notWritten(path, error as Error);
    return { ok: false, failure: { code: failure.code, details: { ...failure.details, path } } };
  }
}

interface Opened {
  path: string;
  address: string;
  actor: string;
  driver: SqliteDriver | undefined;
  writer: Connection;
  reader: Connection;
  meta: { workspace_id: string; name: string };
  counts: TableCounts;
  readOnly: Workspace['readOnly'];
  asClosed: boolean;
  release(): void;
}

function openedWorkspace({ path, address, actor, driver, writer, reader, meta, counts, readOnly, asClosed, release }: Opened): Workspace {
  const dataVersionAtOpen = totalChanges(writer);
  return {
    path,
    address,
    workspaceId: meta.workspace_id,
    name: meta.name,
    actor,
    driver,
    readOnly,
    asClosed,
    writer,
    reader,
    counts,
    firstView: createFirstView(),
    keyFigures: createKeyFigures(),
    close: ({ clean } = { clean: false }) => {
      try {
        reader.close();
        const written = totalChanges(writer) !== dataVersionAtOpen;
        const putSeal = unlessStorageFails(() => {
          if (written) writer.exec('PRAGMA optimize');
          const seal = written && clean ? sealClosed(path, writer) : null;
          if (readOnly === null) writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
          return seal;
        });
        writer.close();
        putSeal?.();
        return { written };
      } finally {
        release();
      }
    },
  };
}

/** What a full or failing disk keeps from being folded into the file stays in the WAL, where the next opening finds it. */
function unlessStorageFails<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (storageFailure(error) === null) throw error;
    return null;
  }
}

const totalChanges = (connection: Connection): number => connection.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;

/** Looks at the header only (sqlite.org/fileformat2.html, section 1.3): is this a whole database file, and a GeoPackage? */
function inspectFile(path: string): Result<null> {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const header = Buffer.alloc(100);
    const read = readSync(file, header, 0, 100, 0);
    if (read < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return failed('notADatabase', { path });
    if (header.readUInt32BE(68) !== GPKG_APPLICATION_ID) return failed('notAWorkspace', { path });
    const rawPageSize = header.readUInt16BE(16);
    const pageSize = rawPageSize === 1 ? 65_536 : rawPageSize;
    const pageCount = header.readUInt32BE(28);
    const pageCountIsValid = header.readUInt32BE(24) === header.readUInt32BE(92);
    if (pageCountIsValid && pageCount * pageSize > size && !existsSync(`${path}-wal`)) return failed('workspaceCorrupt', { path });
    return done(null);
  } finally {
    closeSync(file);
  }
}

/** What systems answer where writing is not allowed. */
const unwritableCodes = new Set(['EACCES', 'EPERM', 'EROFS']);
const isUnwritable = (error: unknown): boolean => unwritableCodes.has((error as NodeJS.ErrnoException).code ?? '');
/** Windows answers the same while an antivirus still has the lock file that was removed last: that is over soon. */
const lockDelaysMs: readonly number[] = [50, 100, 200];

/** The lock of a workspace; null in a folder that cannot be written to, where nobody else can be told. Fails as `takeWorkspaceLock`. */
function lockIfWritable(path: string): Result<WorkspaceLock | null> {
  for (let attempt = 0; ; attempt++) {
    try {
      return takeWorkspaceLock(path);
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      const delay = lockDelaysMs[attempt];
      if (delay === undefined || (error as NodeJS.ErrnoException).code === 'EROFS') return done(null);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delay);
    }
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    if (isUnwritable(error)) return false;
    throw error;
  }
}

/** In a folder that cannot be written to, a file whose changes are all in it is read as it stands; one with a WAL needs the help of the files beside it. */
function addressWithoutCompanions(path: string): string {
  const walBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return walBytes === 0 ? immutableAddress(path) : path;
}

interface Openable {
  path: string;
  address: string;
  writable: boolean;
  driver: SqliteDriver | undefined;
  mayMigrate: boolean;
}

/** The schema version of a workspace, read without writing a byte; a failure where it must be brought forward first. */
function readOpenableVersion({ path, address, writable, driver, mayMigrate }: Openable): Result<number> {
  // A connection that only reads leaves the files beside the workspace that it had to make.
  const madeHere = missingCompanions(path);
  try {
    const version = readVersionFrom(path, address, driver);
    if (!version.ok || version.value >= schemaVersion) return version;
    if (!writable) return failed('workspaceReadOnly', { path });
    return mayMigrate ? version : failed('migrationNeeded', { path, version: version.value });
  } finally {
    for (const file of madeHere) rmSync(file, { force: true });
  }
}

/** Files SQLite makes beside a workspace that are not there now. */
export const missingCompanions = (path: string): string[] => [`${path}-wal`, `${path}-shm`].filter((file) => !existsSync(file));

function readVersionFrom(path: string, address: string, driver: SqliteDriver | undefined): Result<number> {
  const database = openSqlite(address, { readOnly: true, driver });
  try {
    const known = database
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('workspace_meta', 'change_log')")
      .all();
    if (known.length !== 2) return failed('notAWorkspace', { path });
    const meta = database.prepare('SELECT schema_version AS version FROM workspace_meta').get() as { version: number } | undefined;
    if (meta === undefined || !Number.isInteger(meta.version) || meta.version < 1) return failed('workspaceCorrupt', { path });
    // Another program took a table or column away: its content is gone, which only a backup can mend.
    if (meta.version === schemaVersion && !hasEveryColumn(database)) return failed('workspaceCorrupt', { path });
    if (meta.version > schemaVersion && !hasEveryColumn(database))
      return failed('schemaTooNew', { path, version: meta.version, known: schemaVersion });
    return done(meta.version);
  } finally {
    database.close();
  }
}

/** Whether a workspace of this schema or a newer one has all that this version reads. */
function hasEveryColumn(database: SqliteDatabase): boolean {
  try {
    for (const table of tableNames) database.prepare(`SELECT ${layoutOf(table).selectList} FROM ${table}`);
    database.prepare('SELECT rev, seq, table_name, row_count, blob FROM change_chunk');
    database.prepare('SELECT rev, at, actor, kind, note, tables, undo_of, undone_by, import_batch_id, chunks, hash FROM change_log');
    database.prepare('SELECT workspace_id, name, sample, head_rev, head_hash, closed_at, closed_size FROM workspace_meta');
    database.prepare('SELECT name, other FROM search_index');
    database.prepare('SELECT table_name, id, rev FROM tombstone');
    return true;
  } catch {
    return false;
  }
}

/** Lays a new workspace beside its name and renames it into place, so that a half-made one is never found under it. */
function createFile(path: string, name: string, driver: SqliteDriver | undefined): void {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  const connection = connectionTo(openSqlite(unfinished, { readOnly: false, driver }));
  try {
    connection.exec(
      `PRAGMA page_size = 4096; PRAGMA application_id = ${GPKG_APPLICATION_ID}; PRAGMA user_version = ${GPKG_VERSION}; PRAGMA synchronous = FULL`,
    );
    migrate(connection.database, 0);
    connection.run(
      'INSERT INTO workspace_meta (workspace_id, name, schema_version, sample, created_at) VALUES (?, ?, ?, 0, ?)',
      randomUUID(),
      name,
      schemaVersion,
      new Date().toISOString(),
    );
  } catch (error) {
    connection.close();
    for (const suffix of ['', '-journal']) rmSync(unfinished + suffix, { force: true });
    throw error;
  }
  connection.close();
  replaceFile(unfinished, path);
}

/** Counts every table anew. */
export function countRows(connection: Connection): TableCounts {
  const counts = {} as TableCounts;
  for (const table of tableNames) counts[table] = connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
  counts.unplaced = connection.get<{ n: number }>('SELECT count(*) AS n FROM premises WHERE geom IS NULL')?.n ?? 0;
  counts.placed = counts.premises - counts.unplaced;
  return counts;
}
