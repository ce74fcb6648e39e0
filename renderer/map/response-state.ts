import type {
  BivariateAnswer,
  CoverageAnswer,
  GhostPreview,
  GhostStation,
  NetworkAnswer,
  SiteAnswer,
} from '../../shared/analyses/response/index.ts';
import { type Closure, type CoverageState, coverageStore } from '../state/coverage.ts';
import { drawingStore, type LonLat } from '../state/drawing.ts';
import { currentGathering, type Gathering, gatheringsStore } from '../state/gatherings.ts';
import { type NetworkCheckState, networkCheckStore } from '../state/network-check.ts';
import { responseStore } from '../state/response.ts';
import { type ResponseSectionId, responseScreenStore } from '../state/response-screen.ts';
import { sheetMapStore } from '../state/sheet-map.ts';
import { type Candidate, sitesStore } from '../state/sites.ts';
import { currentWays, type WaysState, waySources } from './ways-state.ts';

/** What the map shows of response analyses: the results of the tab opened last, and what is planned. */
export interface ResponseMapState {
  coverage: CoverageAnswer | null;
  show: CoverageState['show'];
  /** Coverage of today and, with the closures of now, without ghosts: to compare with. */
  today: CoverageAnswer | null;
  withoutGhosts: CoverageAnswer | null;
  preview: GhostPreview | null;
  closures: readonly Closure[];
  ghosts: readonly GhostStation[];
  candidates: readonly Candidate[];
  sites: SiteAnswer | null;
  bivariate: BivariateAnswer | null;
  /** Places of high risk and slow response marked with their numbers, at most so many. */
  worst: { answer: BivariateAnswer; most: number } | null;
  /** Whose last tier is outlined over risk × response, on a sheet. */
  reached: CoverageAnswer | null;
  /** Hot spots, clusters and what else the tab of hot spots shows. */
  gathering: Gathering | null;
  ways: WaysState;
  /** Faults of the roads, while their check is open; one kind alone when it is chosen. */
  network: { answer: NetworkAnswer; chosen: NetworkCheckState['chosen'] } | null;
  /** Of a line not yet finished. */
  sketch: readonly LonLat[];
}

export const responseSources = [
  gatheringsStore,
  responseStore,
  responseScreenStore,
  coverageStore,
  sitesStore,
  drawingStore,
  networkCheckStore,
  sheetMapStore,
  ...waySources,
] as const;

const coverageSections: readonly ResponseSectionId[] = ['coverage', 'sites'];
let last: ResponseMapState | null = null;

/** The same object as long as nothing about it changes. */
export function currentResponseState(): ResponseMapState {
  const { entries, ghosts: preview } = responseStore.getState();
  const { section } = responseScreenStore.getState();
  const { show, today, withoutGhosts, closures, ghosts } = coverageStore.getState();
  const covers = coverageSections.includes(section);
  const now: ResponseMapState = {
    coverage: covers ? (entries.coverage?.answer ?? null) : null,
    show,
    today,
    withoutGhosts,
    preview: covers ? preview : null,
    closures,
    ghosts,
    candidates: section === 'sites' ? sitesStore.getState().candidates : none,
    sites: section === 'sites' ? (entries.sites?.answer ?? null) : null,
    gathering: section === 'hotspots' ? currentGathering() : null,
    bivariate: section === 'bivariate' ? (entries.bivariate?.answer ?? null) : null,
    worst: currentWorst(section),
    reached: section === 'bivariate' && sheetMapStore.getState().worstNamed !== null ? (entries.coverage?.answer ?? null) : null,
    ways: currentWays(),
    network: currentNetwork(),
    sketch: drawingStore.getState().positions,
  };
  const before = last;
  if (before === null || (Object.keys(now) as (keyof ResponseMapState)[]).some((key) => now[key] !== before[key])) last = now;
  return last!;
}
const none: readonly Candidate[] = [];
/** As many places of high risk and slow response are listed and marked. */
export const MOST_WORST = 20;

/** Of the tab's own places as many as its list has, of a sheet's as many as it names. */
function currentWorst(section: ResponseSectionId): ResponseMapState['worst'] {
  const answer = responseStore.getState().entries.bivariate?.answer ?? null;
  const { worstNamed } = sheetMapStore.getState();
  if (answer === null || (section !== 'bivariate' && worstNamed === null)) return null;
  const most = worstNamed ?? MOST_WORST;
  return last?.worst?.answer === answer && last.worst.most === most ? last.worst : { answer, most };
}

/** The hot spots' tab asks nothing of the roads. */
function currentNetwork(): ResponseMapState['network'] {
  const { open, chosen } = networkCheckStore.getState();
  const { leftTab, section } = responseScreenStore.getState();
  const answer = responseStore.getState().entries.network?.answer ?? null;
  if (!open || answer === null || leftTab !== 'response' || section === 'hotspots') return null;
  return last?.network?.answer === answer && last.network.chosen === chosen ? last.network : { answer, chosen };
}
