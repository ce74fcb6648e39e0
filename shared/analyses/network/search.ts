import { BUCKET_SHIFT, bucketsFor, type SearchWorkspace } from './search-workspace.ts';
import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/** Where a search starts: search nodes with their first milliseconds and what to call them in `origin`. */
export interface Seeds {
  node: number[];
  milliseconds: number[];
  origin: number[];
}

export type SearchDirection = 'forward' | 'backward';

/** Where two searches met: at `node` the sum of both labels is least. `IMPASSABLE` and −1 when they did not meet. */
export interface Meeting {
  milliseconds: number;
  node: number;
}

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
  const run = openRun(graph, direction, workspace, seeds, limit);
  drainBuckets(run, IMPASSABLE, null, null);
}

/**
 * Searches from both sides, always the one whose next bucket is earlier, until the two together can find nothing better than their best meeting, or
 * than `bound`. Nothing is prepared, so closures cost nothing.
 */
export function searchMeeting(
  graph: TravelGraph,
  ahead: SearchWorkspace,
  behind: SearchWorkspace,
  from: Seeds,
  to: Seeds,
  bound: number,
): Meeting {
  const meeting: Meeting = { milliseconds: bound, node: -1 };
  const forward = openRun(graph, 'forward', ahead, from, bound);
  const backward = openRun(graph, 'backward', behind, to, bound);
  for (const node of from.node) {
    const both = ahead.label[node]! + behind.label[node]!;
    if (both < meeting.milliseconds) [meeting.milliseconds, meeting.node] = [both, node];
  }
  while (forward.pending > 0 && backward.pending > 0) {
    if ((forward.current + backward.current) * 2 ** BUCKET_SHIFT >= meeting.milliseconds) break;
    if (forward.current <= backward.current) drainBuckets(forward, forward.current, behind.label, meeting);
    else drainBuckets(backward, backward.current, ahead.label, meeting);
  }
  // Buckets must be empty for the next search.
  ahead.bucket.fill(-1);
  behind.bucket.fill(-1);
  return meeting.node < 0 ? { milliseconds: IMPASSABLE, node: -1 } : meeting;
}

interface SearchRun {
  start: Uint32Array;
  links: Int32Array;
  workspace: SearchWorkspace;
  limit: number;
  /** Number of the bucket to take next; all before it are empty. */
  current: number;
  pending: number;
  /** Entries never used begin here; used and free ones are a list that begins at `free`. */
  top: number;
  free: number;
}

function openRun(graph: TravelGraph, direction: SearchDirection, workspace: SearchWorkspace, seeds: Seeds, limit: number): SearchRun {
  const start = direction === 'forward' ? graph.forwardStart : graph.backwardStart;
  const links = direction === 'forward' ? graph.forward : graph.backward;
  let earliest = IMPASSABLE;
  let latest = 0;
  for (const at of seeds.milliseconds) {
    if (at > limit) continue;
    earliest = Math.min(earliest, at);
    latest = Math.max(latest, at);
  }
  const run: SearchRun = { start, links, workspace, limit, current: earliest >> BUCKET_SHIFT, pending: 0, top: 0, free: -1 };
  if (earliest > limit) return run;
  const needed = bucketsFor(Math.max(graph.longestMilliseconds, latest - earliest));
  if (workspace.bucket.length < needed) workspace.bucket = new Int32Array(needed).fill(-1);
  const { label, via, origin, touched, bucket } = workspace;
  for (let seed = 0; seed < seeds.node.length; seed++) {
    const node = seeds.node[seed]!;
    const at = seeds.milliseconds[seed]!;
    if (at > limit || at >= label[node]!) continue;
    if (label[node] === IMPASSABLE) touched[workspace.touchedCount++] = node;
    label[node] = at;
    via[node] = -1;
    origin[node] = seeds.origin[seed]!;
    if (run.top === workspace.entryNode.length) growEntries(workspace);
    const slot = (at >> BUCKET_SHIFT) & (bucket.length - 1);
    workspace.entryNode[run.top] = node;
    workspace.entryNext[run.top] = bucket[slot]!;
    bucket[slot] = run.top++;
    run.pending++;
  }
  return run;
}

/** Takes all nodes of the buckets from the current to `last`; with a meeting, also compares with the labels of the other side. */
function drainBuckets(run: SearchRun, last: number, otherLabel: Int32Array | null, meeting: Meeting | null): void {
  const { start, links, workspace, limit } = run;
  const { label, via, origin, touched, bucket } = workspace;
  let { entryNode, entryNext, touchedCount } = workspace;
  let { current, free, top, pending } = run;
  const mask = bucket.length - 1;
  for (; pending > 0 && current <= last; current++) {
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
      for (let link = start[node]!, end = start[node + 1]!; link < end; link++) {
        const head = links[2 * link]!;
        const then = at + links[2 * link + 1]!;
        const known = label[head]!;
        if (then >= known || then > limit) continue;
        if (known === IMPASSABLE) touched[touchedCount++] = head;
        label[head] = then;
        via[head] = link;
        origin[head] = from;
        if (otherLabel !== null && then + otherLabel[head]! < meeting!.milliseconds) {
          meeting!.milliseconds = then + otherLabel[head]!;
          meeting!.node = head;
        }
        let place = free;
        if (place >= 0) free = entryNext[place]!;
        else {
          if (top === entryNode.length) {
            growEntries(workspace);
            ({ entryNode, entryNext } = workspace);
          }
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
  run.free = free;
  run.top = top;
  run.pending = pending;
  run.current = current;
}

function growEntries(workspace: SearchWorkspace): void {
  for (const name of ['entryNode', 'entryNext'] as const) {
    const grown = new Int32Array(workspace[name].length * 2 + 16);
    grown.set(workspace[name]);
    workspace[name] = grown;
  }
}
