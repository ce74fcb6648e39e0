import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../write-file-atomically.ts';

const schema = z.object({
  /** Folder or intranet address; null means that updates are off, as they are until someone sets one. */
  source: z.string().nullable().catch(null),
  /** Public key trusted when the package has none of its own. */
  publicKey: z.string().nullable().catch(null),
});
export type UpdateSettings = z.infer<typeof schema>;

const nameIn = (folder: string) => join(folder, 'updates.json');

/** Where this user's updates come from. A missing or damaged file means: nowhere. */
export function readUpdateSettings(folder: string): UpdateSettings {
  return schema.catch({ source: null, publicKey: null }).parse(readJson(nameIn(folder)));
}

export function writeUpdateSettings(folder: string, settings: UpdateSettings): void {
  writeFileAtomically(nameIn(folder), `${JSON.stringify(settings, null, 2)}\n`);
}

/** The public key put into the package when it was made; it lies in the archive, whose integrity Electron checks. Null when there is none. */
export function packagedPublicKey(appFolder: string): string | null {
  const manifest = z.object({ updatePublicKey: z.string() }).safeParse(readJson(join(appFolder, 'package.json')));
  return manifest.success ? manifest.data.updatePublicKey : null;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
