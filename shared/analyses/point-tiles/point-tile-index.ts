import { mercatorX, mercatorYColumn } from '../mercator.ts';

/** Bits of each axis that take part in the order: tiles down to zoom 24 are contiguous ranges. */
export const ORDER_BITS = 24;
/** Bits of each axis in one radix digit. */
const DIGIT_BITS = 6;
const DIGITS = 1 << (2 * DIGIT_BITS);

/**
 * Points in Z-order (Morton 1966): every tile of every zoom is one contiguous range, and so is every cell of a grid whose
 * sides are powers of two. 12 bytes a point, transferable.
 */
export interface PointTileIndex {
  /** Points with a usable position. */
  count: number;
  /** Rows of the columns the index was built from, points without a position included. */
  rows: number;
  /** Row of each point. */
  order: Uint32Array<ArrayBuffer>;
  /** Web Mercator position, the whole world being 2³² units wide (9 mm), y southwards. */
  x: Uint32Array<ArrayBuffer>;
  y: Uint32Array<ArrayBuffer>;
}

/**
 * Sorts points for tiles: typed Mercator, then a radix sort by interleaved digits, skipping digits all points share.
 * @param lon degrees WGS84 @param lat degrees WGS84; rows that are not finite are left out
 */
export function buildPointTiles(lon: Float64Array, lat: Float64Array): PointTileIndex {
  const rows = lon.length;
  const worldY = mercatorYColumn(lat);
  const rowX = new Uint32Array(rows);
  const rowY = new Uint32Array(rows);
  let order = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const x = mercatorX(lon[row]!) * 4_294_967_296;
    const y = worldY[row]! * 4_294_967_296;
    if (!(Number.isFinite(x) && Number.isFinite(y))) continue;
    rowX[row] = clampToWorld(x);
    rowY[row] = clampToWorld(y);
    order[count++] = row;
  }
  order = order.subarray(0, count);

  let other = new Uint32Array(count);
  const digits = new Uint16Array(rows);
  const start = new Uint32Array(DIGITS + 1);
  for (let shift = 32 - ORDER_BITS; shift < 32; shift += DIGIT_BITS) {
    start.fill(0);
    const mask = (1 << DIGIT_BITS) - 1;
    for (let at = 0; at < count; at++) {
      const row = order[at]!;
      const digit = spread[(rowX[row]! >>> shift) & mask]! | (spread[(rowY[row]! >>> shift) & mask]! << 1);
      digits[at] = digit;
      start[digit + 1]!++;
    }
    if (count === 0 || start[digits[0]! + 1] === count) continue;
    for (let digit = 0; digit < DIGITS; digit++) start[digit + 1]! += start[digit]!;
    for (let at = 0; at < count; at++) other[start[digits[at]!]!++] = order[at]!;
    [order, other] = [other, order];
  }

  const x = new Uint32Array(count);
  const y = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    x[at] = rowX[order[at]!]!;
    y[at] = rowY[order[at]!]!;
  }
  return { count, rows, order: order.slice(), x, y };
}

/** The first point in [from, to) that does not come before the square `key` of `zoom` in Z-order; `to` if there is none. */
export function firstAtOrAfter(index: PointTileIndex, zoom: number, key: number, from: number, to: number): number {
  const wanted = key * 4 ** (ORDER_BITS - zoom);
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (orderKey(index.x[middle]! >>> (32 - ORDER_BITS), index.y[middle]! >>> (32 - ORDER_BITS)) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place in Z-order of column `x` and row `y`, each up to 24 bits. */
export function orderKey(x: number, y: number): number {
  const high = spread[x >>> 12]! | (spread[y >>> 12]! << 1);
  const low = spread[x & 4095]! | (spread[y & 4095]! << 1);
  return high * 16_777_216 + low;
}

function clampToWorld(value: number): number {
  return Math.min(4_294_967_295, Math.max(0, value));
}

/** Twelve bits with a zero between each two. */
const spread = Uint32Array.from({ length: 4096 }, (_, value) => {
  let out = 0;
  for (let bit = 0; bit < 12; bit++) out |= ((value >> bit) & 1) << (2 * bit);
  return out;
});
