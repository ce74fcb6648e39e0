import { type Box, boxOf, type Point, ringArea } from './plane.ts';

/** One bounded face of a planar network. `sides[i]` is the index of the link from `nodes[i]` to the next node. */
export interface Face {
  nodes: number[];
  sides: number[];
  ring: Point[];
  area: number;
  box: Box;
}

export interface PlanarGraph {
  x: readonly number[];
  y: readonly number[];
  links: readonly { a: number; b: number }[];
}

/**
 * The bounded faces of a planar graph, counter-clockwise, by walking half-edges and always turning to the next one
 * clockwise. Links that lead nowhere are ignored, so that no ring doubles back on itself.
 */
export function findFaces(graph: PlanarGraph): Face[] {
  const usable = dropDeadEnds(graph);
  const out = new Map<number, { to: number; link: number; angle: number }[]>();
  for (const link of usable) {
    const { a, b } = graph.links[link]!;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const spoke = { to, link, angle: Math.atan2(graph.y[to]! - graph.y[from]!, graph.x[to]! - graph.x[from]!) };
      const list = out.get(from);
      if (list) list.push(spoke);
      else out.set(from, [spoke]);
    }
  }
  for (const list of out.values()) list.sort((p, q) => p.angle - q.angle);
  const seen = new Set<number>();
  const halfEdge = (link: number, from: number) => link * 2 + (graph.links[link]!.a === from ? 0 : 1);
  const faces: Face[] = [];
  for (const start of usable) {
    for (const first of [graph.links[start]!.a, graph.links[start]!.b]) {
      if (seen.has(halfEdge(start, first))) continue;
      const nodes: number[] = [];
      const sides: number[] = [];
      let [from, link] = [first, start];
      while (!seen.has(halfEdge(link, from))) {
        seen.add(halfEdge(link, from));
        nodes.push(from);
        sides.push(link);
        const { a, b } = graph.links[link]!;
        const to = a === from ? b : a;
        const spokes = out.get(to)!;
        const back = spokes.findIndex((spoke) => spoke.link === link);
        const next = spokes[(back - 1 + spokes.length) % spokes.length]!;
        from = to;
        link = next.link;
      }
      const ring = nodes.map((node): Point => [graph.x[node]!, graph.y[node]!]);
      const area = ringArea(ring);
      if (area > 1) faces.push({ nodes, sides, ring, area, box: boxOf(ring) });
    }
  }
  return faces;
}

function dropDeadEnds(graph: PlanarGraph): number[] {
  const degree = new Map<number, number>();
  const at = new Map<number, number[]>();
  for (const [i, { a, b }] of graph.links.entries()) {
    for (const node of [a, b]) {
      degree.set(node, (degree.get(node) ?? 0) + 1);
      const list = at.get(node);
      if (list) list.push(i);
      else at.set(node, [i]);
    }
  }
  const gone = new Set<number>();
  const queue = [...degree].filter(([, count]) => count === 1).map(([node]) => node);
  while (queue.length > 0) {
    const node = queue.pop()!;
    const link = at.get(node)!.find((candidate) => !gone.has(candidate));
    if (link === undefined) continue;
    gone.add(link);
    const { a, b } = graph.links[link]!;
    const other = a === node ? b : a;
    degree.set(other, degree.get(other)! - 1);
    if (degree.get(other) === 1) queue.push(other);
  }
  return graph.links.flatMap((_, i) => (gone.has(i) ? [] : [i]));
}
