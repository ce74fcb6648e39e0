import type { TextKey } from '../i18n.ts';
import { workspaceStore } from '../state/workspace.ts';

/** The reason of every command that works on an open workspace. */
export const needsWorkspace = (): TextKey | null => (workspaceStore.getState().info === null ? 'app.commands.disabled.noWorkspace' : null);
