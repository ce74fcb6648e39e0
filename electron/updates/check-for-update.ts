import { done, failed, type Result } from '../../shared/model/index.ts';
import { compareVersions, readManifest, readPublicKey, type UpdateFile } from './manifest.ts';
import { updateSource } from './update-source.ts';

/** The program that asks: what it is, and whom it trusts. */
export interface Installed {
  version: string;
  platform: NodeJS.Platform;
  arch: string;
  /** Ed25519 public key, PEM or base64 (SPKI). */
  publicKey: string;
}
export interface AvailableUpdate {
  source: string;
  version: string;
  released: string;
  file: UpdateFile;
}

/**
 * Looks for a newer version at a folder or address. Null when the newest is installed. Of several files for this system the
 * first of the manifest counts. Fails with `updateKeyUnusable`, `updateSourceUnreachable`, `updateManifestUnreadable`,
 * `updateSignatureWrong`, `updateOlder` (what is offered there is older than what is installed), `updateOtherSystem`, `updateCancelled`.
 */
export async function checkForUpdate(source: string, installed: Installed, signal: AbortSignal): Promise<Result<AvailableUpdate | null>> {
  const publicKey = readPublicKey(installed.publicKey);
  if (publicKey === null) return failed('updateKeyUnusable');
  const bytes = await updateSource(source).readManifest(signal);
  if (!bytes.ok) return bytes;
  const manifest = readManifest(bytes.value, publicKey);
  if (!manifest.ok) return manifest;
  const { version, released, files } = manifest.value;
  const order = compareVersions(version, installed.version);
  if (order < 0) return failed('updateOlder', { version, installed: installed.version });
  if (order === 0) return done(null);
  const file = files.find(({ platform, arch }) => platform === installed.platform && arch === installed.arch);
  if (file === undefined) return failed('updateOtherSystem', { version, system: `${installed.platform} ${installed.arch}` });
  return done({ source, version, released, file });
}
