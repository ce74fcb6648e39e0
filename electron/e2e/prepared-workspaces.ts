import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeWorkspace } from './make-workspace.ts';
import { runHeadless } from './run-headless.ts';

const folderKey = 'FIRE_ONE_MAP_PREPARED';

/**
 * Before all tests of a run: makes, by the app itself, the workspaces most of them start from, which each then copies. Answers with how
 * they are removed again.
 */
export async function prepareWorkspaces(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-prepared-'));
  process.env[folderKey] = folder;
  await makeWorkspace(join(folder, 'small.gpkg'));
  const sample = await runHeadless(['--workspace', join(folder, 'sample.gpkg'), '--sample']);
  if (sample.code !== 0) throw new Error(sample.stderr);
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Copies the workspace of three premises (make-workspace.ts) or the sample district to a path. */
export function copyWorkspace(prepared: 'small' | 'sample', path: string): void {
  const folder = process.env[folderKey];
  if (folder === undefined) throw new Error('The workspaces of the tests are prepared by the Playwright configuration');
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(join(folder, `${prepared}.gpkg`), path);
}
