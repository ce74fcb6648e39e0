import { type AreaColumns, packArea } from '../../geo/area-columns.ts';
import { findNearest, makeReachField, makeWorkspace, type Origins, reachArcs, traceIsochrones } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { asStation, chooseResources, type GhostStation } from './choose-resources.ts';
import type { CoverageParameters } from './coverage.ts';
import { countsInTier, keepPlaces, type Share, setCoverageScene, shareOf, typesOf } from './coverage-scene.ts';
import type { ResponseInputs } from './inputs.ts';
import { snapAll } from './place-references.ts';

/** What coverage would be with the ghosts where they are now: the counts are those of the full run. */
export interface GhostPreview {
  ghosts: (GhostStation & { snapMeters: number })[];
  tiers: {
    premises: Share;
    highRiskPremises: Share;
    openHazards: Share;
    /** Ground the ghosts alone reach; with the area of the coverage without them it is the whole. */
    area: AreaColumns;
  }[];
  /** First tier that covers each premises of the coverage, in its order; −1 none. */
  firstTier: Int8Array<ArrayBuffer>;
}

/** Coverage without ghosts, kept while ghosts are dragged. */
export interface GhostDrag {
  move(ghosts: readonly GhostStation[]): GhostPreview;
}

/** Searches once from the stations there are; then every move searches from the ghosts alone, as far as the longest tier. */
export async function startGhostDrag(parameters: CoverageParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<GhostDrag> {
  const pace = makePace(watch);
  const { graph, premises, snapped, snappedHazards, limits } = await setCoverageScene(parameters, inputs, (share) => pace(0.6 * share));
  const workspace = makeWorkspace(graph);
  const { stations } = chooseResources({ ...parameters, ghostStations: [], types: typesOf(parameters) }, inputs, graph);
  const places = snapAll(graph, stations, parameters.snapLimitMeters);
  const secondsFrom = (origins: Origins, limitSeconds: number) => ({
    premises: findNearest(graph, origins, snapped, { k: 1, limitSeconds }, workspace).seconds,
    hazards: findNearest(graph, origins, snappedHazards, { k: 1, limitSeconds }, workspace).seconds,
  });
  const base: ReturnType<typeof secondsFrom>[] = [];
  for (const [index, tier] of parameters.tiers.entries()) {
    const chosen = stations.map((station) => countsInTier(station, tier));
    base.push(secondsFrom({ places: keepPlaces(places, chosen), startSeconds: null }, limits[index]!));
    await pace(0.6 + (0.4 * (index + 1)) / parameters.tiers.length);
  }
  const longest = Math.max(...limits);

  return {
    move(ghosts) {
      const asked = ghosts.map(asStation);
      const ghostPlaces = snapAll(graph, asked, parameters.snapLimitMeters);
      // Tiers in which the same ghosts count share a search.
      const searches = new Map<string, { seconds: ReturnType<typeof secondsFrom>; areas: AreaColumns[] }>();
      const searchFor = (chosen: boolean[]) => {
        const known = searches.get(chosen.join());
        if (known !== undefined) return known;
        const origins = { places: keepPlaces(ghostPlaces, chosen), startSeconds: null };
        const field = makeReachField(graph, reachArcs(graph, origins, longest, workspace));
        const made = { seconds: secondsFrom(origins, longest), areas: traceIsochrones(field, limits).map(({ area }) => packArea(area)) };
        searches.set(chosen.join(), made);
        return made;
      };
      const firstTier = new Int8Array(premises.fid.length).fill(-1);
      const tiers = parameters.tiers.map((tier, index) => {
        const limit = limits[index]!;
        const { seconds, areas } = searchFor(asked.map((ghost) => countsInTier(ghost, tier)));
        const least = base[index]!.premises.map((at, place) => Math.min(at, seconds.premises[place]!));
        for (let place = 0; place < least.length; place++) if (firstTier[place] === -1 && least[place]! <= limit) firstTier[place] = index;
        return {
          premises: shareOf(least, limit, null),
          highRiskPremises: shareOf(least, limit, premises.highRisk),
          openHazards: shareOf(
            base[index]!.hazards.map((at, place) => Math.min(at, seconds.hazards[place]!)),
            limit,
            null,
          ),
          area: areas[index]!,
        };
      });
      return { ghosts: ghosts.map((ghost, index) => ({ ...ghost, snapMeters: ghostPlaces.meters[index]! })), tiers, firstTier };
    },
  };
}
