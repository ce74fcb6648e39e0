import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OperatorRole } from '../../shared/model/index.ts';
import { filtersStore } from '../state/filters.ts';
import { pastStore } from '../state/past.ts';
import { preferencesStore } from '../state/preferences.ts';
import { workspaceStore } from '../state/workspace.ts';
import { commandOf } from './index.ts';
import { needsRole } from './needs.ts';
import { runCommand } from './run-command.ts';

/** Why the operator's role is not enough for something, in words; null when it is. */
export function useRoleReason(need: OperatorRole): string | null {
  const { t } = useTranslation();
  useStore(preferencesStore, (state) => state.app?.operator);
  useStore(pastStore, (state) => state.shown);
  useStore(workspaceStore, (state) => state.info?.readOnly);
  const reason = needsRole(need);
  return reason === null ? null : t(reason);
}

/** A command as a button shows it: name, first shortcut, why it is disabled, and what a click does. */
export function useCommand(id: string): {
  label: string;
  keys: string | undefined;
  disabled: boolean;
  reason: string | null;
  run: () => void;
} {
  const { t } = useTranslation();
  // What availability depends on: reading these draws the button anew when they change.
  useStore(workspaceStore);
  useStore(filtersStore);
  useStore(preferencesStore, (state) => state.app?.operator);
  useStore(pastStore, (state) => state.shown);
  const command = commandOf(id);
  const reason = command.disabled();
  return {
    label: t(command.label),
    keys: command.keys[0],
    disabled: reason !== null,
    reason: reason === null ? null : t(reason),
    run: () => void runCommand(id),
  };
}
