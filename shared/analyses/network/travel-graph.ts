import type { SpeedBand, TravelProfile } from '../../rules/travel-profiles.ts';
import type { RoadNetwork } from './road-network.ts';

/** Cost of what cannot be driven, milliseconds. */
export const IMPASSABLE = 0x7fffffff;

/** When and how optimistically a profile travels. */
export interface TravelConditions {
  band: SpeedBand;
  /** Hour of the day, 0–23; null leaves the time of day out. */
  hour: number | null;
}

/**
 * A part of an edge that is closed in both directions, as fractions of its length from its start, 0 ≤ from ≤ to ≤ 1. A point closure has
 * from = to. What lies before and beyond can still be driven from its own side.
 */
export interface Closure {
  edge: number;
  from: number;
  to: number;
}

/** Another speed on an edge: in km/h, before time of day and band; 0 closes it. */
export interface SpeedEdit {
  edge: number;
  speedKmh: number;
}

export interface TravelEdits {
  closures: readonly Closure[];
  speeds: readonly SpeedEdit[];
}

/**
 * The network as one profile may drive it. Search nodes 0 … network.nodeCount − 1 are the network's nodes; those beyond stand for "at this node,
 * having come by these arcs" where a turn restriction or a closed barrier tells arrivals apart, so that restrictions are exact while
 * everywhere else the search stays node by node. Turns themselves cost nothing.
 */
export interface TravelGraph {
  network: RoadNetwork;
  profile: TravelProfile;
  conditions: TravelConditions;
  edits: TravelEdits;
  searchNodeCount: number;
  /** Network node of every search node. */
  nodeOf: Uint32Array<ArrayBuffer>;
  /** Links that leave search node s: `forwardStart[s] … forwardStart[s + 1] − 1`; link l is (target, milliseconds) at 2l of `forward`. */
  forwardStart: Uint32Array<ArrayBuffer>;
  forward: Int32Array<ArrayBuffer>;
  forwardArc: Uint32Array<ArrayBuffer>;
  /** The same links by the search node they enter; link l is (source, milliseconds). */
  backwardStart: Uint32Array<ArrayBuffer>;
  backward: Int32Array<ArrayBuffer>;
  backwardArc: Uint32Array<ArrayBuffer>;
  /** Milliseconds along each arc, `IMPASSABLE` where the profile, or a closure, forbids it. */
  arcMilliseconds: Int32Array<ArrayBuffer>;
  /** The same without closures: what a part of an arc costs is its share of this. */
  openArcMilliseconds: Int32Array<ArrayBuffer>;
  /** Closed parts by edge, sorted by `from`, not overlapping. */
  closedParts: ReadonlyMap<number, readonly Closure[]>;
  /** 1 for edges with an arc the profile may drive; what places snap to. */
  usableEdges: Uint8Array<ArrayBuffer>;
  /** Largest cost of a passable link. */
  longestMilliseconds: number;
}
