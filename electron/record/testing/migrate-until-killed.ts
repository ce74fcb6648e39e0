import { writeSync } from 'node:fs';
import type { StatementSync } from 'node:sqlite';
import { connectionTo } from '../connection.ts';
import { migrate } from '../migrations/index.ts';
import { openSqlite, type SqliteDatabase } from '../sqlite.ts';

/**
 * Run as a process of its own: `PATH FROM_VERSION STEP`. Migrates a workspace statement by statement and kills itself with SIGKILL
 * before the statement number STEP. Prints the number of statements when it comes to the end.
 */
const [path, version, killAt] = process.argv.slice(2) as [string, string, string];
const database = connectionTo(openSqlite(path, { readOnly: false })).database;
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
let steps = 0;

function step<T>(work: () => T): T {
  if (steps++ === Number(killAt)) process.kill(process.pid, 'SIGKILL');
  return work();
}

/** The single statements of a script; a trigger's body stays with its trigger. */
function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let statement = '';
  let inTrigger = false;
  for (const line of sql.split('\n')) {
    statement += `${line}\n`;
    if (line.startsWith('CREATE TRIGGER')) inTrigger = true;
    if (inTrigger ? line === 'END;' : line.trimEnd().endsWith(';')) {
      statements.push(statement);
      statement = '';
      inTrigger = false;
    }
  }
  if (statement.trim() !== '') statements.push(statement);
  return statements;
}

/** Stands before the database and counts. */
const counted = {
  exec: (sql: string) => {
    for (const statement of statementsOf(sql)) step(() => database.exec(statement));
  },
  prepare: (sql: string) => {
    const statement = database.prepare(sql);
    return {
      all: (...values: Parameters<StatementSync['all']>) => step(() => statement.all(...values)),
      get: (...values: Parameters<StatementSync['get']>) => step(() => statement.get(...values)),
      run: (...values: Parameters<StatementSync['run']>) => step(() => statement.run(...values)),
    };
  },
  get isTransaction() {
    return database.isTransaction;
  },
} as unknown as SqliteDatabase;

migrate(counted, Number(version));
writeSync(1, `${steps}\n`);
database.close();
