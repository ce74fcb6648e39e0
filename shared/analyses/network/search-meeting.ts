import type { Seeds } from './search.ts';
import { BUCKET_SHIFT, bucketsFor, growEntries, type RouteWorkspace, type SearchWorkspace } from './search-workspace.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/** Where two searches met: at `node` the sum of both labels is least. `IMPASSABLE` and −1 when they did not meet. */
export interface Meeting {
  milliseconds: number;
  node: number;
}

const BUCKETS_PER_MILLISECOND = 2 ** -BUCKET_SHIFT;

/**
 * Searches from both sides, each drawn towards the other, until the two together can find nothing better than their best meeting, or than `bound`.
 *
 * A* from both ends with one consistent potential (Ikeda et al. 1994): half of how much farther a node lies from the destination than from the start, by
 * the straight line at the highest speed. A side's buckets hold nodes by label plus (behind: minus) potential; what neither has taken has keys that add
 * up to at least the sum of the two buckets. Always the side with fewer nodes waiting goes on. Nothing is prepared, so closures and speeds hold at once.
 *
 * Labels stay in the workspaces until `clearWorkspace`; `via` holds numbers of forward links ahead, of backward links behind.
 */
export function searchMeeting(graph: TravelGraph, workspace: RouteWorkspace, from: Seeds, to: Seeds, bound: number): Meeting {
  const none: Meeting = { milliseconds: IMPASSABLE, node: -1 };
  if (from.node.length === 0 || to.node.length === 0) return none;
  const { ahead, behind } = workspace;
  const measure = potentialBetween(graph, from.node[0]!, to.node[0]!);
  for (const node of [...from.node, ...to.node]) workspace.potential[node] = measure(node);
  const meeting: Meeting = { milliseconds: bound, node: -1 };
  const forward = openSide(graph, ahead, workspace.potential, 1, from, bound);
  const backward = openSide(graph, behind, workspace.potential, -1, to, bound);
  for (const node of from.node) {
    const both = ahead.label[node]! + behind.label[node]!;
    if (both < meeting.milliseconds) [meeting.milliseconds, meeting.node] = [both, node];
  }
  while (forward.pending > 0 && backward.pending > 0) {
    if ((forward.current + backward.current) * 2 ** BUCKET_SHIFT >= meeting.milliseconds) break;
    if (forward.pending <= backward.pending) takeBucket(forward, backward, workspace.potential, measure, meeting);
    else takeBucket(backward, forward, workspace.potential, measure, meeting);
  }
  // Buckets must be empty for the next search.
  ahead.bucket.fill(-1);
  behind.bucket.fill(-1);
  return meeting.node < 0 ? none : meeting;
}

/** Milliseconds by which a search node lies nearer to `start` than to `end`, halved. */
function potentialBetween({ network, nodeOf, straightLine }: TravelGraph, start: number, end: number): (node: number) => number {
  const { nodeLon, nodeLat } = network;
  const { millisecondsPerLonDegree, millisecondsPerLatDegree } = straightLine;
  const [startLon, startLat] = [nodeLon[nodeOf[start]!]!, nodeLat[nodeOf[start]!]!];
  const [endLon, endLat] = [nodeLon[nodeOf[end]!]!, nodeLat[nodeOf[end]!]!];
  return (node) => {
    const lon = nodeLon[nodeOf[node]!]!;
    const lat = nodeLat[nodeOf[node]!]!;
    const endX = (lon - endLon) * millisecondsPerLonDegree;
    const endY = (lat - endLat) * millisecondsPerLatDegree;
    const startX = (lon - startLon) * millisecondsPerLonDegree;
    const startY = (lat - startLat) * millisecondsPerLatDegree;
    return (Math.sqrt(endX * endX + endY * endY) - Math.sqrt(startX * startX + startY * startY)) / 2;
  };
}

interface Side {
  start: Uint32Array;
  links: Int32Array;
  workspace: SearchWorkspace;
  /** 1 ahead, −1 behind: how the potential counts. */
  sign: number;
  /** Number of the bucket to take next; all before it are empty. */
  current: number;
  pending: number;
  /** Entries never used begin here; used and free ones are a list that begins at `free`. */
  top: number;
  free: number;
}

function openSide(
  graph: TravelGraph,
  workspace: SearchWorkspace,
  potential: Float64Array,
  sign: number,
  seeds: Seeds,
  bound: number,
): Side {
  const start = sign > 0 ? graph.forwardStart : graph.backwardStart;
  const links = sign > 0 ? graph.forward : graph.backward;
  const keys = seeds.node.map((node, seed) => seeds.milliseconds[seed]! + sign * potential[node]!);
  const least = Math.min(...keys);
  // A link's potential may count as much as its cost.
  const needed = bucketsFor(Math.max(2 * graph.longestMilliseconds, Math.max(...keys) - least));
  if (workspace.bucket.length < needed) workspace.bucket = new Int32Array(needed).fill(-1);
  const side: Side = { start, links, workspace, sign, current: Math.floor(least * BUCKETS_PER_MILLISECOND), pending: 0, top: 0, free: -1 };
  const { label, via, touched, bucket } = workspace;
  for (let seed = 0; seed < seeds.node.length; seed++) {
    const node = seeds.node[seed]!;
    const at = seeds.milliseconds[seed]!;
    if (at > bound || at >= label[node]!) continue;
    if (label[node] === IMPASSABLE) touched[workspace.touchedCount++] = node;
    label[node] = at;
    via[node] = -1;
    if (side.top === workspace.entryNode.length) growEntries(workspace);
    const slot = Math.floor(keys[seed]! * BUCKETS_PER_MILLISECOND) & (bucket.length - 1);
    workspace.entryNode[side.top] = node;
    workspace.entryNext[side.top] = bucket[slot]!;
    bucket[slot] = side.top++;
    side.pending++;
  }
  return side;
}

/** Takes all nodes of a side's current bucket; from what cannot be part of a better way than the best known it does not go on. */
function takeBucket(side: Side, other: Side, potential: Float64Array, measure: (node: number) => number, meeting: Meeting): void {
  const { start, links, workspace, sign, current } = side;
  const { label, via, touched, bucket } = workspace;
  const otherLabel = other.workspace.label;
  const otherKey = other.current * 2 ** BUCKET_SHIFT;
  let { entryNode, entryNext, touchedCount } = workspace;
  let { free, top, pending } = side;
  let best = meeting.milliseconds;
  const mask = bucket.length - 1;
  const slot = current & mask;
  for (let entry = bucket[slot]!; entry >= 0; entry = bucket[slot]!) {
    bucket[slot] = entryNext[entry]!;
    const node = entryNode[entry]!;
    entryNext[entry] = free;
    free = entry;
    pending--;
    const at = label[node]!;
    if (Math.floor((at + sign * potential[node]!) * BUCKETS_PER_MILLISECOND) !== current) continue;
    for (let link = start[node]! << 1, end = start[node + 1]! << 1; link < end; link += 2) {
      const head = links[link]!;
      const then = at + links[link + 1]!;
      const known = label[head]!;
      if (then >= known) continue;
      const beyond = otherLabel[head]!;
      if (known === IMPASSABLE && beyond === IMPASSABLE) potential[head] = measure(head);
      if (known === IMPASSABLE) touched[touchedCount++] = head;
      label[head] = then;
      via[head] = link >> 1;
      if (then + beyond < best) {
        best = then + beyond;
        meeting.node = head;
      }
      const key = then + sign * potential[head]!;
      if (key + otherKey >= best) continue;
      let place = free;
      if (place >= 0) free = entryNext[place]!;
      else {
        if (top === entryNode.length) ({ entryNode, entryNext } = growEntries(workspace));
        place = top++;
      }
      const into = Math.floor(key * BUCKETS_PER_MILLISECOND) & mask;
      entryNode[place] = head;
      entryNext[place] = bucket[into]!;
      bucket[into] = place;
      pending++;
    }
  }
  meeting.milliseconds = best;
  workspace.touchedCount = touchedCount;
  side.free = free;
  side.top = top;
  side.pending = pending;
  side.current++;
}
