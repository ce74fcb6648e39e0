import { arcsOfEdge, forEachEntry, fractionAlong, partMilliseconds } from './along-arcs.ts';
import type { Origins, SnappedPlaces } from './results.ts';
import type { Seeds } from './search.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/** Milliseconds that pass before an origin moves. */
export function startMilliseconds({ startSeconds }: Origins, origin: number): number {
  return startSeconds === null ? 0 : Math.round(startSeconds[origin]! * 1000);
}

/** The ends of the edges on which origins lie, reached along the rest of the edge in each direction that is open; all origins, or one. */
export function seedsFrom(graph: TravelGraph, origins: Origins, only?: number): Seeds {
  const seeds: Seeds = { node: [], milliseconds: [], origin: [] };
  const first = only ?? 0;
  const last = only ?? origins.places.count - 1;
  for (let origin = first; origin <= last; origin++) {
    const edge = origins.places.edge[origin]!;
    if (edge < 0) continue;
    for (const arc of arcsOfEdge(edge)) {
      const rest = partMilliseconds(graph, arc, fractionAlong(arc, origins.places.fraction[origin]!), 1);
      if (rest >= IMPASSABLE) continue;
      seeds.node.push(graph.arcEnd[arc]!);
      seeds.milliseconds.push(startMilliseconds(origins, origin) + rest);
      seeds.origin.push(origin);
    }
  }
  return seeds;
}

/**
 * The search nodes from which a place is reached along its edge, with the milliseconds that takes: seeds of a search against the driving direction, whose
 * origins are the arcs by which it is reached.
 */
export function seedsTo(graph: TravelGraph, places: SnappedPlaces, place: number): Seeds {
  const seeds: Seeds = { node: [], milliseconds: [], origin: [] };
  const edge = places.edge[place]!;
  if (edge < 0) return seeds;
  for (const arc of arcsOfEdge(edge)) {
    const part = partMilliseconds(graph, arc, 0, fractionAlong(arc, places.fraction[place]!));
    if (part >= IMPASSABLE) continue;
    forEachEntry(graph, arc, (node) => {
      seeds.node.push(node);
      seeds.milliseconds.push(part);
      seeds.origin.push(arc);
    });
  }
  return seeds;
}

/** All places' `seedsTo` as columns: those of place p are `start[p] … start[p + 1] − 1`. */
export interface PlaceEntries {
  start: Uint32Array;
  node: Int32Array;
  milliseconds: Int32Array;
}

export function entriesOfPlaces(graph: TravelGraph, places: SnappedPlaces): PlaceEntries {
  const start = new Uint32Array(places.count + 1);
  let node = new Int32Array(places.count * 2 + 16);
  let milliseconds = new Int32Array(node.length);
  let count = 0;
  let part = 0;
  const add = (searchNode: number): void => {
    if (count === node.length) [node, milliseconds] = [grown(node), grown(milliseconds)];
    node[count] = searchNode;
    milliseconds[count++] = part;
  };
  for (let place = 0; place < places.count; place++) {
    const edge = places.edge[place]!;
    for (let arc = 2 * edge; edge >= 0 && arc < 2 * edge + 2; arc++) {
      part = partMilliseconds(graph, arc, 0, fractionAlong(arc, places.fraction[place]!));
      if (part < IMPASSABLE) forEachEntry(graph, arc, add);
    }
    start[place + 1] = count;
  }
  return { start, node, milliseconds };
}

function grown(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}

/** Origins by the edge they lie on, for places that are reached without passing a node. */
export function originsByEdge({ places }: Origins): Map<number, number[]> {
  const byEdge = new Map<number, number[]>();
  for (let origin = 0; origin < places.count; origin++) {
    const edge = places.edge[origin]!;
    if (edge < 0) continue;
    const known = byEdge.get(edge);
    if (known) known.push(origin);
    else byEdge.set(edge, [origin]);
  }
  return byEdge;
}

/** Milliseconds between two points of one edge without leaving it; `IMPASSABLE` when it cannot be driven that way. */
export function alongEdge(graph: TravelGraph, edge: number, from: number, to: number): number {
  let least = from === to && partMilliseconds(graph, 2 * edge, from, to) < IMPASSABLE ? 0 : IMPASSABLE;
  for (const arc of arcsOfEdge(edge)) {
    const [start, end] = [fractionAlong(arc, from), fractionAlong(arc, to)];
    if (start <= end) least = Math.min(least, partMilliseconds(graph, arc, start, end));
  }
  return least;
}

export const secondsOf = (milliseconds: number): number => (milliseconds >= IMPASSABLE ? Infinity : milliseconds / 1000);
export const millisecondsOf = (seconds: number): number => Math.min(IMPASSABLE - 1, Math.round(seconds * 1000));
