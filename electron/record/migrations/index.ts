import type { SqliteDatabase } from '../sqlite.ts';
import { firstSchema } from './0001-first-schema.ts';
import { hashChain } from './0002-hash-chain.ts';
import { patrolTracks } from './0003-patrol-tracks.ts';
import { fieldPackages } from './0004-field-packages.ts';

export interface Migration {
  /** Schema version the workspace has afterwards. */
  version: number;
  sql: string;
  /** Work on the data that SQL alone cannot do, in the same transaction. */
  fill?(database: SqliteDatabase): void;
}

/** Every step a workspace can be brought forward by, in order. Adding one is its file and this line. */
export const migrations: readonly Migration[] = [firstSchema, hashChain, patrolTracks, fieldPackages];

export const schemaVersion = migrations.length;

/** Brings a workspace from `version` to the newest schema, each step in a transaction of its own. */
export function migrate(database: SqliteDatabase, version: number): void {
  for (const migration of migrations) {
    if (migration.version <= version) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(migration.sql);
      migration.fill?.(database);
      database.prepare('UPDATE workspace_meta SET schema_version = ?').run(migration.version);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}
