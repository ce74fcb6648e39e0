import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { done, failed, type Result } from '../../shared/model/index.ts';

const updateFile = z.object({
  /** A plain name in the manifest's folder: it becomes part of a path and of a URL. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/),
  platform: z.enum(['win32', 'linux', 'darwin']),
  arch: z.enum(['x64', 'arm64']),
  size: z.number().int().min(1).max(4_000_000_000),
  /** Lower-case hex. */
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});
export type UpdateFile = z.infer<typeof updateFile>;

const manifestSchema = z.object({
  product: z.literal('fire-one-map'),
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  /** The day of release, YYYY-MM-DD. */
  released: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  files: z.array(updateFile).min(1).max(50),
  /** Ed25519 over `signedBytes`, base64. */
  signature: z.string().max(200),
});
export type UpdateManifest = z.infer<typeof manifestSchema>;

/** Name of the manifest in an update's folder. */
export const manifestName = 'latest.json';

/** What is signed: every field in a fixed order, whatever the JSON file's layout. */
export function signedBytes({ product, version, released, files }: Omit<UpdateManifest, 'signature'>): Buffer {
  const fields = files.map(({ name, platform, arch, size, sha512 }) => [name, platform, arch, size, sha512]);
  return Buffer.from(`fire-one-map update 1\n${JSON.stringify([product, version, released, fields])}`);
}

/** An Ed25519 public key out of PEM or bare base64 (SPKI). Null when it is none. */
export function readPublicKey(text: string): KeyObject | null {
  try {
    const base64 = text.replace(/-----[^-]+-----|\s/g, '');
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** Reads a manifest whose signature holds. Fails with `updateManifestUnreadable`, `updateSignatureWrong`. */
export function readManifest(bytes: Uint8Array, publicKey: KeyObject): Result<UpdateManifest> {
  const parsed = manifestSchema.safeParse(parseJson(bytes));
  if (!parsed.success) return failed('updateManifestUnreadable');
  const signature = Buffer.from(parsed.data.signature, 'base64');
  return verify(null, signedBytes(parsed.data), publicKey, signature) ? done(parsed.data) : failed('updateSignatureWrong');
}

/** Below 0 when `a` is the older of two versions x.y.z, 0 when they are the same. A suffix such as `-beta` counts as older than none. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [split(a), split(b)];
  for (let index = 0; index < first.length; index += 1) {
    const difference = first[index]! - second[index]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

function split(version: string): [number, number, number, number] {
  const [numbers = '', suffix] = version.split('+')[0]!.split(/-(.*)/s);
  const [major = 0, minor = 0, patch = 0] = numbers.split('.').map(Number);
  return [major, minor, patch, suffix === undefined ? 1 : 0];
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
