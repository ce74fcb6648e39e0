// What every npm script of this project starts with: plain JavaScript for the Node of the machine, no packages. It brings
// what is missing (npm packages, Debian packages, an Electron runtime, the build) and says so, then runs the task.
import { join } from 'node:path';
import { buildApp } from './build-app.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { cache, node24, root } from './folders.mjs';
import { installDebianPackages } from './install-debian-packages.mjs';
import { installNpmPackages } from './install-npm-packages.mjs';
import { packageApp } from './package.mjs';
import { runCommand } from './run-command.mjs';
import { runTests } from './run-tests.mjs';
import { SetupFailure, say } from './say.mjs';
import { checkDisplay, startApp } from './start-app.mjs';
import { startDisplay } from './start-display.mjs';
import { withLock } from './with-lock.mjs';

const quickSeconds = process.env.CI ? 5 : 20;

const tasks = {
  async start(args) {
    const headless = args.includes('--headless');
    checkDisplay(headless);
    const runtime = await setUp({ display: headless, tests: false, firstByteSeconds: quickSeconds, build: true });
    return startApp(runtime, args, { headless });
  },
  async test(args) {
    const runtime = await setUp({ display: true, tests: true, firstByteSeconds: 5, build: false });
    return runTests(runtime, { long: false, args });
  },
  async 'test-long'(args) {
    const runtime = await setUp({ display: false, tests: true, firstByteSeconds: 5, build: false });
    return runTests(runtime, { long: true, args });
  },
  async package(args) {
    const runtime = await setUp({ display: false, tests: false, firstByteSeconds: quickSeconds, build: true });
    return packageApp(runtime, args);
  },
  async bench(args) {
    const runtime = await setUp({ display: true, tests: false, firstByteSeconds: 5, build: true });
    const display = process.platform === 'linux' ? await startDisplay() : null;
    try {
      const env = { ELECTRON_OVERRIDE_DIST_PATH: runtime, ...(display ? { DISPLAY: display.display } : {}) };
      return await runCommand(node24, [join(root, 'build/bench/run.ts'), ...args], { output: 'stdout', env });
    } finally {
      display?.stop();
    }
  },
};

function setUp({ display, tests, firstByteSeconds, build }) {
  return withLock(join(cache, 'set-up.lock'), async () => {
    await installDebianPackages({ display, tests });
    await installNpmPackages();
    const runtime = await electronRuntime({ firstByteSeconds });
    if (build) await buildApp();
    return runtime;
  });
}

const [task, ...args] = process.argv.slice(2);
try {
  if (!(task in tasks)) throw new SetupFailure(`Unknown task ${task}; known: ${Object.keys(tasks).join(', ')}.`);
  process.exitCode = await tasks[task](args);
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  say(error.message);
  process.exitCode = 1;
}
