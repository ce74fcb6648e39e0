import { IMPASSABLE, type TravelGraph } from './travel-graph.ts';

/**
 * Arrays that searches on one graph share, made once and reset after each search by what it touched. Between searches every label is `IMPASSABLE`
 * and every bucket empty.
 */
export interface SearchWorkspace {
  /** Milliseconds to each search node. */
  label: Int32Array<ArrayBuffer>;
  /** Link by which the label came; −1 at a start. Not reset. */
  via: Int32Array<ArrayBuffer>;
  /** Number of the start the label came from. Not reset. */
  origin: Int32Array<ArrayBuffer>;
  touched: Uint32Array<ArrayBuffer>;
  touchedCount: number;
  /** First entry of each bucket, −1 when empty; a power of two of them, used in a circle. */
  bucket: Int32Array<ArrayBuffer>;
  entryNode: Int32Array<ArrayBuffer>;
  entryNext: Int32Array<ArrayBuffer>;
}

/** A bucket is 2^BUCKET_SHIFT milliseconds wide. */
export const BUCKET_SHIFT = 10;

export function makeWorkspace(graph: TravelGraph): SearchWorkspace {
  const entries = graph.forwardArc.length + graph.searchNodeCount;
  return {
    label: new Int32Array(graph.searchNodeCount).fill(IMPASSABLE),
    via: new Int32Array(graph.searchNodeCount),
    origin: new Int32Array(graph.searchNodeCount),
    touched: new Uint32Array(graph.searchNodeCount),
    touchedCount: 0,
    bucket: new Int32Array(bucketsFor(graph.longestMilliseconds)).fill(-1),
    entryNode: new Int32Array(entries),
    entryNext: new Int32Array(entries),
  };
}

/** Buckets that hold all entries at once when none is more than `spreadMilliseconds` after the earliest. */
export function bucketsFor(spreadMilliseconds: number): number {
  return 2 ** Math.ceil(Math.log2((spreadMilliseconds >> BUCKET_SHIFT) + 2));
}

/** Makes the workspace as new for the next search. */
export function clearWorkspace(workspace: SearchWorkspace): void {
  const { label, touched, touchedCount } = workspace;
  if (touchedCount > label.length >> 2) label.fill(IMPASSABLE);
  else for (let index = 0; index < touchedCount; index++) label[touched[index]!] = IMPASSABLE;
  workspace.touchedCount = 0;
}

/** More room for entries; returns the workspace. */
export function growEntries(workspace: SearchWorkspace): SearchWorkspace {
  for (const name of ['entryNode', 'entryNext'] as const) {
    const grown = new Int32Array(workspace[name].length * 2 + 16);
    grown.set(workspace[name]);
    workspace[name] = grown;
  }
  return workspace;
}

/** What a search from both ends needs. */
export interface RouteWorkspace {
  ahead: SearchWorkspace;
  behind: SearchWorkspace;
  /** Potential of each search node that either side has labelled, milliseconds. Not reset. */
  potential: Float64Array<ArrayBuffer>;
}

export function makeRouteWorkspace(graph: TravelGraph): RouteWorkspace {
  return { ahead: makeWorkspace(graph), behind: makeWorkspace(graph), potential: new Float64Array(graph.searchNodeCount) };
}
