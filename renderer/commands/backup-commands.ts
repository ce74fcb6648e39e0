import { backupNeeds } from '../../shared/rules/permissions.ts';
import { formatBytes } from '../format.ts';
import { host } from '../host/host.ts';
import type { TextKey } from '../i18n.ts';
import { notify, notifyFailure } from '../state/notices.ts';
import { openDialog } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { type Command, command } from './command.ts';
import { needsRole, needsWorkspace } from './needs.ts';

/** The reason of what needs a workspace whose backups are kept: none are of one that can only be viewed. */
const needsBackups = (): TextKey | null => needsWorkspace() ?? (workspaceStore.getState().info?.readOnly ? 'backups.readOnly' : null);

export const backupCommands: readonly Command[] = [
  command({
    id: 'backups',
    label: 'app.commands.backups',
    keys: ['Ctrl+B'],
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'backups' }),
  }),
  command({
    id: 'backUpNow',
    label: 'app.commands.backUpNow',
    keys: ['Ctrl+Shift+B'],
    disabled: () => needsBackups() ?? needsRole(backupNeeds.create),
    run: async () => {
      const made = await host().backups.create(null);
      if (made.ok) notify({ tone: 'success', text: 'backups.created', values: { size: formatBytes(made.value.size) } });
      else notifyFailure(made.failure);
    },
  }),
  command({
    id: 'copyToUsb',
    label: 'app.commands.copyToUsb',
    disabled: () => needsBackups() ?? needsRole(backupNeeds.copyToUsb),
    run: () => openDialog({ kind: 'copyToUsb' }),
  }),
  command({
    id: 'openPackage',
    label: 'app.commands.openPackage',
    disabled: () => needsRole(backupNeeds.openPackage),
    run: () => openDialog({ kind: 'openPackage' }),
  }),
];
