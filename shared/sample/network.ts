import type { RoadClass } from '../model/index.ts';
import { distance, type Point } from './plane.ts';

/** One line of the street plan, before it is cut where others cross it. */
export interface PlanLine {
  points: Point[];
  roadClass: RoadClass;
  name: string | null;
  /** 1 along the line, 0 both ways. */
  oneway: 0 | 1;
  /** Lines of different levels pass over each other; they meet only where they share a vertex. */
  level: 0 | 1;
  /** An end that leads nowhere and is no longer than this is an overshoot and is cut off. */
  trimMeters: number;
}

/** A planar network: nodes, and links between neighbouring vertices, each of one plan line. */
export interface Network {
  x: number[];
  y: number[];
  links: { a: number; b: number; line: number }[];
  lines: PlanLine[];
}

const snapMeters = 7;
const cellMeters = 80;

/**
 * Cuts all lines where they cross or touch, moves crossings within 7 m of each other together, trims overshoots
 * and keeps the one connected part around the centre.
 */
export function buildNetwork(lines: PlanLine[]): Network {
  let paths = lines.map(({ points }) => points.map(([x, y]): Point => [centimetres(x), centimetres(y)]));
  let network: Network | null = null;
  for (let pass = 0; pass < 5; pass++) {
    const { cuts, count } = findCuts(paths, lines);
    if (network && count === 0) break;
    network = joinNodes(paths, cuts, lines, pass === 0 ? snapMeters : 0.5);
    paths = pathsOf(network, lines.length);
  }
  return keepConnected(trimEnds(network!));
}

const centimetres = (value: number) => Math.round(value * 100) / 100;

interface Cut {
  t: number;
  point: Point;
}

function findCuts(paths: Point[][], lines: PlanLine[]): { cuts: Map<number, Cut[]>[]; count: number } {
  const cells = new Map<number, number[]>();
  const owner: number[] = [];
  const index: number[] = [];
  for (const [line, path] of paths.entries()) {
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1]!, path[i]!];
      const id = owner.push(line) - 1;
      index.push(i - 1);
      for (let u = Math.floor(Math.min(a[0], b[0]) / cellMeters); u <= Math.floor(Math.max(a[0], b[0]) / cellMeters); u++) {
        for (let v = Math.floor(Math.min(a[1], b[1]) / cellMeters); v <= Math.floor(Math.max(a[1], b[1]) / cellMeters); v++) {
          const key = (u + 32768) * 65536 + v + 32768;
          const cell = cells.get(key);
          if (cell) cell.push(id);
          else cells.set(key, [id]);
        }
      }
    }
  }
  const cuts: Map<number, Cut[]>[] = paths.map(() => new Map());
  let count = 0;
  const record = (id: number, t: number, point: Point, length: number) => {
    if (t * length < 0.02 || (1 - t) * length < 0.02) return;
    const of = cuts[owner[id]!]!;
    const list = of.get(index[id]!) ?? [];
    if (list.some((cut) => distance(cut.point, point) < 0.02)) return;
    list.push({ t, point });
    of.set(index[id]!, list);
    count++;
  };
  for (const [key, cell] of cells) {
    for (let i = 0; i < cell.length; i++) {
      for (let j = i + 1; j < cell.length; j++) {
        const [s, r] = [cell[i]!, cell[j]!];
        if (lines[owner[s]!]!.level !== lines[owner[r]!]!.level) continue;
        const [a, b] = [paths[owner[s]!]![index[s]!]!, paths[owner[s]!]![index[s]! + 1]!];
        const [c, d] = [paths[owner[r]!]![index[r]!]!, paths[owner[r]!]![index[r]! + 1]!];
        const denominator = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
        if (Math.abs(denominator) < 1e-9) continue;
        const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / denominator;
        const w = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / denominator;
        const [first, second] = [distance(a, b), distance(c, d)];
        const [slackT, slackW] = [0.01 / first, 0.01 / second];
        if (t < -slackT || t > 1 + slackT || w < -slackW || w > 1 + slackW) continue;
        const raw: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
        const at = Math.floor(raw[0] / cellMeters);
        if ((at + 32768) * 65536 + Math.floor(raw[1] / cellMeters) + 32768 !== key) continue;
        const ends = [a, b, c, d].find((end) => distance(end, raw) < 0.02);
        const point: Point = ends ?? [centimetres(raw[0]), centimetres(raw[1])];
        record(s, t, point, first);
        record(r, w, point, second);
      }
    }
  }
  return { cuts, count };
}

function joinNodes(paths: Point[][], cuts: Map<number, Cut[]>[], lines: PlanLine[], snap: number): Network {
  const registry = nodeRegistry();
  const along = paths.map((path, line) => {
    const result: { point: Point; joint: boolean }[] = [];
    path.forEach((point, i) => {
      result.push({ point, joint: i === 0 || i === path.length - 1 });
      const here = cuts[line]!.get(i);
      if (here) for (const cut of here.sort((p, q) => p.t - q.t)) result.push({ point: cut.point, joint: true });
    });
    return result;
  });
  // Crossings first, so that the vertices near them give way.
  const ids = along.map((path) => path.map(({ point, joint }) => (joint ? registry.join(point, snap) : -1)));
  for (const [line, path] of along.entries()) {
    for (const [i, { point, joint }] of path.entries()) if (!joint) ids[line]![i] = registry.join(point, Math.min(snap, 2));
  }
  const links = new Map<number, { a: number; b: number; line: number }>();
  for (const [line, path] of ids.entries()) {
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1]!, path[i]!];
      if (a === b) continue;
      const key = Math.min(a, b) * 4194304 + Math.max(a, b);
      const other = links.get(key);
      // Two lines on the same ground: the earlier, more important line keeps it.
      if (!other) links.set(key, { a, b, line });
    }
  }
  return { x: registry.x, y: registry.y, links: [...links.values()], lines };
}

function nodeRegistry() {
  const x: number[] = [];
  const y: number[] = [];
  const cells = new Map<number, number[]>();
  const size = 8;
  return {
    x,
    y,
    join(point: Point, radius: number): number {
      const [u, v] = [Math.floor(point[0] / size), Math.floor(point[1] / size)];
      let [best, bestAt] = [radius, -1];
      for (let i = u - 1; i <= u + 1; i++) {
        for (let j = v - 1; j <= v + 1; j++) {
          for (const node of cells.get((i + 32768) * 65536 + j + 32768) ?? []) {
            const gap = Math.hypot(x[node]! - point[0], y[node]! - point[1]);
            if (gap <= best) [best, bestAt] = [gap, node];
          }
        }
      }
      if (bestAt >= 0) return bestAt;
      const node = x.push(point[0]) - 1;
      y.push(point[1]);
      const key = (u + 32768) * 65536 + v + 32768;
      const cell = cells.get(key);
      if (cell) cell.push(node);
      else cells.set(key, [node]);
      return node;
    },
  };
}

/** The lines again, now with every crossing as a vertex; a line that lost a link to another becomes its remaining runs. */
function pathsOf(network: Network, lineCount: number): Point[][] {
  const paths: Point[][] = Array.from({ length: lineCount }, () => []);
  const extra: { line: PlanLine; path: Point[] }[] = [];
  for (const run of runsOf(network, () => false)) {
    const path = run.nodes.map((node): Point => [network.x[node]!, network.y[node]!]);
    if (paths[run.line]!.length === 0) paths[run.line] = path;
    else extra.push({ line: network.lines[run.line]!, path });
  }
  for (const { line, path } of extra) {
    network.lines.push(line);
    paths.push(path);
  }
  return paths;
}

/** Consecutive links of one plan line, as node chains; `breaksAt` splits a run at a node. */
export function runsOf(network: Network, breaksAt: (node: number) => boolean): { line: number; nodes: number[] }[] {
  const runs: { line: number; nodes: number[] }[] = [];
  let run: { line: number; nodes: number[] } | null = null;
  for (const { a, b, line } of network.links) {
    if (run && run.line === line && run.nodes[run.nodes.length - 1] === a && !breaksAt(a)) run.nodes.push(b);
    else {
      run = { line, nodes: [a, b] };
      runs.push(run);
    }
  }
  return runs;
}

export function degreesOf(network: Network): Uint16Array {
  const degrees = new Uint16Array(network.x.length);
  for (const { a, b } of network.links) {
    degrees[a]!++;
    degrees[b]!++;
  }
  return degrees;
}

function trimEnds(network: Network): Network {
  let links = network.links;
  for (let round = 0; round < 3; round++) {
    const at = new Map<number, number[]>();
    for (const [i, { a, b }] of links.entries()) {
      for (const node of [a, b]) {
        const list = at.get(node);
        if (list) list.push(i);
        else at.set(node, [i]);
      }
    }
    const removed = new Set<number>();
    for (const [node, list] of at) {
      if (list.length !== 1) continue;
      const limit = network.lines[links[list[0]!]!.line]!.trimMeters;
      const chain: number[] = [];
      let [here, link, length] = [node, list[0]!, 0];
      while (length <= limit) {
        chain.push(link);
        const { a, b } = links[link]!;
        length += Math.hypot(network.x[a]! - network.x[b]!, network.y[a]! - network.y[b]!);
        here = a === here ? b : a;
        const next: number[] = at.get(here)!;
        if (next.length !== 2) break;
        link = next[0] === link ? next[1]! : next[0]!;
      }
      if (length <= limit) for (const id of chain) removed.add(id);
    }
    if (removed.size === 0) break;
    links = links.filter((_, i) => !removed.has(i));
  }
  return { ...network, links };
}

function keepConnected(network: Network): Network {
  const parent = Int32Array.from(network.x, (_, i) => i);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (const { a, b } of network.links) parent[root(a)] = root(b);
  const size = new Map<number, number>();
  for (const { a } of network.links) size.set(root(a), (size.get(root(a)) ?? 0) + 1);
  const main = [...size].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
  const links = network.links.filter(({ a }) => root(a) === main);
  const renumbered = new Int32Array(network.x.length).fill(-1);
  const x: number[] = [];
  const y: number[] = [];
  const idOf = (node: number) => {
    if (renumbered[node]! < 0) {
      renumbered[node] = x.push(network.x[node]!) - 1;
      y.push(network.y[node]!);
    }
    return renumbered[node]!;
  };
  const kept = links.map(({ a, b, line }) => ({ a: idOf(a), b: idOf(b), line }));
  return { x, y, links: kept, lines: network.lines };
}
