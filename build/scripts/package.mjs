import { join } from 'node:path';
import { developmentRuntime } from './development-runtime.mjs';
import { node24, root } from './folders.mjs';
import { runCommand } from './run-command.mjs';

/** Packages the built app around a runtime: installers around the official Electron, a smoke test around the development one. */
export function packageApp(runtime, args) {
  const development = runtime === developmentRuntime ? ['--development'] : [];
  return runCommand(node24, [join(root, 'build/packaging/package.ts'), '--runtime', runtime, ...development, ...args]);
}
