import { createStore } from 'zustand/vanilla';
import type { ResponseRequest } from '../../shared/analyses/response/index.ts';
import { coverageStore, travelRequest } from './coverage.ts';
import { freeName } from './free-name.ts';
import { runResponse } from './response.ts';
import { withinRoom } from './within-room.ts';

export interface Candidate {
  name: string;
  lon: number;
  lat: number;
}
/** Which candidate sites to compare, and how. */
export interface SitesState {
  candidates: readonly Candidate[];
  choose: number;
  method: 'cover' | 'median';
  demand: 'premises' | 'risk' | 'openHazards';
  limitMinutes: number;
}
export const sitesStore = createStore<SitesState>(() => ({
  candidates: [],
  choose: 1,
  method: 'cover',
  demand: 'premises',
  limitMinutes: 5,
}));

export function setSites(change: Partial<SitesState>): void {
  sitesStore.setState(change);
}
export const MOST_CANDIDATES = 500;
/** Each place goes in once; what there is no room for is told. */
export function addCandidates(added: readonly Candidate[]): void {
  const places = new Map<string, Candidate>();
  for (const candidate of [...sitesStore.getState().candidates, ...added]) {
    const place = `${candidate.lon},${candidate.lat}`;
    if (!places.has(place)) places.set(place, candidate);
  }
  sitesStore.setState({ candidates: withinRoom([...places.values()], MOST_CANDIDATES) });
}
export function removeCandidate(index: number): void {
  sitesStore.setState(({ candidates }) => ({ candidates: candidates.filter((_, at) => at !== index) }));
}
export function sitesRequest({ candidates, choose, ...rest }: SitesState): ResponseRequest<'sites'> {
  return {
    ...travelRequest(coverageStore.getState()),
    ...rest,
    choose: Math.min(choose, candidates.length),
    candidates: candidates.map(({ name, lon, lat }) => ({ label: name, lon, lat })),
  };
}
export function runSites(): void {
  runResponse('sites', sitesRequest(sitesStore.getState()));
}

/** Candidates of pasted lines `name,longitude,latitude` (or without a name), and how many lines said no position. */
export function readCandidates(text: string, nameOf: (number: number) => string): { candidates: Candidate[]; refused: number } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const candidates: Candidate[] = [];
  for (const line of lines) {
    const parts = line.split(/[,，\t;；]/).map((part) => part.trim());
    const [lon, lat] = parts.slice(-2).map((part) => (part === '' ? Number.NaN : Number(part)));
    if (parts.length < 2 || !(Math.abs(lon!) <= 180) || !(Math.abs(lat!) <= 90)) continue;
    const name = parts.slice(0, -2).join(' ').slice(0, 100);
    candidates.push({ name: name === '' ? nameOf(candidates.length + 1) : name, lon: lon!, lat: lat! });
  }
  return { candidates, refused: lines.length - candidates.length };
}

/** @param nameOf name of a number from 1 on */
export const nextCandidateName = (nameOf: (n: number) => string): string =>
  freeName(
    sitesStore.getState().candidates.map(({ name }) => name),
    nameOf,
  );
