import { createStore } from 'zustand/vanilla';
import type { ResponseRequest } from '../../shared/analyses/response/index.ts';
import { coverageStore, travelRequest } from './coverage.ts';
import { runResponse } from './response.ts';

/** By what risk and response are compared. */
export interface BivariateState {
  units: 'cells' | 'zones' | 'premises';
  cellMeters: number;
}
export const bivariateStore = createStore<BivariateState>(() => ({ units: 'cells', cellMeters: 200 }));

export function setBivariate(change: Partial<BivariateState>): void {
  bivariateStore.setState(change);
}
export function bivariateRequest(state: BivariateState): ResponseRequest<'bivariate'> {
  const { ghosts } = coverageStore.getState();
  return { ...travelRequest(coverageStore.getState()), ...state, ghostStations: [...ghosts] };
}
export function runBivariate(): void {
  runResponse('bivariate', bivariateRequest(bivariateStore.getState()));
}
