import { METERS_PER_DEGREE } from '../../geo/haversine-meters.ts';
import { forSegmentsInBox } from './segment-grid.ts';
import { edgeOfVertex, fractionAt, snapPlaces } from './snap-places.ts';
import type { Closure, TravelGraph } from './travel-graph.ts';

/**
 * The closures that something drawn on the map makes. A single position closes the nearest usable road within `widthMeters` at that point. A line closes
 * every part of a usable road within `widthMeters` of it: a stroke across a road blocks it there, a stroke along it blocks the stretch.
 */
export function closeAlong(graph: TravelGraph, line: readonly (readonly number[])[], widthMeters: number): Closure[] {
  const { network } = graph;
  if (line.length === 1) {
    const at = snapPlaces(graph, [line[0]![0]!], [line[0]![1]!], widthMeters);
    return at.edge[0]! < 0 ? [] : [{ edge: at.edge[0]!, from: at.fraction[0]!, to: at.fraction[0]! }];
  }
  const closures: Closure[] = [];
  for (let index = 1; index < line.length; index++) {
    const [lonA, latA] = line[index - 1] as [number, number];
    const [lonB, latB] = line[index] as [number, number];
    const metersPerLon = METERS_PER_DEGREE * Math.cos((((latA + latB) / 2) * Math.PI) / 180);
    const [wide, high] = [widthMeters / metersPerLon, widthMeters / METERS_PER_DEGREE];
    const box = {
      west: Math.min(lonA, lonB) - wide,
      south: Math.min(latA, latB) - high,
      east: Math.max(lonA, lonB) + wide,
      north: Math.max(latA, latB) + high,
    };
    const seen = new Set<number>();
    forSegmentsInBox(network.segments, box, (vertex) => {
      if (seen.has(vertex)) return;
      seen.add(vertex);
      const edge = edgeOfVertex(network, vertex);
      if (graph.usableEdges[edge] !== 1) return;
      const toPlane = (lon: number, lat: number): Point => [(lon - lonA) * metersPerLon, (lat - latA) * METERS_PER_DEGREE];
      const part = partWithin(
        toPlane(network.shapeLon[vertex]!, network.shapeLat[vertex]!),
        toPlane(network.shapeLon[vertex + 1]!, network.shapeLat[vertex + 1]!),
        toPlane(lonB, latB),
        widthMeters,
      );
      if (part === null) return;
      closures.push({
        edge,
        from: fractionAt(network, { vertex, share: part[0] }),
        to: fractionAt(network, { vertex, share: part[1] }),
      });
    });
  }
  return closures;
}

type Point = [x: number, y: number];

/** The part of the segment from p to q that lies within a distance of the segment from the origin to b, as shares of its length; null when none does. */
function partWithin(p: Point, q: Point, b: Point, distance: number): [from: number, to: number] | null {
  const d: Point = [q[0] - p[0], q[1] - p[1]];
  const parts = [insideCircle(p, d, [0, 0], distance), insideCircle(p, d, b, distance)];
  const length = Math.hypot(b[0], b[1]);
  if (length > 0) {
    const along: Point = [b[0] / length, b[1] / length];
    const strip = (origin: number, slope: number, low: number, high: number): [number, number] | null => {
      if (slope === 0) return origin >= low && origin <= high ? [0, 1] : null;
      const [s, t] = [(low - origin) / slope, (high - origin) / slope];
      return [Math.max(0, Math.min(s, t)), Math.min(1, Math.max(s, t))];
    };
    const lengthwise = strip(p[0] * along[0] + p[1] * along[1], d[0] * along[0] + d[1] * along[1], 0, length);
    const crosswise = strip(p[1] * along[0] - p[0] * along[1], d[1] * along[0] - d[0] * along[1], -distance, distance);
    if (lengthwise && crosswise) parts.push([Math.max(lengthwise[0], crosswise[0]), Math.min(lengthwise[1], crosswise[1])]);
  }
  // A rectangle and a circle at each end make a convex shape: what lies in it is one piece.
  const inside = parts.filter((part) => part !== null && part[0] <= part[1]) as [number, number][];
  if (inside.length === 0) return null;
  return [Math.min(...inside.map(([from]) => from)), Math.max(...inside.map(([, to]) => to))];
}

function insideCircle(p: Point, d: Point, center: Point, radius: number): [number, number] | null {
  const f: Point = [p[0] - center[0], p[1] - center[1]];
  const a = d[0] * d[0] + d[1] * d[1];
  const c = f[0] * f[0] + f[1] * f[1] - radius * radius;
  if (a === 0) return c <= 0 ? [0, 1] : null;
  const b = f[0] * d[0] + f[1] * d[1];
  const root = b * b - a * c;
  if (root < 0) return null;
  return [Math.max(0, (-b - Math.sqrt(root)) / a), Math.min(1, (-b + Math.sqrt(root)) / a)];
}
