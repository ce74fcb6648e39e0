import type { SegmentGrid } from './segment-grid.ts';

/**
 * A noded road network, the same for all profiles. An *edge* is a piece of a road between two nodes; it is two *arcs*: arc 2e runs
 * with the edge, arc 2e + 1 against it. Whether an arc may be driven is a matter of the profile (`travel-graph.ts`). Nodes and edges are
 * numbered along a Hilbert curve, so that neighbours lie near each other in memory. Everything but the texts is a typed array: a network
 * can be transferred to a worker or stored as it is.
 */
export interface RoadNetwork {
  nodeCount: number;
  edgeCount: number;
  /** Degrees, WGS84. */
  nodeLon: Float64Array<ArrayBuffer>;
  nodeLat: Float64Array<ArrayBuffer>;
  /** OSM id of every node, NaN for nodes that have none. */
  nodeOsmId: Float64Array<ArrayBuffer>;
  edgeFrom: Uint32Array<ArrayBuffer>;
  edgeTo: Uint32Array<ArrayBuffer>;
  /** Metres on the sphere of mean radius 6,371,008.8 m (haversine; within 0.5 % of the ellipsoid). */
  edgeMeters: Float64Array<ArrayBuffer>;
  /** Row of the input roads the edge is a piece of. */
  edgeRoad: Uint32Array<ArrayBuffer>;
  /** OSM way id, NaN where there is none. */
  edgeWayId: Float64Array<ArrayBuffer>;
  /** Index in `roadClasses` + 1; 0 unknown. */
  edgeClass: Uint8Array<ArrayBuffer>;
  /** 1 along the edge, −1 against it, 0 both ways. */
  edgeOneway: Int8Array<ArrayBuffer>;
  /** Posted limit, km/h; NaN where none is. */
  edgeMaxspeedKmh: Float32Array<ArrayBuffer>;
  /** Index in `accessValues`; 0 nothing said. */
  edgeAccess: Uint16Array<ArrayBuffer>;
  edgeLevel: Int8Array<ArrayBuffer>;
  /** `BRIDGE` and `TUNNEL` bits of road-columns.ts. */
  edgeStructure: Uint8Array<ArrayBuffer>;
  /** Index in `names`; 0 nameless. */
  edgeName: Uint32Array<ArrayBuffer>;
  /** Vertices of edge e, ends included: `shapeStart[e] … shapeStart[e + 1] − 1` of `shapeLon`, `shapeLat`. */
  shapeStart: Uint32Array<ArrayBuffer>;
  shapeLon: Float64Array<ArrayBuffer>;
  shapeLat: Float64Array<ArrayBuffer>;
  /** Arcs that leave node n: `leavingStart[n] … leavingStart[n + 1] − 1` of `leaving` (arc numbers, in ascending order). */
  leavingStart: Uint32Array<ArrayBuffer>;
  leaving: Uint32Array<ArrayBuffer>;
  /** Where the segments of the shapes are; what places snap with. */
  segments: SegmentGrid;
  /** Barriers at nodes: node, index in `barrierKinds`, index in `accessValues`. */
  barriers: { node: Uint32Array<ArrayBuffer>; kind: Uint16Array<ArrayBuffer>; access: Uint16Array<ArrayBuffer> };
  barrierKinds: string[];
  /** Turn restrictions found on the network; see `TurnRule`. */
  turnRules: TurnRule[];
  names: string[];
  accessValues: string[];
  counts: NetworkCounts;
}

/**
 * One turn restriction as arcs. After driving `arcs[0] … arcs[n − 2]` in this order, `no` forbids `arcs[n − 1]` and `only` forbids everything
 * else.
 */
export interface TurnRule {
  kind: 'no' | 'only';
  arcs: number[];
  /** Vehicles it does not bind, OSM words. */
  except: string[];
}

/** What noding did, and what of the input could not be used. */
export interface NetworkCounts {
  roads: number;
  /** Roads without a line, and pieces of no length that were dropped. */
  emptyRoads: number;
  zeroLengthPieces: number;
  /** Dead ends joined to a road that passes within `joinMeters` without a common vertex. */
  joinedEnds: number;
  /** Crossings of roads of one level without a common vertex: those at which the roads were made to meet, and those they pass. */
  joinedCrossings: number;
  passedCrossings: number;
  turnRestrictions: number;
  /** Restrictions that name ways or nodes the roads do not have, or that fit in more than one way. */
  unresolvedRestrictions: number;
  /** Restrictions that hold only at certain times; not applied. */
  conditionalRestrictions: number;
}

export const edgeOfArc = (arc: number): number => arc >> 1;
export const reverseArc = (arc: number): number => arc ^ 1;
export const tailOfArc = (network: RoadNetwork, arc: number): number => ((arc & 1) === 0 ? network.edgeFrom : network.edgeTo)[arc >> 1]!;
export const headOfArc = (network: RoadNetwork, arc: number): number => ((arc & 1) === 0 ? network.edgeTo : network.edgeFrom)[arc >> 1]!;
