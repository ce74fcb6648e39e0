import { type Box, insideRing, type Point, ringArea, simplifyLine, smoothRing } from './plane.ts';

/** One polygon: its outer ring counter-clockwise, its holes clockwise. Rings do not repeat their first point. */
export interface Polygon {
  outer: Point[];
  holes: Point[][];
}

/**
 * The areas where a field is positive, as smooth polygons: marching squares on a grid of `cellMeters`, joined into rings,
 * corners cut. Rings smaller than `leastArea` square metres are dropped.
 */
export function contourPolygons(field: (point: Point) => number, box: Box, cellMeters: number, leastArea: number): Polygon[] {
  const columns = Math.ceil((box.maxX - box.minX) / cellMeters) + 3;
  const rows = Math.ceil((box.maxY - box.minY) / cellMeters) + 3;
  const origin: Point = [box.minX - cellMeters, box.minY - cellMeters];
  const values = new Float64Array(columns * rows).fill(-1);
  for (let j = 1; j < rows - 1; j++) {
    for (let i = 1; i < columns - 1; i++) values[j * columns + i] = field([origin[0] + i * cellMeters, origin[1] + j * cellMeters]);
  }
  // Each grid edge carries at most one crossing, so crossings are known by their edge. Positive lies left of each step.
  const next = new Map<number, number[]>();
  const places = new Map<number, Point>();
  const crossing = (i: number, j: number, upward: boolean): number => {
    const key = (j * columns + i) * 2 + (upward ? 1 : 0);
    if (!places.has(key)) {
      const [a, b] = [values[j * columns + i]!, upward ? values[(j + 1) * columns + i]! : values[j * columns + i + 1]!];
      const t = a / (a - b);
      places.set(key, [origin[0] + (i + (upward ? 0 : t)) * cellMeters, origin[1] + (j + (upward ? t : 0)) * cellMeters]);
    }
    return key;
  };
  for (let j = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++) {
      const corners = [
        values[j * columns + i]!,
        values[j * columns + i + 1]!,
        values[(j + 1) * columns + i + 1]!,
        values[(j + 1) * columns + i]!,
      ];
      const mask = corners.reduce((sum, value, k) => sum + (value > 0 ? 1 << k : 0), 0);
      if (mask === 0 || mask === 15) continue;
      const sides = [
        () => crossing(i, j, false),
        () => crossing(i + 1, j, true),
        () => crossing(i, j + 1, false),
        () => crossing(i, j, true),
      ];
      for (const [from, to] of stepsOf[mask]!) {
        const key = sides[from]!();
        const list = next.get(key);
        if (list) list.push(sides[to]!());
        else next.set(key, [sides[to]!()]);
      }
    }
  }
  const rings: Point[][] = [];
  for (const start of next.keys()) {
    const ring: Point[] = [];
    let at = start;
    for (let to = next.get(at)?.pop(); to !== undefined; to = next.get(at)?.pop()) {
      ring.push(places.get(at)!);
      at = to;
    }
    if (ring.length > 3) rings.push(simplifyLine(smoothRing(ring, 2), 6));
  }
  const polygons = rings.filter((ring) => ringArea(ring) > leastArea).map((outer): Polygon => ({ outer, holes: [] }));
  polygons.sort((p, q) => ringArea(p.outer) - ringArea(q.outer));
  for (const ring of rings) {
    if (ringArea(ring) > -leastArea) continue;
    polygons.find(({ outer }) => insideRing(outer, ring[0]!))?.holes.push(ring);
  }
  return polygons;
}

/** For each mask of positive corners (counter-clockwise from the lower left): steps from side to side (lower, right, upper, left). */
const stepsOf: Record<number, [number, number][]> = {
  1: [[0, 3]],
  2: [[1, 0]],
  3: [[1, 3]],
  4: [[2, 1]],
  5: [
    [0, 3],
    [2, 1],
  ],
  6: [[2, 0]],
  7: [[2, 3]],
  8: [[3, 2]],
  9: [[0, 2]],
  10: [
    [1, 0],
    [3, 2],
  ],
  11: [[1, 2]],
  12: [[3, 1]],
  13: [[0, 1]],
  14: [[3, 0]],
};
