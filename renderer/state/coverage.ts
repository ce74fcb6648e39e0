import { createStore } from 'zustand/vanilla';
import type { CoverageAnswer, CoverageTier, GhostPreview, GhostStation, ResponseRequest } from '../../shared/analyses/response/index.ts';
import type { StationType } from '../../shared/model/index.ts';
import { defaultResponseTiers, type ResponseTier } from '../../shared/rules/response-tiers.ts';
import type { SpeedBand, TravelProfileId } from '../../shared/rules/travel-profiles.ts';
import type { LonLat } from './drawing.ts';
import { freeName } from './free-name.ts';
import { dragGhosts, responseStore, runResponse } from './response.ts';

/** Places or lines on which nobody passes. */
export interface Closure {
  positions: readonly LonLat[];
}
export const premisesShows = ['off', 'tier', 'seconds', 'depth'] as const;
export type PremisesShow = (typeof premisesShows)[number];

/** What the coverage panel asks for, and what the map shows of the answer. */
export interface CoverageState {
  tiers: readonly ResponseTier[];
  profile: TravelProfileId;
  hour: number | null;
  band: SpeedBand;
  closures: readonly Closure[];
  /** Closures before each change, newest last. */
  closuresBefore: readonly (readonly Closure[])[];
  ghosts: readonly GhostStation[];
  show: { areas: boolean; roads: boolean; firstDue: boolean; rings: boolean; premises: PremisesShow };
  /** The newest answer without ghosts and closures: today, to compare with. */
  today: CoverageAnswer | null;
  /** The newest without ghosts, whatever is closed: what a dragged ghost's own area adds to. */
  withoutGhosts: CoverageAnswer | null;
}
export const initialCoverage: CoverageState = {
  tiers: defaultResponseTiers,
  profile: 'fireEngine',
  hour: null,
  band: 'normal',
  closures: [],
  closuresBefore: [],
  ghosts: [],
  show: { areas: true, roads: false, firstDue: false, rings: false, premises: 'tier' },
  today: null,
  withoutGhosts: null,
};
export const coverageStore = createStore<CoverageState>(() => initialCoverage);

export type TravelChoice = Pick<CoverageState, 'profile' | 'hour' | 'band'>;

/** How analyses on roads travel now: what the panel says and the map's closures. */
export function travelRequest({ profile, hour, band, closures }: CoverageState) {
  return {
    profile,
    hour,
    band,
    closures: closures.map(({ positions }) => ({ positions: positions.map(([lon, lat]) => [lon, lat] as [number, number]) })),
  };
}
/** What the panel asks for now, shortest limit first. */
export function coverageRequest(state: CoverageState): ResponseRequest<'coverage'> {
  return {
    ...travelRequest(state),
    tiers: state.tiers.toSorted((a, b) => a.minutes - b.minutes).map((tier) => ({ ...tier, types: [...tier.types] })),
    ghostStations: [...state.ghosts],
  };
}
/** Takes over what was asked elsewhere, as far as it is said. */
export function adoptRequest({ profile, hour, band, closures = [], tiers, ghostStations = [] }: ResponseRequest<'coverage'>): void {
  coverageStore.setState({
    closures,
    ghosts: ghostStations.map((ghost) => ({ ...ghost, type: ghost.type ?? 'fireStation' })),
    ...(profile === undefined ? {} : { profile }),
    ...(hour === undefined ? {} : { hour }),
    ...(band === undefined ? {} : { band }),
    ...(tiers === undefined ? {} : { tiers }),
  });
}
export function runCoverage(): void {
  runResponse('coverage', coverageRequest(coverageStore.getState()));
}

export function setTier(index: number, change: Partial<ResponseTier>): void {
  coverageStore.setState(({ tiers }) => ({ tiers: tiers.map((tier, at) => (at === index ? { ...tier, ...change } : tier)) }));
}
/** @param label of the new tier; it is two minutes longer than the longest */
export function addTier(labelOf: (minutes: number) => string): void {
  coverageStore.setState(({ tiers }) => {
    const longest = tiers.toSorted((a, b) => b.minutes - a.minutes)[0]!;
    const minutes = Math.min(120, longest.minutes + 2);
    return { tiers: [...tiers, { ...longest, minutes, label: labelOf(minutes) }] };
  });
}
export function removeTier(index: number): void {
  coverageStore.setState(({ tiers }) => ({ tiers: tiers.filter((_, at) => at !== index) }));
}
export function setTiers(tiers: readonly ResponseTier[]): void {
  coverageStore.setState({ tiers });
}
export function setTravel(change: Partial<TravelChoice>): void {
  coverageStore.setState(change);
}
export function setCoverageShow(change: Partial<CoverageState['show']>): void {
  coverageStore.setState(({ show }) => ({ show: { ...show, ...change } }));
}

function setClosures(closures: readonly Closure[]): void {
  coverageStore.setState((state) => ({ closures, closuresBefore: [...state.closuresBefore, state.closures] }));
  runAgainIfShown();
}
export function addClosure(positions: readonly LonLat[]): void {
  setClosures([...coverageStore.getState().closures, { positions }]);
}
export function removeClosure(index: number): void {
  setClosures(coverageStore.getState().closures.filter((_, at) => at !== index));
}
export function undoClosure(): void {
  const { closuresBefore } = coverageStore.getState();
  const before = closuresBefore.at(-1);
  if (before === undefined) return;
  coverageStore.setState({ closures: before, closuresBefore: closuresBefore.slice(0, -1) });
  runAgainIfShown();
}

export function addGhosts(ghosts: readonly GhostStation[]): void {
  coverageStore.setState((state) => ({ ghosts: [...state.ghosts, ...ghosts] }));
  runCoverage();
}
/** A what-if fire station, named by the first number that is free. */
export function addGhostAt([lon, lat]: LonLat, nameOf: (n: number) => string): void {
  const taken = coverageStore.getState().ghosts.map(({ name }) => name);
  addGhosts([{ name: freeName(taken, nameOf), type: 'fireStation', lon, lat }]);
}
export function removeGhost(index: number): void {
  coverageStore.setState(({ ghosts }) => ({ ghosts: ghosts.filter((_, at) => at !== index) }));
  runAgainIfShown();
}
export function setGhostType(index: number, type: StationType): void {
  coverageStore.setState(({ ghosts }) => ({ ghosts: ghosts.map((ghost, at) => (at === index ? { ...ghost, type } : ghost)) }));
  runAgainIfShown();
}
/** A ghost is dragged: the preview follows; `dropGhost` ends it with the full coverage. */
export function moveGhost(index: number, [lon, lat]: LonLat): void {
  coverageStore.setState(({ ghosts }) => ({ ghosts: ghosts.map((ghost, at) => (at === index ? { ...ghost, lon, lat } : ghost)) }));
  const state = coverageStore.getState();
  dragGhosts({ ...coverageRequest(state), ghostStations: [] }, state.ghosts);
}
export const dropGhost = runCoverage;

function runAgainIfShown(): void {
  if (responseStore.getState().entries.coverage !== undefined) runCoverage();
}

/** Keeps the newest answers without what is only supposed, to compare with. @returns stops it */
export function keepToday(): () => void {
  return responseStore.subscribe(({ entries: { coverage } }) => {
    const before = coverageStore.getState();
    if (coverage === undefined) {
      if (before.today !== null || before.withoutGhosts !== null) coverageStore.setState({ today: null, withoutGhosts: null });
      return;
    }
    const { answer } = coverage;
    if (answer === null || answer.parameters.ghostStations.length > 0 || before.withoutGhosts === answer) return;
    coverageStore.setState({ withoutGhosts: answer, ...(answer.parameters.closures.length === 0 ? { today: answer } : {}) });
  });
}

/** First tier that covers each premises of an answer; −1 none. */
export function firstTiers({ premises, tiers }: CoverageAnswer): Int8Array<ArrayBuffer> {
  const count = premises.fid.length;
  const first = new Int8Array(count).fill(-1);
  tiers.forEach(({ travelSeconds }: CoverageTier, tier) => {
    for (let place = 0; place < count; place++) {
      if (first[place] === -1 && premises.tierSeconds[tier * count + place]! <= travelSeconds) first[place] = tier;
    }
  });
  return first;
}

/** Whether two answers speak of the same premises under the same tiers. */
export const sameScene = (one: CoverageAnswer, other: CoverageAnswer): boolean =>
  one.rev === other.rev &&
  one.premises.fid.length === other.premises.fid.length &&
  JSON.stringify([one.parameters.tiers, one.parameters.profile, one.parameters.hour, one.parameters.band]) ===
    JSON.stringify([other.parameters.tiers, other.parameters.profile, other.parameters.hour, other.parameters.band]);

/** Premises covered, and covered by a shorter tier, that were not before, and the other way round; null when the two cannot be compared. */
export function compareCoverage(answer: CoverageAnswer, today: CoverageAnswer, preview: GhostPreview | null) {
  if (!sameScene(answer, today)) return null;
  const now = preview?.firstTier ?? firstTiers(answer);
  const before = firstTiers(today);
  const counts = { gained: 0, lost: 0, sooner: 0, later: 0 };
  before.forEach((was, place) => {
    const is = now[place]!;
    if (was === is) return;
    if (was === -1) counts.gained += 1;
    else if (is === -1) counts.lost += 1;
    else if (is < was) counts.sooner += 1;
    else counts.later += 1;
  });
  return counts;
}
