import type { Position } from 'geojson';

/** Polygons of one zone as GeoJSON has them: polygons, rings, positions. Inside is where an odd number of edges lies to the east (even–odd rule). */
export type ZonePolygons = readonly (readonly (readonly Position[])[])[];

/** Edges by horizontal band, so that a crossing test looks at the few that pass a latitude. Bands are counted from `origin`. */
export interface EdgeBands {
  origin: number;
  height: number;
  /** Number of the first band. */
  first: number;
  /** Edges of band first + b: start[b] … start[b + 1] − 1. */
  start: Uint32Array<ArrayBuffer>;
  /** x1, y1, x2, y2 of each, the lower end first. */
  edges: Float64Array<ArrayBuffer>;
}

/** A hair on both sides of a band, so that rounding never puts a point into a band that lacks one of its edges. */
const MARGIN = 1e-6;

/**
 * Edges x1, y1, x2, y2 of a zone, the lower end first: two zones that share a border compute the same crossings along it, so a
 * point on it lies in exactly one of them.
 */
export function edgesOf(polygons: ZonePolygons): Float64Array<ArrayBuffer> {
  let count = 0;
  for (const rings of polygons) for (const ring of rings) count += ring.length;
  const edges = new Float64Array(count * 4);
  let filled = 0;
  for (const rings of polygons) {
    for (const ring of rings) {
      for (let at = 0, before = ring.length - 1; at < ring.length; before = at++)
        filled = pushEdge(edges, filled, ring[before]!, ring[at]!);
    }
  }
  return edges.slice(0, filled);
}

/** Writes one edge and returns where the next goes; an edge without length is left out. */
export function pushEdge(edges: Float64Array, at: number, [x1, y1]: Position, [x2, y2]: Position): number {
  if (x1 === x2 && y1 === y2) return at;
  const swap = y2! < y1! || (y2 === y1 && x2! < x1!);
  edges[at] = swap ? x2! : x1!;
  edges[at + 1] = swap ? y2! : y1!;
  edges[at + 2] = swap ? x1! : x2!;
  edges[at + 3] = swap ? y1! : y2!;
  return at + 4;
}

export function makeEdgeBands(edges: Float64Array, origin: number, height: number): EdgeBands {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < edges.length; at += 4) {
    low = Math.min(low, edges[at + 1]!);
    high = Math.max(high, edges[at + 3]!);
  }
  if (!(low <= high)) return { origin, height, first: 0, start: new Uint32Array(1), edges: new Float64Array(0) };
  const first = Math.floor((low - origin) / height - MARGIN);
  const count = Math.floor((high - origin) / height + MARGIN) - first + 1;
  const start = new Uint32Array(count + 1);
  const each = (visit: (edge: number, band: number) => void): void => {
    for (let at = 0; at < edges.length; at += 4) {
      const from = Math.floor((edges[at + 1]! - origin) / height - MARGIN) - first;
      const to = Math.floor((edges[at + 3]! - origin) / height + MARGIN) - first;
      for (let band = Math.max(0, from); band <= to && band < count; band++) visit(at, band);
    }
  };
  each((_, band) => {
    start[band + 1]!++;
  });
  for (let band = 0; band < count; band++) start[band + 1]! += start[band]!;
  const next = start.slice(0, count);
  const sorted = new Float64Array(start[count]! * 4);
  each((at, band) => {
    const to = next[band]!++ * 4;
    sorted[to] = edges[at]!;
    sorted[to + 1] = edges[at + 1]!;
    sorted[to + 2] = edges[at + 2]!;
    sorted[to + 3] = edges[at + 3]!;
  });
  return { origin, height, first, start, edges: sorted };
}

/** Bands for testing single points: about two edges of a simple outline in each. */
export function makeEdgeBandsFor(edges: Float64Array): EdgeBands {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < edges.length; at += 4) {
    low = Math.min(low, edges[at + 1]!);
    high = Math.max(high, edges[at + 3]!);
  }
  const bands = Math.min(1024, Math.max(1, edges.length >> 2));
  return makeEdgeBands(edges, Number.isFinite(low) ? low : 0, high > low ? (high - low) / bands : 1);
}

/** Whether an odd number of the edges lies to the east of a point. */
export function isInside(bands: EdgeBands, x: number, y: number): boolean {
  const band = Math.floor((y - bands.origin) / bands.height) - bands.first;
  return band >= 0 && band < bands.start.length - 1 && isInsideBand(bands, band, x, y);
}

/** The same for a point known to lie in a band (0 is the first). */
export function isInsideBand({ start, edges }: EdgeBands, band: number, x: number, y: number): boolean {
  let inside = false;
  const end = start[band + 1]! * 4;
  for (let at = start[band]! * 4; at < end; at += 4) {
    const y1 = edges[at + 1]!;
    const y2 = edges[at + 3]!;
    if (y1 > y || y2 <= y) continue;
    const x1 = edges[at]!;
    if (x < ((edges[at + 2]! - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
