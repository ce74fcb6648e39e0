import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../shared/model/index.ts';
import { notWritten } from './staged-file.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Why no file can be written in a folder, which is made when it is not there, as `notWritten`; null when one can. */
export function whyNotWritable(folder: string): Failure | null {
  const probe = join(folder, `probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileAtomically(probe, '-');
    rmSync(probe);
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return notWritten(folder, error).failure;
  }
}
