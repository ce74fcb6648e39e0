import { backupCommands } from './backup-commands.ts';
import type { Command } from './command.ts';
import { fieldPackageCommands } from './field-package-commands.ts';
import { historyCommands } from './history-commands.ts';
import { preferenceCommands } from './preference-commands.ts';
import { responseCommands } from './response-commands.ts';
import { routeCommands } from './route-commands.ts';
import { viewCommands } from './view-commands.ts';
import { workspaceCommands } from './workspace-commands.ts';

/** Every command of the main window. A new one is its object in one of these lists. */
export const commands: readonly Command[] = [
  ...workspaceCommands,
  ...backupCommands,
  ...fieldPackageCommands,
  ...historyCommands,
  ...viewCommands,
  ...responseCommands,
  ...routeCommands,
  ...preferenceCommands,
];

const byId = new Map(commands.map((command) => [command.id, command]));

/** The command of an id; a wrong id is a bug. */
export function commandOf(id: string): Command {
  const found = byId.get(id);
  if (!found) throw new Error(`No command is called ${id}`);
  return found;
}
export const hasCommand = (id: string): boolean => byId.has(id);
