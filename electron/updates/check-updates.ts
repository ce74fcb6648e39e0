import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import type { Log } from '../log.ts';
import type { Translate } from '../translate.ts';
import { nativeScreen } from './native-screen.ts';
import { runUpdateDialogs } from './update-dialogs.ts';
import { packagedPublicKey, readUpdateSettings, writeUpdateSettings } from './update-settings.ts';

let running = false;

/** The menu's "check for updates". One conversation at a time; the network is asked only in it, and only at the source set there. */
export async function checkUpdates(window: BrowserWindow | null, t: Translate, log: Log): Promise<void> {
  if (running) return;
  running = true;
  const userData = app.getPath('userData');
  try {
    await runUpdateDialogs({
      screen: nativeScreen(window, t),
      translate: t,
      installed: { version: app.getVersion(), platform: process.platform, arch: process.arch },
      packagedKey: packagedPublicKey(app.getAppPath()),
      folder: join(userData, 'updates'),
      readSettings: () => readUpdateSettings(userData),
      writeSettings: (settings) => {
        writeUpdateSettings(userData, settings);
        log.info(`source of updates: ${settings.source ?? 'none'}`);
      },
    });
  } finally {
    running = false;
  }
}
