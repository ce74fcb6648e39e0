import { reverseArc, tailOfArc } from './road-network.ts';
import { type Closure, IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/**
 * Milliseconds from one point of an arc to another, as fractions of its length in the direction of driving, `from` ≤ `to`; `IMPASSABLE` when the
 * profile may not drive it that way or a closed part lies between or at them.
 */
export function partMilliseconds(graph: TravelGraph, arc: number, from: number, to: number): number {
  const whole = graph.openArcMilliseconds[arc]!;
  if (whole >= IMPASSABLE) return IMPASSABLE;
  if (graph.closedParts.size > 0) {
    for (const part of graph.closedParts.get(arc >> 1) ?? []) {
      const [start, end] = alongArc(arc, part);
      if (start <= to && end >= from) return IMPASSABLE;
    }
  }
  return Math.round(whole * (to - from));
}

/** The farthest fraction along an arc that can be driven to from `from` before a closed part, or −1 when `from` itself is closed. */
export function openUntil(graph: TravelGraph, arc: number, from: number): number {
  let until = 1;
  if (graph.closedParts.size === 0) return until;
  for (const part of graph.closedParts.get(arc >> 1) ?? []) {
    const [start, end] = alongArc(arc, part);
    if (start <= from && end >= from) return -1;
    if (start > from) until = Math.min(until, start);
  }
  return until;
}

/** A fraction of an edge, in the direction of one of its arcs; and the other way round. */
export function fractionAlong(arc: number, fraction: number): number {
  return (arc & 1) === 0 ? fraction : 1 - fraction;
}

/** Search nodes from which an arc may be driven: its tail and, where arrivals are told apart, those copies of it whose turn into the arc is allowed. */
export function forEachEntry(graph: TravelGraph, arc: number, visit: (searchNode: number) => void): void {
  const tail = tailOfArc(graph.network, arc);
  if (mayEnter(graph, tail, arc)) visit(tail);
  if (graph.copiesOf.size === 0) return;
  for (const copy of graph.copiesOf.get(tail) ?? []) if (mayEnter(graph, copy, arc)) visit(copy);
}

function mayEnter({ forwardStart, forwardArc }: TravelGraph, node: number, arc: number): boolean {
  for (let link = forwardStart[node]!; link < forwardStart[node + 1]!; link++) if (forwardArc[link] === arc) return true;
  return false;
}

/** Both arcs of an edge. */
export const arcsOfEdge = (edge: number): readonly [number, number] => [2 * edge, reverseArc(2 * edge)];

function alongArc(arc: number, part: Closure): [start: number, end: number] {
  return (arc & 1) === 0 ? [part.from, part.to] : [1 - part.to, 1 - part.from];
}
