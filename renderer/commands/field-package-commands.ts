import { fieldPackageNeeds } from '../../shared/rules/permissions.ts';
import type { TextKey } from '../i18n.ts';
import { openDialog } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { type Command, command } from './command.ts';
import { needsRole, needsWorkspace } from './needs.ts';

const isCopy = (): boolean => workspaceStore.getState().info?.fieldPackage != null;
/** Packages are made of and merged into the office's own workspace, not a copy of a part of it. */
const needsOrigin = (): TextKey | null => needsWorkspace() ?? (isCopy() ? 'packages.disabled.isACopy' : null);

export const fieldPackageCommands: readonly Command[] = [
  command({
    id: 'makeFieldPackage',
    label: 'app.commands.makeFieldPackage',
    disabled: () => needsOrigin() ?? needsRole(fieldPackageNeeds.make),
    run: () => openDialog({ kind: 'makeFieldPackage' }),
  }),
  command({
    id: 'openFieldPackage',
    label: 'app.commands.openFieldPackage',
    disabled: () => needsRole(fieldPackageNeeds.open),
    run: () => openDialog({ kind: 'openFieldPackage' }),
  }),
  command({
    id: 'giveBackFieldPackage',
    label: 'app.commands.giveBackFieldPackage',
    disabled: () => needsWorkspace() ?? (isCopy() ? needsRole(fieldPackageNeeds.giveBack) : 'packages.disabled.notACopy'),
    run: () => openDialog({ kind: 'giveBackFieldPackage' }),
  }),
  command({
    id: 'mergeFieldPackage',
    label: 'app.commands.mergeFieldPackage',
    disabled: () => needsOrigin() ?? needsRole(fieldPackageNeeds.merge),
    run: () => openDialog({ kind: 'mergeFieldPackage' }),
  }),
  command({
    id: 'fieldConflicts',
    label: 'app.commands.fieldConflicts',
    disabled: () => needsWorkspace() ?? needsRole('recorder'),
    run: () => openDialog({ kind: 'fieldConflicts' }),
  }),
];
