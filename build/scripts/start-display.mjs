import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupFailure } from './say.mjs';

/**
 * Starts a display in memory on a free number (Xvfb chooses it) and answers with its name and how to end it. Nobody but
 * this machine can connect.
 */
export async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const failed = once(server, 'error').then(([error]) => {
    throw new SetupFailure(`Xvfb cannot be started: ${error.message}`);
  });
  const ended = once(server, 'exit').then(() => {
    throw new SetupFailure('Xvfb ended at once: is another server using the display?');
  });
  const [number] = await Promise.race([once(server.stdio[3], 'data'), failed, ended]);
  failed.catch(() => {});
  ended.catch(() => {});
  const stop = () => server.kill('SIGTERM');
  process.once('exit', stop);
  return { display: `:${String(number).trim()}`, stop };
}
