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

/** Brings a workspace from `version` to the newest schema: all steps in one transaction, so that a full disk or a crash leaves it as it was. */
export function migrate(database: SqliteDatabase, version: number): void {
  const steps = migrations.filter((migration) => migration.version > version);
  if (steps.length === 0) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const { sql, fill } of steps) {
      database.exec(sql);
      fill?.(database);
    }
    database.prepare('UPDATE workspace_meta SET schema_version = ?').run(schemaVersion);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
