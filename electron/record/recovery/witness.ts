import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../../write-file-atomically.ts';
import { backupFolderOf } from '../backups/backup-folder.ts';
import { hashFile } from '../backups/hash-file.ts';

/**
 * A second, independent word on a workspace, kept outside its file. While it is open: the newest revision that was
 * acknowledged. Once it is closed: a seal over every byte. SQLite ends its recovery at the first broken WAL frame without a
 * word and keeps no checksum of its pages; what it cannot notice shows against this.
 */
const witnessSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), workspaceId: z.string(), rev: z.number().int() }),
  z.object({
    state: z.literal('closed'),
    workspaceId: z.string(),
    rev: z.number().int(),
    size: z.number().int(),
    header: z.string(),
    sha256: z.string(),
  }),
]);
export type Witness = z.infer<typeof witnessSchema>;

/** The witness of one open workspace. */
export interface WitnessKeeper {
  /** Notes a revision the disk has. Not synced: after a power cut it may say less than the record holds, never more. */
  acknowledge(rev: number): void;
  /**
   * Seals the closed file. `written`: something was written to it, acknowledged or not; SQLite need not raise the header's
   * counter for what goes through the WAL, so that the header alone does not tell.
   */
  seal(closed: { written: boolean }): void;
}

/** Fits one disk sector, so that it is never half new and half old. */
const RECORD_BYTES = 512;
const HEADER_BYTES = 100;

export const witnessPathOf = (workspacePath: string): string => join(backupFolderOf(workspacePath), 'witness.json');

/** What the witness says; null when there is none or it cannot be read. */
export function readWitness(workspacePath: string): Witness | null {
  try {
    const parsed = witnessSchema.safeParse(JSON.parse(readFileSync(witnessPathOf(workspacePath), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Forgets the witness: the workspace is taken as it stands from now on. */
export function removeWitness(workspacePath: string): void {
  rmSync(witnessPathOf(workspacePath), { force: true });
}

/** Starts a witness for an opened workspace. A folder that cannot be written leaves it without one. */
export function keepWitness(workspacePath: string, workspaceId: string, rev: number): WitnessKeeper {
  const path = witnessPathOf(workspacePath);
  const sealed = readWitness(workspacePath);
  let last = rev;
  let file: number | null = null;
  const write = (witness: Witness): void => {
    try {
      if (file === null) {
        mkdirSync(backupFolderOf(workspacePath), { recursive: true });
        // Not opened for truncation: the sector holds the old word or the new one.
        file = openSync(path, 'a+');
        closeSync(file);
        file = openSync(path, 'r+');
      }
      writeSync(file, Buffer.from(`${JSON.stringify(witness).padEnd(RECORD_BYTES - 1)}\n`), 0, RECORD_BYTES, 0);
      ftruncateSync(file, RECORD_BYTES);
    } catch (error) {
      if (!isSystemError(error)) throw error;
    }
  };
  return {
    acknowledge: (acknowledged) => {
      last = acknowledged;
      write({ state: 'open', workspaceId, rev: acknowledged });
    },
    seal: ({ written }) => {
      if (file !== null) closeSync(file);
      try {
        const header = readHeader(workspacePath);
        if (!written && file === null && sealed?.state === 'closed' && sealed.header === header) return;
        mkdirSync(backupFolderOf(workspacePath), { recursive: true });
        writeFileAtomically(
          path,
          `${JSON.stringify({ state: 'closed', workspaceId, rev: last, header, ...hashFile(workspacePath) } satisfies Witness)}\n`,
        );
      } catch (error) {
        if (!isSystemError(error)) throw error;
      }
    },
  };
}

/** The first 100 bytes as hex: SQLite's header, whose change counter every writer raises. */
export function readHeader(path: string): string {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    readSync(file, header, 0, HEADER_BYTES, 0);
    return header.toString('hex');
  } finally {
    closeSync(file);
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
