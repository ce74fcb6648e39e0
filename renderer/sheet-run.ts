import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../shared/model/index.ts';
import { tellDrawn } from './map-picture.ts';
import { workspaceStore } from './state/workspace.ts';

/**
 * Asks for what a sheet is about once the workspace is read, and tells the main process when there will be no sheet.
 * @param ask keeps its identity as long as the same is asked
 * @param failure of what was asked; null while there is none
 */
export function useSheetRun(ask: () => void, failure: Failure | null): void {
  const phase = useStore(workspaceStore, (state) => state.phase);
  useEffect(() => {
    if (phase === 'failed') tellDrawn(workspaceStore.getState().failure);
    else if (phase === 'ready') ask();
  }, [phase, ask]);
  useEffect(() => {
    if (failure !== null) tellDrawn(failure);
  }, [failure]);
}
