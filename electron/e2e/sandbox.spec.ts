import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { appFolder, electronBinary, runtimeSwitches } from './electron-command.ts';
import { readLog } from './launch-app.ts';
import { copyWorkspace } from './prepared-workspaces.ts';

const nobody = 65_534;

test('for an ordinary account every page runs inside the sandbox', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-nobody-'));
  const workspace = join(folder, 'w.gpkg');
  copyWorkspace('small', workspace);
  const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if (account.uid) for (const path of [folder, workspace]) chownSync(path, nobody, nobody);
  const switches = runtimeSwitches().filter((name) => name !== '--no-sandbox');
  const app = spawn(electronBinary(), [...switches, `--user-data-dir=${folder}`, appFolder, workspace], {
    cwd: folder,
    env: { ...process.env, HOME: folder },
    stdio: 'ignore',
    ...account,
  });
  try {
    await expect.poll(() => readLog(folder), { timeout: 60_000 }).toContain('main window drawn');
    const pages = renderersUnder(folder);
    expect(pages.length).toBeGreaterThan(0);
    // No new privileges, and system calls filtered: what Chromium's sandbox sets on a page's process.
    for (const status of pages) expect(status).toMatch(/^NoNewPrivs:\t1$[\s\S]*^Seccomp:\t2$/m);
  } finally {
    if (app.exitCode === null && app.signalCode === null) {
      app.kill();
      await once(app, 'exit');
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** The kernel's word on every page process of the app with this profile. */
function renderersUnder(profile: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const isPage = command.includes('--type=renderer') && command.includes(profile);
        return isPage ? [readFileSync(`/proc/${pid}/status`, 'utf8')] : [];
      } catch {
        return [];
      }
    });
}
