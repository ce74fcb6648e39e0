import { createStore } from 'zustand/vanilla';
import {
  type NetworkAnswer,
  type NetworkFault,
  networkFaults,
  type ResponseRequest,
  type SnapFault,
} from '../../shared/analyses/response/index.ts';
import { coverageStore } from './coverage.ts';
import { runResponse } from './response.ts';

/** Kinds of what the check of the roads can find: roads, and places off them. */
export const placeFindings = { refusedPlaces: 'refused', cutOffPlaces: 'cutOff', farPlaces: 'far' } as const satisfies Record<
  string,
  SnapFault
>;
export type PlaceFinding = keyof typeof placeFindings;
export const networkFindings = [...networkFaults, 'refusedPlaces', 'cutOffPlaces', 'farPlaces'] as const satisfies readonly (
  | NetworkFault
  | PlaceFinding
)[];
export type NetworkFinding = (typeof networkFindings)[number];

/** The check of the roads: drawn on the map while it is open, one kind alone once it is chosen. */
export interface NetworkCheckState {
  open: boolean;
  chosen: NetworkFinding | null;
}
export const networkCheckStore = createStore<NetworkCheckState>(() => ({ open: false, chosen: null }));

export function openNetworkCheck(open: boolean): void {
  networkCheckStore.setState({ open, chosen: null });
}
export function chooseFinding(chosen: NetworkFinding | null): void {
  networkCheckStore.setState({ chosen });
}
/** What an analysis with these settings travels on; closures and the hour are no faults of the roads. */
export function networkRequest({
  profile,
  profileChanges,
  snapLimitMeters,
}: Pick<ResponseRequest<'network'>, 'profile' | 'profileChanges' | 'snapLimitMeters'>): ResponseRequest<'network'> {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(profileChanges === undefined ? {} : { profileChanges }),
    ...(snapLimitMeters === undefined ? {} : { snapLimitMeters }),
  };
}
export function runNetworkCheck(): void {
  runResponse('network', networkRequest({ profile: coverageStore.getState().profile }));
}

export const isOfPlaces = (finding: NetworkFinding): finding is PlaceFinding => Object.hasOwn(placeFindings, finding);

export function countFindings({ report, premises, stations }: NetworkAnswer, finding: NetworkFinding): number {
  if (!isOfPlaces(finding)) return report[finding].length;
  const fault = placeFindings[finding];
  return premises[fault].fid.length + stations[fault].length;
}
