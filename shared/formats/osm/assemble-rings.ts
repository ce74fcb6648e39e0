import type { Position } from 'geojson';
import { boxOfPositions } from '../../geo/box-of-positions.ts';
import { insideRing, signedDoubleArea } from '../../geo/rings.ts';

/** A line of node places: the two ends tell what it joins to. */
export type NodeLine = Int32Array;

const mostRings = 20_000;

/**
 * Closed rings made of lines joined end to end, in any order and direction. Lines that close nothing are counted in `open`.
 * A path that meets itself is cut there, so rings that touch in one node stay two rings.
 */
export function joinRings(lines: readonly NodeLine[]): { rings: Int32Array[]; open: number } {
  const rings: Int32Array[] = [];
  const byEnd = new Map<number, number[]>();
  const used = new Uint8Array(lines.length);
  let open = 0;
  lines.forEach((line, index) => {
    if (line.length < 2) used[index] = 1;
    else if (line[0] === line.at(-1)) {
      used[index] = 1;
      if (line.length >= 4) rings.push(line);
    } else for (const end of [line[0]!, line.at(-1)!]) byEnd.set(end, [...(byEnd.get(end) ?? []), index]);
  });
  for (let start = 0; start < lines.length; start++) {
    if (used[start] === 1) continue;
    used[start] = 1;
    let path: Int32Array[] = [lines[start]!];
    for (;;) {
      const end = path.at(-1)!.at(-1)!;
      const meets = path.findIndex((line) => line[0] === end);
      if (meets >= 0) {
        const ring = concatenate(path.slice(meets));
        if (ring.length >= 4) rings.push(ring);
        path = path.slice(0, meets);
        if (path.length === 0) break;
        continue;
      }
      const next = byEnd.get(end)?.find((index) => used[index] === 0);
      if (next === undefined) {
        open += path.length;
        break;
      }
      used[next] = 1;
      const line = lines[next]!;
      path.push(line[0] === end ? line : line.toReversed());
    }
  }
  return { rings, open };
}

function concatenate(path: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(path.reduce((total, line) => total + line.length - 1, 1));
  let filled = 0;
  for (const line of path) {
    joined.set(line, filled);
    filled += line.length - 1;
  }
  return joined;
}

/**
 * Rings nested into polygons by what lies in what: a ring inside an even number of others is an outer ring, else a hole of the
 * smallest ring around it. Roles in the data are often wrong and are not needed. Null when there are too many rings to nest.
 */
export function nestRings(rings: readonly Position[][]): Position[][][] | null {
  if (rings.length > mostRings) return null;
  const sized = rings
    .map((ring) => ({ ring, area: Math.abs(signedDoubleArea(ring)), box: boxOfPositions(ring) }))
    .filter(({ area }) => area > 0)
    .sort((a, b) => b.area - a.area);
  const depths: number[] = [];
  const polygons: (Position[][] | null)[] = [];
  sized.forEach(({ ring, box }, index) => {
    let parent = -1;
    for (let other = index - 1; other >= 0; other--) {
      const around = sized[other]!;
      const fits = box[0] >= around.box[0] && box[1] >= around.box[1] && box[2] <= around.box[2] && box[3] <= around.box[3];
      if (fits && mostlyInside(ring, around.ring)) {
        parent = other;
        break;
      }
    }
    const depth = parent < 0 ? 0 : depths[parent]! + 1;
    depths.push(depth);
    if (depth % 2 === 0) polygons.push([ring]);
    else {
      polygons.push(null);
      polygons[parent]!.push(ring);
    }
  });
  return polygons.filter((polygon) => polygon !== null);
}

/** By the middles of three edges: vertices may lie on the other ring's border where the two touch. */
function mostlyInside(ring: readonly Position[], around: readonly Position[]): boolean {
  let inside = 0;
  const edges = ring.length - 1;
  for (const edge of [0, Math.floor(edges / 3), Math.floor((2 * edges) / 3)]) {
    const [x1, y1] = ring[edge] as [number, number];
    const [x2, y2] = ring[edge + 1] as [number, number];
    if (insideRing((x1 + x2) / 2, (y1 + y2) / 2, around)) inside += 1;
  }
  return inside >= 2;
}
