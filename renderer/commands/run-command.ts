import { host } from '../host/host.ts';
import { notify } from '../state/notices.ts';
import { commandOf } from './index.ts';

/** Runs a command by id. When it cannot run now, says why instead. A failure nobody expected is logged and said. */
export async function runCommand(id: string): Promise<void> {
  const command = commandOf(id);
  const reason = command.disabled();
  if (reason !== null) {
    notify({ tone: 'info', text: reason, durationMs: 3000 });
    return;
  }
  try {
    await command.run();
  } catch (error) {
    notify({ tone: 'danger', text: 'app.failed', values: { code: id } });
    await host().windows.reportError({
      message: `command ${id}: ${error instanceof Error ? (error.stack ?? error.message) : error}`.slice(0, 4000),
    });
  }
}
