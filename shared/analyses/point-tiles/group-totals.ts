import type { PointTileIndex } from './point-tile-index.ts';

/** Points between two running totals. */
export const STRIDE = 64;
/** Group of a point the mask hides. */
export const HIDDEN = 255;

/** Running totals of the visible points before each 64th point of the index, made for one mask and one grouping. */
export interface GroupTotals {
  mask: Uint8Array | null;
  rowGroups: Uint8Array;
  groupCount: number;
  /** Group of each point in index order, HIDDEN when masked. */
  groups: Uint8Array;
  /** `groupCount` entries a stride. */
  counts: Uint32Array;
  sumX: Float64Array;
  sumY: Float64Array;
}

const kept = new WeakMap<PointTileIndex, GroupTotals>();

/** Totals for a mask and grouping, kept while the same arrays are asked for again. One pass over the points otherwise. */
export function groupTotals(index: PointTileIndex, mask: Uint8Array | null, rowGroups: Uint8Array, groupCount: number): GroupTotals {
  const last = kept.get(index);
  if (last && last.mask === mask && last.rowGroups === rowGroups && last.groupCount === groupCount) return last;
  const totals = sumGroups(index, mask, rowGroups, groupCount);
  kept.set(index, totals);
  return totals;
}

function sumGroups(index: PointTileIndex, mask: Uint8Array | null, rowGroups: Uint8Array, groupCount: number): GroupTotals {
  if (!(groupCount >= 1 && groupCount <= 8)) throw new RangeError(`between 1 and 8 groups, not ${groupCount}`);
  const { count, order, x, y } = index;
  const strides = Math.floor(count / STRIDE) + 1;
  const groups = new Uint8Array(count);
  const counts = new Uint32Array(strides * groupCount);
  const sumX = new Float64Array(strides);
  const sumY = new Float64Array(strides);
  // Without branches on the mask: a filter is noise to the branch predictor. Hidden points are tallied under HIDDEN.
  const running = new Uint32Array(HIDDEN + 1);
  let runningX = 0;
  let runningY = 0;
  for (let stride = 0; stride < strides; stride++) {
    for (let group = 0; group < groupCount; group++) counts[stride * groupCount + group] = running[group]!;
    sumX[stride] = runningX;
    sumY[stride] = runningY;
    const end = Math.min(count, (stride + 1) * STRIDE);
    for (let at = stride * STRIDE; at < end; at++) {
      const row = order[at]!;
      const rowGroup = rowGroups[row]!;
      if (rowGroup >= groupCount) throw new RangeError(`row ${row} is in group ${rowGroup} of ${groupCount}`);
      const shown = mask === null ? 1 : Math.min(1, mask[row]!);
      const group = rowGroup | ((shown - 1) & HIDDEN);
      groups[at] = group;
      running[group]!++;
      runningX += x[at]! * shown;
      runningY += y[at]! * shown;
    }
  }
  return { mask, rowGroups, groupCount, groups, counts, sumX, sumY };
}
