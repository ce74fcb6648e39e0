import type { ChangeNote, OperatorRole } from '../../shared/model/index.ts';
import { allows, needOfEdit } from '../../shared/rules/permissions.ts';
import type { TextKey } from '../i18n.ts';
import { pastStore } from '../state/past.ts';
import { preferencesStore } from '../state/preferences.ts';
import { workspaceStore } from '../state/workspace.ts';

/** The reason of every command that works on an open workspace. */
export const needsWorkspace = (): TextKey | null => (workspaceStore.getState().info === null ? 'app.commands.disabled.noWorkspace' : null);

/** The reason of what is made of the present only: a past state is viewed. */
export const needsPresent = (): TextKey | null => (pastStore.getState().shown === null ? null : 'history.past.presentOnly');

/**
 * The reason of what the operator's role is not enough for, or of what nobody may change now: a past state, a workspace that can only be
 * read. The record refuses it in any case.
 */
export function needsRole(need: OperatorRole): TextKey | null {
  if (need !== 'viewer') {
    if (pastStore.getState().shown !== null) return 'history.past.noWriting';
    if (workspaceStore.getState().info?.readOnly) return 'history.readOnlyReason';
  }
  const role = preferencesStore.getState().app?.operator.role ?? 'administrator';
  return allows(role, need) || need === 'viewer' ? null : `operator.needs.${need}`;
}

/** The reason of undo and redo: who may not make an edit may not take it back. An undone edit's note names it as its subject. */
export function needsRoleOfEdit({ edit, subject }: ChangeNote): TextKey | null {
  return needsRole(needOfEdit(edit === 'undo' || edit === 'redo' ? (subject ?? '') : edit));
}
