import type { App } from 'electron';
import type { Log } from './log.ts';

/** Our own switch: draw in software. `--software-rendering=crashed` says why, so that the window can tell the user. */
export const softwareRenderingSwitch = 'software-rendering';

export interface RenderingMode {
  software: boolean;
  crashed: boolean;
}

/**
 * Reads the mode this run was started in and sets Chromium's switches for it. Before `ready`.
 * @param shown whether windows are looked at, and not only pictures taken of them
 */
export function chooseRendering(app: App, shown: boolean): RenderingMode {
  const asked = app.commandLine.hasSwitch(softwareRenderingSwitch);
  const crashed = asked && app.commandLine.getSwitchValue(softwareRenderingSwitch) === 'crashed';
  const software = asked || app.commandLine.hasSwitch('disable-gpu') || app.commandLine.getSwitchValue('use-angle') === 'swiftshader';
  // Newer Chromium has no WebGL without a GPU unless this is said; every page here is the app's own.
  app.commandLine.appendSwitch('enable-unsafe-swiftshader');
  if (asked) {
    app.commandLine.appendSwitch('use-gl', 'angle');
    app.commandLine.appendSwitch('use-angle', 'swiftshader');
  }
  // Where the GPU is software, only the map needs it: panels and the whole page are drawn faster without.
  if (software && shown) app.commandLine.appendSwitch('disable-gpu-compositing');
  return { software, crashed };
}

/** Whether pages are drawn without a GPU: because it was asked for, or because Chromium found none it could use. */
export function drawsInSoftware(app: App, mode: RenderingMode): boolean {
  return mode.software || !app.getGPUFeatureStatus().webgl.startsWith('enabled');
}

/**
 * Starts the app again in software mode when the GPU process dies. `beforeRelaunch` closes the record. A run that is
 * already in software mode is left to Chromium, which starts its GPU process again by itself.
 */
export function relaunchOnGpuCrash(app: App, mode: RenderingMode, log: Log, beforeRelaunch: () => Promise<void>): void {
  let relaunching = false;
  app.on('child-process-gone', (_event, details) => {
    if (details.type !== 'GPU' || details.reason === 'clean-exit') return;
    log.error(`GPU process gone: ${details.reason}, exit code ${details.exitCode}`);
    if (mode.crashed || relaunching) return;
    relaunching = true;
    void beforeRelaunch().finally(() => {
      log.warn('starting again with software rendering');
      app.relaunch({ args: argumentsAfterCrash(process.argv.slice(1)) });
      app.exit(0);
    });
  });
}

/** The same call without its GPU switches, and without a debugger that cannot follow into another process. */
export function argumentsAfterCrash(argv: readonly string[]): string[] {
  const kept = argv.filter((argument, index) => {
    const name = argument.split('=')[0]!;
    return !droppedSwitches.has(name) && !['-r', '--require'].includes(argv[index - 1] ?? '');
  });
  return [...kept, `--${softwareRenderingSwitch}=crashed`];
}

const droppedSwitches = new Set([
  '--use-gl',
  '--use-angle',
  `--${softwareRenderingSwitch}`,
  '--inspect',
  '--inspect-brk',
  '--remote-debugging-port',
  '--remote-debugging-pipe',
  '-r',
  '--require',
]);
