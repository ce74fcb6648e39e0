import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Works in a new folder among the temporary ones, which goes with all that is in it once the work is done or has failed. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-'));
  try {
    return await work(folder);
  } finally {
    // What ran in it may hold a file a moment longer.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
