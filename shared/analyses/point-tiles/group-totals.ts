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
  /** Group of each point in index order, masked or not: kept while only the mask changes. */
  allGroups: Uint8Array;
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
  const sameGroups = last?.rowGroups === rowGroups && last.groupCount === groupCount;
  if (sameGroups && last.mask === mask) return last;
  const allGroups = sameGroups ? last.allGroups : orderGroups(index, rowGroups, groupCount);
  const totals = { mask, rowGroups, groupCount, allGroups, ...sumGroups(index, mask, allGroups, groupCount) };
  kept.set(index, totals);
  return totals;
}

function orderGroups({ count, order }: PointTileIndex, rowGroups: Uint8Array, groupCount: number): Uint8Array {
  if (!(groupCount >= 1 && groupCount <= 8)) throw new RangeError(`between 1 and 8 groups, not ${groupCount}`);
  const groups = new Uint8Array(count);
  let highest = 0;
  for (let at = 0; at < count; at++) {
    const group = rowGroups[order[at]!]!;
    groups[at] = group;
    if (group > highest) highest = group;
  }
  if (highest >= groupCount) throw new RangeError(`a row is in group ${highest} of ${groupCount}`);
  return groups;
}

function sumGroups(
  { count, order, x, y }: PointTileIndex,
  mask: Uint8Array | null,
  allGroups: Uint8Array,
  groupCount: number,
): Pick<GroupTotals, 'groups' | 'counts' | 'sumX' | 'sumY'> {
  const strides = Math.floor(count / STRIDE) + 1;
  const groups = mask === null ? allGroups : new Uint8Array(count);
  const counts = new Uint32Array(strides * groupCount);
  const sumX = new Float64Array(strides);
  const sumY = new Float64Array(strides);
  // Without branches on the mask: a filter is noise to the branch predictor. Hidden points are tallied under HIDDEN.
  const running = new Int32Array(HIDDEN + 1);
  let runningX = 0;
  let runningY = 0;
  for (let stride = 0; stride < strides; stride++) {
    const to = stride * groupCount;
    for (let group = 0; group < groupCount; group++) counts[to + group] = running[group]!;
    sumX[stride] = runningX;
    sumY[stride] = runningY;
    const end = Math.min(count, (stride + 1) * STRIDE);
    if (mask === null) {
      for (let at = stride * STRIDE; at < end; at++) {
        running[allGroups[at]!]!++;
        runningX += x[at]!;
        runningY += y[at]!;
      }
      continue;
    }
    for (let at = stride * STRIDE; at < end; at++) {
      const shown = Math.min(1, mask[order[at]!]!);
      const group = allGroups[at]! | ((shown - 1) & HIDDEN);
      groups[at] = group;
      running[group]!++;
      runningX += x[at]! * shown;
      runningY += y[at]! * shown;
    }
  }
  return { groups, counts, sumX, sumY };
}
