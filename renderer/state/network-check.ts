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

/** What the check can find of places off the roads, each with the fault it stands for. */
export const placeFindings = { refusedPlaces: 'refused', cutOffPlaces: 'cutOff', farPlaces: 'far' } as const satisfies Record<
  string,
  SnapFault
>;
export type PlaceFinding = keyof typeof placeFindings;
/** What the check of the roads can find: faults of the roads, or places off them. */
export type NetworkFinding = NetworkFault | PlaceFinding;
/** All of them, as they are listed: roads first. */
export const networkFindings: readonly NetworkFinding[] = [...networkFaults, ...(Object.keys(placeFindings) as PlaceFinding[])];

/** The check of the roads: drawn on the map while it is open, one kind alone once it is chosen. */
export interface NetworkCheckState {
  open: boolean;
  chosen: NetworkFinding | null;
}
export const networkCheckStore = createStore<NetworkCheckState>(() => ({ open: false, chosen: null }));

/** Opens the check or folds it; no kind stays chosen. */
export function openNetworkCheck(open: boolean): void {
  networkCheckStore.setState({ open, chosen: null });
}
/** Leaves one kind alone on the map; null brings back all. */
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
/** Checks the roads as the vehicle of the coverage travels them. */
export function runNetworkCheck(): void {
  runResponse('network', networkRequest({ profile: coverageStore.getState().profile }));
}

/** Whether a kind is of places off the roads, not of roads. */
export const isOfPlaces = (finding: NetworkFinding): finding is PlaceFinding => Object.hasOwn(placeFindings, finding);

/** How many roads, or premises and stations together, an answer has of a kind. */
export function countFindings({ report, premises, stations }: NetworkAnswer, finding: NetworkFinding): number {
  if (!isOfPlaces(finding)) return report[finding].length;
  const fault = placeFindings[finding];
  return premises[fault].fid.length + stations[fault].length;
}
