import type { Polygon } from './contours.ts';
import type { Face } from './faces.ts';
import { insideRing, type Point, ringArea } from './plane.ts';

/**
 * The union of neighbouring faces of one planar graph, made by dropping the sides two of them share: no coordinate is
 * computed anew, so areas dissolved from the same faces share their borders exactly.
 */
export function dissolveFaces(faces: readonly Face[]): Polygon[] {
  const directed = new Map<string, { from: number; to: number; at: Point; end: Point }>();
  for (const { nodes, ring } of faces) {
    nodes.forEach((from, i) => {
      const next = (i + 1) % nodes.length;
      const to = nodes[next]!;
      if (!directed.delete(`${to},${from}`)) directed.set(`${from},${to}`, { from, to, at: ring[i]!, end: ring[next]! });
    });
  }
  const out = new Map<number, { from: number; to: number; at: Point; end: Point }[]>();
  for (const side of directed.values()) {
    const list = out.get(side.from);
    if (list) list.push(side);
    else out.set(side.from, [side]);
  }
  const rings: Point[][] = [];
  for (const first of directed.values()) {
    if (!out.get(first.from)?.includes(first)) continue;
    const ring: Point[] = [];
    let side = first;
    for (;;) {
      ring.push(side.at);
      const here = out.get(side.from)!;
      here.splice(here.indexOf(side), 1);
      const choices = out.get(side.to) ?? [];
      if (choices.length === 0) break;
      const back = Math.atan2(side.at[1] - side.end[1], side.at[0] - side.end[0]);
      // Where areas touch in a point, the sharpest turn keeps the rings apart.
      side = choices.reduce((best, choice) => (clockwiseFrom(back, choice) < clockwiseFrom(back, best) ? choice : best));
    }
    rings.push(ring);
  }
  const polygons = rings.filter((ring) => ringArea(ring) > 0).map((outer): Polygon => ({ outer, holes: [] }));
  polygons.sort((p, q) => ringArea(p.outer) - ringArea(q.outer));
  for (const hole of rings.filter((ring) => ringArea(ring) < 0)) {
    const probe: Point = [(hole[0]![0] + hole[1]![0]) / 2, (hole[0]![1] + hole[1]![1]) / 2];
    polygons.find(({ outer }) => ringArea(outer) > -ringArea(hole) && insideRing(outer, probe))?.holes.push(hole);
  }
  return polygons;
}

function clockwiseFrom(back: number, { at, end }: { at: Point; end: Point }): number {
  const turn = back - Math.atan2(end[1] - at[1], end[0] - at[0]);
  return turn <= 1e-12 ? turn + 2 * Math.PI : turn;
}
