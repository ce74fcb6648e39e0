import type { SqliteDatabase } from '../sqlite.ts';
import { firstSchema } from './0001-first-schema.ts';

export interface Migration {
  /** Schema version the workspace has afterwards. */
  version: number;
  sql: string;
}

/** Every step a workspace can be brought forward by, in order. Adding one is its file and this line. */
export const migrations: readonly Migration[] = [firstSchema];

export const schemaVersion = migrations.length;

/** Brings a workspace from `version` to the newest schema, each step in a transaction of its own. */
export function migrate(database: SqliteDatabase, version: number): void {
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(migration.sql);
      database.prepare('UPDATE workspace_meta SET schema_version = ?').run(migration.version);
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
}
