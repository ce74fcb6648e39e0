import type { Position } from 'geojson';
import type KDBush from 'kdbush';
import { edgesOf, isInside, makeEdgeBandsFor, pushEdge, type ZonePolygons } from './edge-bands.ts';

/** Points that changed sides when the border of a zone moved, ids of the index. */
export interface Crossovers {
  joined: number[];
  left: number[];
}

/**
 * Which points a moved border takes into a zone and which it leaves outside. A point changes sides exactly where the edges that went and the edges that came
 * are crossed an odd number of times together, so only points within the moved part's box are tested, and only against those edges: the cost follows what was
 * dragged, not the zone.
 * @param points index over `x`, `y`, in the coordinates of the polygons
 */
export function findCrossovers(points: KDBush, x: Float64Array, y: Float64Array, before: ZonePolygons, after: ZonePolygons): Crossovers {
  const changed = changedEdges(before, after);
  const crossovers: Crossovers = { joined: [], left: [] };
  if (changed.length === 0) return crossovers;
  let [west, south, east, north] = [changed[0]!, changed[1]!, changed[0]!, changed[1]!];
  for (let at = 0; at < changed.length; at += 2) {
    west = Math.min(west, changed[at]!);
    east = Math.max(east, changed[at]!);
    south = Math.min(south, changed[at + 1]!);
    north = Math.max(north, changed[at + 1]!);
  }
  const moved = makeEdgeBandsFor(changed);
  const zone = makeEdgeBandsFor(edgesOf(after));
  for (const id of points.range(west, south, east, north)) {
    if (!isInside(moved, x[id]!, y[id]!)) continue;
    (isInside(zone, x[id]!, y[id]!) ? crossovers.joined : crossovers.left).push(id);
  }
  return crossovers;
}

/** Edges of one but not the other: rings are compared in pairs, leaving out the vertices both begin and end with. */
function changedEdges(before: ZonePolygons, after: ZonePolygons): Float64Array {
  const [old, now] = [before.flat(), after.flat()];
  if (old.length !== now.length) return joined(edgesOf(before), edgesOf(after));
  const edges = new Float64Array(4 * [...old, ...now].reduce((sum, ring) => sum + ring.length, 0));
  let filled = 0;
  old.forEach((ring, number) => {
    const other = now[number]!;
    if (ring === other) return;
    const shorter = Math.min(ring.length, other.length);
    let head = 0;
    while (head < shorter && same(ring[head]!, other[head]!)) head++;
    if (head === ring.length && head === other.length) return;
    let tail = 0;
    while (tail < shorter - head && same(ring[ring.length - 1 - tail]!, other[other.length - 1 - tail]!)) tail++;
    filled = pushPath(edges, filled, ring, head, tail);
    filled = pushPath(edges, filled, other, head, tail);
  });
  return edges.subarray(0, filled);
}

/** The edges from the last vertex kept at the head to the first kept at the tail; a ring that keeps none at one end goes round. */
function pushPath(edges: Float64Array, filled: number, ring: readonly Position[], head: number, tail: number): number {
  let at = filled;
  const count = ring.length;
  for (let vertex = Math.max(head, 1); vertex <= Math.min(count - tail, count - 1); vertex++)
    at = pushEdge(edges, at, ring[vertex - 1]!, ring[vertex]!);
  // The edge that closes the ring, where either of its ends moved.
  if (head === 0 || tail === 0) at = pushEdge(edges, at, ring[count - 1]!, ring[0]!);
  return at;
}

function same(one: Position, other: Position): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

function joined(one: Float64Array, other: Float64Array): Float64Array {
  const both = new Float64Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
