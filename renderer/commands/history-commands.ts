import { host } from '../host/host.ts';
import { notifyFailure } from '../state/notices.ts';
import { pastStore, viewPresent } from '../state/past.ts';
import { openDialog } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { type Command, command } from './command.ts';
import { needsRoleOfEdit, needsWorkspace } from './needs.ts';

/** Undo and redo are the record's: they work on whatever was last committed. A text field keeps its own. */
export const historyCommands: readonly Command[] = [
  command({
    id: 'undo',
    label: 'app.commands.undo',
    keys: ['Ctrl+Z'],
    whileTyping: false,
    disabled: () => {
      const note = workspaceStore.getState().info?.undo;
      return needsWorkspace() ?? (note ? needsRoleOfEdit(note) : 'app.commands.disabled.nothingToUndo');
    },
    run: async () => {
      const answer = await host().records.undo(null);
      if (!answer.ok) notifyFailure(answer.failure);
    },
  }),
  command({
    id: 'redo',
    label: 'app.commands.redo',
    keys: ['Ctrl+Y', 'Ctrl+Shift+Z'],
    whileTyping: false,
    disabled: () => {
      const note = workspaceStore.getState().info?.redo;
      return needsWorkspace() ?? (note ? needsRoleOfEdit(note) : 'app.commands.disabled.nothingToRedo');
    },
    run: async () => {
      const answer = await host().records.redo(null);
      if (!answer.ok) notifyFailure(answer.failure);
    },
  }),
  command({
    id: 'changeLog',
    label: 'app.commands.changeLog',
    keys: ['Ctrl+H'],
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'changeLog', verify: false }),
  }),
  command({
    id: 'checkLog',
    label: 'app.commands.checkLog',
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'changeLog', verify: true }),
  }),
  command({
    id: 'viewPast',
    label: 'app.commands.viewPast',
    disabled: () => needsWorkspace() ?? (workspaceStore.getState().info?.changedAt ? null : 'history.past.nothingYet'),
    run: () => openDialog({ kind: 'viewPast' }),
  }),
  command({
    id: 'viewPresent',
    label: 'app.commands.viewPresent',
    disabled: () => (pastStore.getState().moment === null ? 'history.past.isPresent' : null),
    run: viewPresent,
  }),
  command({
    id: 'outsideEdits',
    label: 'app.commands.outsideEdits',
    disabled: needsWorkspace,
    run: () => openDialog({ kind: 'outsideEdits' }),
  }),
];
