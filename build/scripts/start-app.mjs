import { electronBinary } from './electron-runtime.mjs';
import { root } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';
import { startDisplay } from './start-display.mjs';

const softwareRendering = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Refuses early what cannot work: a window without a screen. */
export function checkDisplay(headless) {
  if (process.platform !== 'linux' || headless || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return;
  throw new SetupFailure(
    'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\nUse --headless, which brings its own display, e.g.:\n  npm start --silent -- --headless --workspace sample.gpkg --sample --snapshot map.png --quit',
  );
}

/** Runs the built app with the user's arguments and answers with its exit code. */
export async function startApp(runtime, args, { headless }) {
  const flags = [];
  if (process.getuid?.() === 0) {
    say("Running as root: Chromium's sandbox cannot be used and is off (--no-sandbox). Use an ordinary account for real work.");
    flags.push('--no-sandbox');
  }
  if (headless) flags.push(...softwareRendering, '--log-level=3');
  const display = headless && process.platform === 'linux' ? await startDisplay() : null;
  try {
    return await runCommand(electronBinary(runtime), [...flags, root, ...args], {
      output: 'stdout',
      // npm runs scripts in the package's folder; paths on the command line are meant from where the user stands.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: display ? { DISPLAY: display.display, WAYLAND_DISPLAY: '' } : {},
    });
  } finally {
    display?.stop();
  }
}
