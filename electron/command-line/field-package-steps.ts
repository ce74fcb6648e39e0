import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { MergeOutcome } from '../../shared/ipc/index.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import type { RecordApi } from '../record/api.ts';
import { draftPathOf, type StagedFile, stagedAt } from '../staged-file.ts';

/** Makes the field package of a zone, found by its name. */
export interface FieldPackageStep {
  kind: 'fieldPackage';
  zone: string;
  path: string;
  passwordPath: string | null;
}
/** Merges a package that came back from the field. */
export interface MergeStep {
  kind: 'mergePackage';
  path: string;
  passwordPath: string | null;
}

/** `zone=NAME=OUT.fpkg`; a name may hold anything but the last `=`. Null for anything else. */
export function parseFieldPackage(value: string): FieldPackageStep | null {
  const match = /^zone=(.+)=([^=]+\.fpkg)$/i.exec(value);
  return match ? { kind: 'fieldPackage', zone: match[1] as string, path: match[2] as string, passwordPath: null } : null;
}

const VALID_DAYS = 30;

/** Writes a zone's package beside its place. Failures `zoneUnknown`, `passwordFileUnreadable`, those of making packages. */
export async function stageFieldPackage(step: FieldPackageStep, record: RecordApi, folder: string): Promise<Result<StagedFile>> {
  const password = await readPassword(step.passwordPath, folder);
  if (!password.ok) return password;
  const zone = (await record.all({ table: 'zone' })).find(({ name }) => name === step.zone);
  if (zone === undefined) return failed('zoneUnknown');
  const path = resolve(folder, step.path);
  const staged = stagedAt(draftPathOf(path), path);
  staged.discard();
  const expiresOn = new Date(Date.now() + VALID_DAYS * 86_400_000).toISOString().slice(0, 10);
  const request = { zoneId: zone.id, target: staged.draft, password: password.value, expiresOn, jobId: 'fieldPackage' };
  const made = await record.makeFieldPackage(request);
  return made.ok ? done(staged) : made;
}

/** Merges a returned package. Failures `passwordFileUnreadable`, those of merging. */
export async function mergeReturned(step: MergeStep, record: RecordApi, folder: string): Promise<Result<MergeOutcome>> {
  const password = await readPassword(step.passwordPath, folder);
  if (!password.ok) return password;
  return record.mergeFieldPackage({ path: resolve(folder, step.path), password: password.value, jobId: 'mergePackage', commit: true });
}

const SHORTEST_PASSWORD = 8;

/** The first line of the file: a password on the command line would be seen by everybody on the machine. */
async function readPassword(path: string | null, folder: string): Promise<Result<string>> {
  if (path === null) return failed('cliPasswordMissing');
  try {
    const [line = ''] = (await readFile(resolve(folder, path), 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
    return line.length >= SHORTEST_PASSWORD ? done(line) : failed('passwordFileUnreadable', { path });
  } catch {
    return failed('passwordFileUnreadable', { path });
  }
}
