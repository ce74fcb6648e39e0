import type { Seeds } from './search.ts';
import { BUCKET_SHIFT, bucketsFor } from './search-workspace.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/** Up to k labels a search node, of different origins, least first: those of node n at n·k … n·k + k − 1; `IMPASSABLE` and −1 where there are fewer. */
export interface NearestLabels {
  milliseconds: Int32Array<ArrayBuffer>;
  origin: Int32Array<ArrayBuffer>;
}

/**
 * The k nearest origins of every search node. As `search`, with a list of k labels for the one: whoever is among the k nearest of a node is among the
 * k nearest of every node before it on its way, so lists of k suffice.
 */
export function searchNearest(graph: TravelGraph, seeds: Seeds, k: number, limit: number): NearestLabels {
  const { forwardStart, forward } = graph;
  const milliseconds = new Int32Array(graph.searchNodeCount * k).fill(IMPASSABLE);
  const origin = new Int32Array(graph.searchNodeCount * k).fill(-1);
  let entryNode = new Int32Array(graph.searchNodeCount * k + 16);
  let entryOrigin = new Int32Array(entryNode.length);
  let entryNext = new Int32Array(entryNode.length);
  const inTime = seeds.milliseconds.filter((at) => at <= limit);
  if (inTime.length === 0) return { milliseconds, origin };
  const earliest = inTime.reduce((least, at) => Math.min(least, at));
  const latest = inTime.reduce((most, at) => Math.max(most, at));
  const bucket = new Int32Array(bucketsFor(Math.max(graph.longestMilliseconds, latest - earliest))).fill(-1);
  const mask = bucket.length - 1;
  let free = -1;
  let top = 0;
  let pending = 0;

  const add = (node: number, at: number, from: number): void => {
    const first = node * k;
    const end = first + k;
    let slot = first;
    while (slot < end && origin[slot] !== from && origin[slot] !== -1) slot++;
    if (slot === end) slot = end - 1;
    if (at >= milliseconds[slot]!) return;
    while (slot > first && milliseconds[slot - 1]! > at) {
      milliseconds[slot] = milliseconds[slot - 1]!;
      origin[slot] = origin[slot - 1]!;
      slot--;
    }
    milliseconds[slot] = at;
    origin[slot] = from;
    let place = free;
    if (place >= 0) free = entryNext[place]!;
    else {
      if (top === entryNode.length) {
        entryNode = grown(entryNode);
        entryOrigin = grown(entryOrigin);
        entryNext = grown(entryNext);
      }
      place = top++;
    }
    const into = (at >> BUCKET_SHIFT) & mask;
    entryNode[place] = node;
    entryOrigin[place] = from;
    entryNext[place] = bucket[into]!;
    bucket[into] = place;
    pending++;
  };

  for (let seed = 0; seed < seeds.node.length; seed++) {
    if (seeds.milliseconds[seed]! <= limit) add(seeds.node[seed]!, seeds.milliseconds[seed]!, seeds.origin[seed]!);
  }
  for (let current = earliest >> BUCKET_SHIFT; pending > 0; current++) {
    const slot = current & mask;
    for (let entry = bucket[slot]!; entry >= 0; entry = bucket[slot]!) {
      bucket[slot] = entryNext[entry]!;
      const node = entryNode[entry]!;
      const from = entryOrigin[entry]!;
      entryNext[entry] = free;
      free = entry;
      pending--;
      let at = node * k;
      const end = at + k;
      while (at < end && origin[at] !== from) at++;
      // Pushed out by nearer ones, or improved and taken already.
      if (at === end || milliseconds[at]! >> BUCKET_SHIFT !== current) continue;
      const reached = milliseconds[at]!;
      for (let link = forwardStart[node]!; link < forwardStart[node + 1]!; link++) {
        const then = reached + forward[2 * link + 1]!;
        if (then <= limit) add(forward[2 * link]!, then, from);
      }
    }
  }
  return { milliseconds, origin };
}

function grown(entries: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(entries.length * 2);
  larger.set(entries);
  return larger;
}
