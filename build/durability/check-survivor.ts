import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { backupFolderOf } from '../../electron/record/backups/backup-folder.ts';
import { checkCopy } from '../../electron/record/backups/copy-workspace.ts';
import { readBackups } from '../../electron/record/backups/manifest.ts';
import { type Connection, openReader } from '../../electron/record/connection.ts';
import { openWorkspace } from '../../electron/record/workspace.ts';
import { tableNames } from '../../shared/model/index.ts';

/** What a workspace looks like after its process or its power went. */
export interface Survival {
  /** Things acknowledged and not there any more. */
  lost: string[];
  /** Anything else that must not be: refused opening, broken structure, half an import, a broken backup. */
  wrong: string[];
  acknowledged: number;
}

/** What a workspace held before the work on it began, which only adds to it. */
export interface Start {
  imported: number;
  /** Of every row. */
  ids: string[];
}

const IMPORTED_ROWS = 60;

/** Opens a survivor as the app does and compares it with what its process had said, `lines` as of `work-until-killed`. */
export function checkSurvivor(path: string, lines: readonly string[], start: Start = { imported: 0, ids: [] }): Survival {
  const said = lines.map((line) => line.split(' ') as [kind: string, id: string]).filter(([, id]) => id !== undefined);
  const opened = openWorkspace({ path, create: null, actor: 'tester' }, undefined, true);
  if (!opened.ok) return { lost: [], wrong: [`not opened: ${JSON.stringify(opened.failure)}`], acknowledged: said.length };
  opened.value.close();
  const wrong: string[] = [];
  const connection = openReader(path);
  try {
    const [check] = connection.allValues('PRAGMA integrity_check')[0] ?? [];
    if (check !== 'ok') wrong.push(`integrity: ${check}`);
    const codes = new Set(connection.allValues('SELECT code FROM premises').map(([code]) => code));
    const batches = new Set(connection.allValues('SELECT id FROM import_batch').map(([id]) => id));
    const backups = new Map(readBackups(backupFolderOf(path), false).map((backup) => [backup.id, backup]));
    const there: Record<string, (id: string) => boolean> = {
      edit: (id) => codes.has(id),
      import: (id) => id === 'none' || batches.has(id),
      // An older one may have rotated away.
      backup: (id) => backups.has(id) || [...backups.keys()].filter((other) => other > id).length >= 10,
    };
    const lost = said.filter(([kind, id]) => there[kind]?.(id) !== true).map((each) => each.join(' '));
    const imported = countImported(connection);
    if (imported !== start.imported && imported !== IMPORTED_ROWS) wrong.push(`half an import: ${imported} rows imported`);
    const edited = connection.allValues("SELECT count(*) FROM premises WHERE address = '改后的地址'")[0]?.[0] as number;
    if (edited !== 0 && edited !== IMPORTED_ROWS) wrong.push(`half an import: ${edited} rows imported anew`);
    const standing = new Set(idsOf(connection));
    const gone = start.ids.filter((id) => !standing.has(id)).length;
    if (gone > 0) wrong.push(`${gone} rows it began with are gone`);
    for (const backup of backups.values()) {
      const copy = checkCopy(backup.path, undefined);
      if (!copy.ok || copy.value.sha256 !== backup.sha256) wrong.push(`backup ${backup.id} is not as its manifest says`);
    }
    const revs = connection.allValues('SELECT count(*), coalesce(max(rev), 0) FROM change_log')[0] as [number, number];
    if (revs[0] !== revs[1]) wrong.push(`the log has ${revs[0]} entries up to ${revs[1]}`);
    const strangers = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.new`));
    for (const name of strangers) wrong.push(`left behind: ${join(dirname(path), name)}`);
    return { lost, wrong, acknowledged: said.length };
  } finally {
    connection.close();
  }
}

/** What a closed workspace, of whatever schema, holds. */
export function readStart(path: string): Start {
  const connection = openReader(path);
  try {
    return { imported: countImported(connection), ids: idsOf(connection) };
  } finally {
    connection.close();
  }
}

/** Rows that came from imports of `work-until-killed` or its like. */
const countImported = (connection: Connection): number =>
  connection.allValues("SELECT count(*) FROM premises WHERE source_ref LIKE 'premises:code/HS%'")[0]?.[0] as number;

/** Of the tables the workspace's schema has. */
function idsOf(connection: Connection): string[] {
  const there = new Set(connection.allValues("SELECT name FROM sqlite_schema WHERE type = 'table'").map(([name]) => name));
  return tableNames
    .filter((table) => there.has(table))
    .flatMap((table) => connection.allValues(`SELECT id FROM ${table}`).map(([id]) => id as string));
}
