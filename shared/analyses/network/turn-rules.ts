import type { TurnRestrictionInput } from './road-columns.ts';
import type { RoadNetwork, TurnRule } from './road-network.ts';

type Topology = Pick<
  RoadNetwork,
  'nodeCount' | 'edgeCount' | 'nodeOsmId' | 'edgeFrom' | 'edgeTo' | 'edgeWayId' | 'edgeOneway' | 'leavingStart' | 'leaving'
>;

export interface ResolvedTurnRules {
  rules: TurnRule[];
  unresolved: number;
  conditional: number;
}

/**
 * Finds the arcs that turn restrictions speak of (https://wiki.openstreetmap.org/wiki/Relation:restriction). A restriction whose ways do not meet
 * at its via, or meet in several ways, is left out and counted, and so is one that holds only at certain times.
 */
export function resolveTurnRules(network: Topology, restrictions: readonly TurnRestrictionInput[]): ResolvedTurnRules {
  const result: ResolvedTurnRules = { rules: [], unresolved: 0, conditional: 0 };
  if (restrictions.length === 0) return result;
  const named = new Set<number>();
  const vias = new Set<number>();
  for (const { fromWayId, toWayId, viaNodeId, viaWayIds } of restrictions) {
    for (const way of [fromWayId, toWayId, ...viaWayIds]) if (way !== null) named.add(way);
    if (viaNodeId !== null) vias.add(viaNodeId);
  }
  const arcsOfWay = new Map<number, number[]>();
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const way = network.edgeWayId[edge]!;
    if (!named.has(way)) continue;
    const arcs = arcsOfWay.get(way) ?? [];
    if (network.edgeOneway[edge]! >= 0) arcs.push(2 * edge);
    if (network.edgeOneway[edge]! <= 0) arcs.push(2 * edge + 1);
    arcsOfWay.set(way, arcs);
  }
  const nodeOfOsmId = new Map<number, number>();
  for (let node = 0; node < network.nodeCount; node++) {
    if (vias.has(network.nodeOsmId[node]!)) nodeOfOsmId.set(network.nodeOsmId[node]!, node);
  }
  const tail = (arc: number): number => ((arc & 1) === 0 ? network.edgeFrom : network.edgeTo)[arc >> 1]!;
  const head = (arc: number): number => tail(arc ^ 1);
  const arcsOf = (way: number | null): readonly number[] => (way === null ? [] : (arcsOfWay.get(way) ?? []));

  for (const restriction of restrictions) {
    const kind = restriction.kind?.startsWith('only_') ? 'only' : restriction.kind?.startsWith('no_') ? 'no' : null;
    if (kind !== null && restriction.kind!.includes('@')) {
      result.conditional++;
      continue;
    }
    const uTurn = restriction.kind === 'no_u_turn';
    const paths =
      kind === null ? [] : pathsOf(restriction).filter((arcs) => uTurn || arcs.every((arc, at) => at === 0 || arc !== (arcs[at - 1]! ^ 1)));
    const shortest = paths.filter(({ length }) => length === Math.min(...paths.map((path) => path.length)));
    const except = (restriction.exceptVehicles ?? '').split(/[;,]/).map((word) => word.trim());
    // A way that turns back on itself at the via may be driven from either side.
    if (kind === null || shortest.length === 0 || (shortest.length > 1 && !(uTurn && restriction.fromWayId === restriction.toWayId))) {
      result.unresolved++;
      continue;
    }
    for (const arcs of shortest) result.rules.push({ kind, arcs, except: except.filter((word) => word !== '') });
  }
  return result;

  function pathsOf({ fromWayId, toWayId, viaNodeId, viaWayIds }: TurnRestrictionInput): number[][] {
    if (viaNodeId !== null) {
      const via = nodeOfOsmId.get(viaNodeId);
      if (via === undefined) return [];
      const into = arcsOf(fromWayId).filter((arc) => head(arc) === via);
      const out = arcsOf(toWayId).filter((arc) => tail(arc) === via);
      return into.flatMap((first) => out.map((last) => [first, last]));
    }
    const paths: number[][] = [];
    for (const first of arcsOf(fromWayId)) follow([first], 0, viaWayIds, toWayId, paths);
    return paths;
  }

  /** Goes on along via way number `at`, without driving an edge twice, until the next way can be entered. */
  function follow(arcs: number[], at: number, viaWayIds: readonly number[], toWayId: number | null, paths: number[][]): void {
    const node = head(arcs.at(-1)!);
    const way = viaWayIds[at];
    if (way === undefined) {
      for (const last of arcsOf(toWayId)) if (tail(last) === node) paths.push([...arcs, last]);
      return;
    }
    for (const next of arcsOf(way)) {
      if (tail(next) !== node || arcs.some((arc) => arc >> 1 === next >> 1)) continue;
      follow([...arcs, next], at + 1, viaWayIds, toWayId, paths);
      follow([...arcs, next], at, viaWayIds, toWayId, paths);
    }
  }
}
