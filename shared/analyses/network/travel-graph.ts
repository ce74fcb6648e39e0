import { roadClasses } from '../../model/index.ts';
import type { SpeedBand, TravelProfile } from '../../rules/travel-profiles.ts';
import { connectEdges } from './connected-edges.ts';
import { headOfArc, type RoadNetwork, reverseArc } from './road-network.ts';
import { boundByStraightLine, type StraightLineBound } from './straight-line-bound.ts';
import { buildTurnStates } from './turn-states.ts';

/** Cost of what cannot be driven, milliseconds (12 days). Twice it still is a 32-bit number, so sums need no check. */
export const IMPASSABLE = 0x3fffffff;

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
 * everywhere else the search stays node by node. Turns themselves cost nothing,
 * and turning round at a node is a turn like any other.
 */
export interface TravelGraph {
  network: RoadNetwork;
  profile: TravelProfile;
  conditions: TravelConditions;
  edits: TravelEdits;
  searchNodeCount: number;
  /** Network node of every search node. */
  nodeOf: Uint32Array<ArrayBuffer>;
  /** Further search nodes of a network node, where it has any. */
  copiesOf: ReadonlyMap<number, readonly number[]>;
  /** Search node at the end of an arc that a trip starts on. */
  arcEnd: Uint32Array<ArrayBuffer>;
  /** Links that leave search node s: `forwardStart[s] … forwardStart[s + 1] − 1`; link l is (target, milliseconds) at 2l of `forward`. */
  forwardStart: Uint32Array<ArrayBuffer>;
  forward: Int32Array<ArrayBuffer>;
  forwardArc: Uint32Array<ArrayBuffer>;
  /** The same links by the search node they enter; link l is (source, milliseconds). */
  backwardStart: Uint32Array<ArrayBuffer>;
  backward: Int32Array<ArrayBuffer>;
  /** Forward number of every backward link. */
  backwardLink: Uint32Array<ArrayBuffer>;
  /** Milliseconds along each arc, `IMPASSABLE` where the profile, or a closure, forbids it. */
  arcMilliseconds: Int32Array<ArrayBuffer>;
  /** The same without closures: what a part of an arc costs is its share of this. */
  openArcMilliseconds: Int32Array<ArrayBuffer>;
  /** Closed parts by edge, sorted by `from`, not overlapping. */
  closedParts: ReadonlyMap<number, readonly Closure[]>;
  /** 1 for edges with an arc the profile may drive; what places snap to. */
  usableEdges: Uint8Array<ArrayBuffer>;
  /** 1 for usable edges that are not cut off from the rest by how the roads were drawn, closures left out; found out when first asked for. */
  connectedEdges: () => Uint8Array<ArrayBuffer>;
  /** Largest cost of a passable link. */
  longestMilliseconds: number;
  straightLine: StraightLineBound;
}

const noEdits: TravelEdits = { closures: [], speeds: [] };

/** The network as a profile may drive it. Takes a tenth of a second for 250,000 arcs. */
export function makeTravelGraph(
  network: RoadNetwork,
  profile: TravelProfile,
  conditions: TravelConditions = { band: 'normal', hour: null },
): TravelGraph {
  const arcMilliseconds = costArcs(network, profile, conditions);
  const usableEdges = new Uint8Array(network.edgeCount);
  for (let arc = 0; arc < arcMilliseconds.length; arc++) if (arcMilliseconds[arc]! < IMPASSABLE) usableEdges[arc >> 1] = 1;
  const links = linkArcs(network, arcMilliseconds, forbiddenSequences(network, profile));
  let connected: Uint8Array<ArrayBuffer> | null = null;
  return {
    network,
    profile,
    conditions,
    edits: noEdits,
    ...links,
    connectedEdges: () => {
      connected ??= connectEdges({ ...links, arcMilliseconds });
      return connected;
    },
    arcMilliseconds,
    openArcMilliseconds: arcMilliseconds,
    closedParts: new Map(),
    usableEdges,
    longestMilliseconds: longest(arcMilliseconds),
    straightLine: boundByStraightLine(network, arcMilliseconds),
  };
}

/**
 * The graph with these closures and speeds instead of those it had, at once: costs are copied, all else is shared. Edges the profile cannot use stay
 * unusable.
 */
export function editTravelGraph(graph: TravelGraph, edits: TravelEdits): TravelGraph {
  const { network, profile, conditions } = graph;
  const openArcMilliseconds = graph.edits.speeds.length === 0 ? graph.openArcMilliseconds.slice() : costArcs(network, profile, conditions);
  for (const { edge, speedKmh } of edits.speeds) {
    for (const arc of [2 * edge, 2 * edge + 1]) {
      if (openArcMilliseconds[arc]! < IMPASSABLE)
        openArcMilliseconds[arc] = millisecondsAlong(network.edgeMeters[edge]!, speedKmh * factorOf(profile, conditions));
    }
  }
  const closedParts = partsByEdge(edits.closures);
  const arcMilliseconds = openArcMilliseconds.slice();
  for (const edge of closedParts.keys()) arcMilliseconds[2 * edge] = arcMilliseconds[2 * edge + 1] = IMPASSABLE;
  const forward = graph.forward.slice();
  const backward = graph.backward.slice();
  for (let link = 0; link < graph.forwardArc.length; link++) forward[2 * link + 1] = arcMilliseconds[graph.forwardArc[link]!]!;
  for (let link = 0; link < graph.backwardLink.length; link++) backward[2 * link + 1] = forward[2 * graph.backwardLink[link]! + 1]!;
  return {
    ...graph,
    edits,
    openArcMilliseconds,
    arcMilliseconds,
    closedParts,
    forward,
    backward,
    longestMilliseconds: longest(openArcMilliseconds),
    straightLine: boundByStraightLine(network, openArcMilliseconds),
  };
}

/** Factor on all speeds. */
function factorOf(profile: TravelProfile, { band, hour }: TravelConditions): number {
  return profile.bandFactors[band] * (hour === null ? 1 : (profile.hourFactors[hour] ?? 1));
}

function millisecondsAlong(meters: number, speedKmh: number): number {
  return speedKmh > 0 ? Math.min(IMPASSABLE, Math.max(1, Math.round((meters * 3600) / speedKmh))) : IMPASSABLE;
}

/** Attained speed on an edge in km/h before time of day and band; 0 where the profile cannot use it. */
export function edgeSpeedKmh(network: RoadNetwork, profile: TravelProfile, edge: number): number {
  const roadClass = network.edgeClass[edge]!;
  const classKmh = roadClass === 0 ? profile.unknownClassKmh : (profile.speedKmh[roadClasses[roadClass - 1]!] ?? 0);
  const { rule, share } = profile.maxspeed;
  const limitKmh = network.edgeMaxspeedKmh[edge]! * share;
  if (!(classKmh > 0) || rule === 'ignore' || !(limitKmh > 0)) return Math.max(0, classKmh);
  return rule === 'replace' ? limitKmh : Math.min(classKmh, limitKmh);
}

function costArcs(network: RoadNetwork, profile: TravelProfile, conditions: TravelConditions): Int32Array<ArrayBuffer> {
  const milliseconds = new Int32Array(network.edgeCount * 2).fill(IMPASSABLE);
  const closed = network.accessValues.map((value) => profile.closedAccess.includes(value));
  const factor = factorOf(profile, conditions);
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const speedKmh = closed[network.edgeAccess[edge]!] ? 0 : edgeSpeedKmh(network, profile, edge);
    if (!(speedKmh > 0)) continue;
    const cost = millisecondsAlong(network.edgeMeters[edge]!, speedKmh * factor);
    const oneway = profile.onewayWaived ? 0 : network.edgeOneway[edge]!;
    if (oneway >= 0) milliseconds[2 * edge] = cost;
    if (oneway <= 0) milliseconds[2 * edge + 1] = cost;
  }
  return milliseconds;
}

/** Sequences of arcs the profile must not drive: turn restrictions that bind it, and passing a barrier that is closed to it. */
function forbiddenSequences(network: RoadNetwork, profile: TravelProfile): number[][] {
  const sequences: number[][] = [];
  const leaving = (node: number) => network.leaving.subarray(network.leavingStart[node]!, network.leavingStart[node + 1]!);
  if (!profile.turnRestrictionsWaived) {
    for (const { kind, arcs, except } of network.turnRules) {
      if (except.some((vehicle) => profile.vehicles.includes(vehicle))) continue;
      if (kind === 'no') sequences.push(arcs);
      for (let at = 1; kind === 'only' && at < arcs.length; at++) {
        for (const other of leaving(headOfArc(network, arcs[at - 1]!)))
          if (other !== arcs[at]) sequences.push([...arcs.slice(0, at), other]);
      }
    }
  }
  const { node, kind, access } = network.barriers;
  for (let index = 0; index < node.length; index++) {
    const value = network.accessValues[access[index]!]!;
    const stands = profile.closedBarriers.includes(network.barrierKinds[kind[index]!]!) && (value === '' || value === 'no');
    if (!stands && !profile.closedAccess.includes(value)) continue;
    for (const into of leaving(node[index]!)) {
      for (const out of leaving(node[index]!)) if (out !== into) sequences.push([reverseArc(into), out]);
    }
  }
  return sequences;
}

type Links = Pick<
  TravelGraph,
  | 'searchNodeCount'
  | 'nodeOf'
  | 'copiesOf'
  | 'arcEnd'
  | 'forwardStart'
  | 'forward'
  | 'forwardArc'
  | 'backwardStart'
  | 'backward'
  | 'backwardLink'
>;

/** Search nodes and links. A state of the automaton other than 0 is a search node of its own, at the head of the arc driven last. */
function linkArcs(network: RoadNetwork, arcMilliseconds: Int32Array, forbidden: number[][]): Links {
  const states = buildTurnStates(forbidden);
  const stateNode = new Int32Array(states.count).fill(-1);
  const nodeOf = Array.from({ length: network.nodeCount }, (_, node) => node);
  const stateOf = new Map<number, number>();
  const copiesOf = new Map<number, number[]>();
  for (let state = 1; state < states.count; state++) {
    const arc = states.lastArc[state]!;
    const node = headOfArc(network, arc);
    stateNode[state] = nodeOf.push(node) - 1;
    stateOf.set(stateNode[state]!, state);
    copiesOf.set(node, [...(copiesOf.get(node) ?? []), stateNode[state]!]);
  }
  const searchNodeCount = nodeOf.length;
  const endOf = (state: number, arc: number): number => {
    const next = forbidden.length === 0 ? 0 : states.next(state, arc);
    return next < 0 ? -1 : next === 0 ? headOfArc(network, arc) : stateNode[next]!;
  };

  const forwardStart = new Uint32Array(searchNodeCount + 1);
  const targets: number[] = [];
  const arcs: number[] = [];
  for (let searchNode = 0; searchNode < searchNodeCount; searchNode++) {
    const node = nodeOf[searchNode]!;
    for (let at = network.leavingStart[node]!; at < network.leavingStart[node + 1]!; at++) {
      const arc = network.leaving[at]!;
      if (arcMilliseconds[arc]! >= IMPASSABLE) continue;
      const target = endOf(stateOf.get(searchNode) ?? 0, arc);
      if (target < 0) continue;
      targets.push(target);
      arcs.push(arc);
    }
    forwardStart[searchNode + 1] = targets.length;
  }

  const linkCount = targets.length;
  const forward = new Int32Array(linkCount * 2);
  const backwardStart = new Uint32Array(searchNodeCount + 1);
  for (let link = 0; link < linkCount; link++) {
    forward[2 * link] = targets[link]!;
    forward[2 * link + 1] = arcMilliseconds[arcs[link]!]!;
    backwardStart[targets[link]! + 1]!++;
  }
  for (let node = 0; node < searchNodeCount; node++) backwardStart[node + 1]! += backwardStart[node]!;
  const place = backwardStart.slice();
  const backward = new Int32Array(linkCount * 2);
  const backwardLink = new Uint32Array(linkCount);
  for (let source = 0; source < searchNodeCount; source++) {
    for (let link = forwardStart[source]!; link < forwardStart[source + 1]!; link++) {
      const at = place[targets[link]!]!++;
      backward[2 * at] = source;
      backward[2 * at + 1] = forward[2 * link + 1]!;
      backwardLink[at] = link;
    }
  }
  return {
    searchNodeCount,
    nodeOf: Uint32Array.from(nodeOf),
    copiesOf,
    arcEnd: Uint32Array.from(arcMilliseconds, (_, arc) => endOf(0, arc)),
    forwardStart,
    forward,
    forwardArc: Uint32Array.from(arcs),
    backwardStart,
    backward,
    backwardLink,
  };
}

/** Closed parts of every edge, sorted, overlapping ones merged. */
function partsByEdge(closures: readonly Closure[]): Map<number, Closure[]> {
  const parts = new Map<number, Closure[]>();
  for (const closure of closures.toSorted((a, b) => a.edge - b.edge || a.from - b.from)) {
    const known = parts.get(closure.edge) ?? [];
    const last = known.at(-1);
    if (last !== undefined && closure.from <= last.to) known[known.length - 1] = { ...last, to: Math.max(last.to, closure.to) };
    else known.push(closure);
    parts.set(closure.edge, known);
  }
  return parts;
}

function longest(milliseconds: Int32Array): number {
  let most = 1;
  for (const cost of milliseconds) if (cost < IMPASSABLE && cost > most) most = cost;
  return most;
}
