import type { ChangeNote, OperatorRole } from '../../shared/model/index.ts';
import { allows, needOfEdit } from '../../shared/rules/permissions.ts';
import type { TextKey } from '../i18n.ts';
import { preferencesStore } from '../state/preferences.ts';
import { workspaceStore } from '../state/workspace.ts';

/** The reason of every command that works on an open workspace. */
export const needsWorkspace = (): TextKey | null => (workspaceStore.getState().info === null ? 'app.commands.disabled.noWorkspace' : null);

/** The reason of what the operator's role is not enough for. The record refuses it in any case. */
export function needsRole(need: OperatorRole): TextKey | null {
  const role = preferencesStore.getState().app?.operator.role ?? 'administrator';
  return allows(role, need) || need === 'viewer' ? null : `operator.needs.${need}`;
}

/** The reason of undo and redo: who may not make an edit may not take it back. An undone edit's note names it as its subject. */
export function needsRoleOfEdit({ edit, subject }: ChangeNote): TextKey | null {
  return needsRole(needOfEdit(edit === 'undo' || edit === 'redo' ? (subject ?? '') : edit));
}
