import { host } from '../host/host.ts';
import { notify } from '../state/notices.ts';
import { screenStore } from '../state/screen.ts';
import { commandOf } from './index.ts';

/** Runs a command asked for by a key or the menu: while a dialog is open, only what concerns the whole window. */
export function runCommandFromOutside(id: string): void {
  if (screenStore.getState().dialog === null || commandOf(id).whileDialog) void runCommand(id);
  else notify({ tone: 'info', text: 'app.commands.disabled.dialogOpen', durationMs: 3000 });
}

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
