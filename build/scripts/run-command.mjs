import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { node24, root } from './folders.mjs';

/** Environment of everything started here: Node 24 first on the PATH. */
export function childEnvironment(extra = {}) {
  return {
    ...process.env,
    // `npm start --silent` silences this program's npm, not the ones it starts, whose errors the user needs.
    npm_config_loglevel: 'warn',
    PATH: `${dirname(node24)}${delimiter}${process.env.PATH ?? ''}`,
    ...extra,
  };
}

/**
 * Runs a command and answers with its exit code. `output` is where its stdout goes: `stderr` for set-up, `stdout` for the
 * program's own output. Ctrl+C and termination reach the command, and it is waited for.
 */
export function runCommand(command, args, { output = 'stderr', env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: childEnvironment(env),
      stdio: ['inherit', output === 'stdout' ? 'inherit' : 2, 'inherit'],
    });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}
