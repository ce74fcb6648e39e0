import { createStore } from 'zustand/vanilla';
import type { OutsideEdits } from '../../shared/ipc/index.ts';

/** What other programs changed in the open workspace and nobody has settled yet, by table. */
export const outsideEditsStore = createStore<{ edits: readonly OutsideEdits[] }>(() => ({ edits: [] }));

export function outsideEditsFound(edits: readonly OutsideEdits[]): void {
  outsideEditsStore.setState({ edits });
}
