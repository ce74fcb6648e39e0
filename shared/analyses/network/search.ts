import { BUCKET_SHIFT, bucketsFor, growEntries, type SearchWorkspace } from './search-workspace.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/** Where a search starts: search nodes with their first milliseconds and what to call them in `origin`. */
export interface Seeds {
  node: number[];
  milliseconds: number[];
  origin: number[];
}

export type SearchDirection = 'forward' | 'backward';

/**
 * Labels every search node within `limit` milliseconds with its least time from the seeds, the link it came by and the seed's origin.
 *
 * Dijkstra's algorithm on a circle of buckets (Dial 1969), each 2^BUCKET_SHIFT ms wide. Within a bucket nodes are taken in any order and taken again
 * when they improve, so the labels are exact, as in Δ-stepping (Meyer and Sanders 2003) on one thread. Entries that a better label has
 * overtaken are skipped; their places are used again, so that the queue stays in the cache.
 *
 * Forward labels are times from the seeds, backward ones times to them, against the driving direction. Labels stay in the workspace until
 * `clearWorkspace`; `via` holds numbers of forward or backward links.
 */
export function search(graph: TravelGraph, direction: SearchDirection, workspace: SearchWorkspace, seeds: Seeds, limit: number): void {
  const start = direction === 'forward' ? graph.forwardStart : graph.backwardStart;
  const links = direction === 'forward' ? graph.forward : graph.backward;
  const inTime = seeds.milliseconds.filter((at) => at <= limit);
  if (inTime.length === 0) return;
  const earliest = inTime.reduce((least, at) => Math.min(least, at));
  const latest = inTime.reduce((most, at) => Math.max(most, at));
  const needed = bucketsFor(Math.max(graph.longestMilliseconds, latest - earliest));
  if (workspace.bucket.length < needed) workspace.bucket = new Int32Array(needed).fill(-1);
  const { label, via, origin, touched, bucket } = workspace;
  let { entryNode, entryNext, touchedCount } = workspace;
  const mask = bucket.length - 1;
  // Entries never used begin at `top`; used and free ones are a list that begins at `free`.
  let top = 0;
  let free = -1;
  let pending = 0;
  for (let seed = 0; seed < seeds.node.length; seed++) {
    const node = seeds.node[seed]!;
    const at = seeds.milliseconds[seed]!;
    if (at > limit || at >= label[node]!) continue;
    if (label[node] === IMPASSABLE) touched[touchedCount++] = node;
    label[node] = at;
    via[node] = -1;
    origin[node] = seeds.origin[seed]!;
    if (top === entryNode.length) ({ entryNode, entryNext } = growEntries(workspace));
    const slot = (at >> BUCKET_SHIFT) & mask;
    entryNode[top] = node;
    entryNext[top] = bucket[slot]!;
    bucket[slot] = top++;
    pending++;
  }
  for (let current = earliest >> BUCKET_SHIFT; pending > 0; current++) {
    const slot = current & mask;
    for (let entry = bucket[slot]!; entry >= 0; entry = bucket[slot]!) {
      bucket[slot] = entryNext[entry]!;
      const node = entryNode[entry]!;
      entryNext[entry] = free;
      free = entry;
      pending--;
      const at = label[node]!;
      if (at >> BUCKET_SHIFT !== current) continue;
      const from = origin[node]!;
      for (let link = start[node]! << 1, end = start[node + 1]! << 1; link < end; link += 2) {
        const head = links[link]!;
        const then = at + links[link + 1]!;
        const known = label[head]!;
        if (then >= known || then > limit) continue;
        if (known === IMPASSABLE) touched[touchedCount++] = head;
        label[head] = then;
        via[head] = link >> 1;
        origin[head] = from;
        let place = free;
        if (place >= 0) free = entryNext[place]!;
        else {
          if (top === entryNode.length) ({ entryNode, entryNext } = growEntries(workspace));
          place = top++;
        }
        const into = (then >> BUCKET_SHIFT) & mask;
        entryNode[place] = head;
        entryNext[place] = bucket[into]!;
        bucket[into] = place;
        pending++;
      }
    }
  }
  workspace.touchedCount = touchedCount;
}
