import { join, resolve } from 'node:path';

export const appFolder = resolve(import.meta.dirname, '../..');

/** The Electron binary of the runtime that build/scripts made ready. */
export function electronBinary(): string {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = named ? resolve(named) : join(appFolder, '.cache/electron-development');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/**
 * Switches for a machine without a GPU and for the account the app runs in: Chromium refuses its sandbox to root.
 * @param fully as readers see it, else with a quarter of the pixels: most of a test's time is a processor drawing the map
 */
export function runtimeSwitches({ sandboxed = false, fully = true } = {}): string[] {
  const root = process.getuid?.() === 0 && !sandboxed ? ['--no-sandbox'] : [];
  const sparing = fully ? [] : ['--force-device-scale-factor=0.5'];
  return [...root, ...sparing, '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--log-level=3'];
}
