import { mercatorX, mercatorYColumn } from '../mercator.ts';

/** Bits of each axis that take part in the order: tiles down to zoom 24 are contiguous ranges. */
export const ORDER_BITS = 24;
/** Interleaved bits of one radix digit. */
const DIGIT_BITS = 12;
const DIGITS = 1 << DIGIT_BITS;

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
  // The place in Z-order, 24 bits in each half.
  const high = new Uint32Array(rows);
  const low = new Uint32Array(rows);
  const histograms = Array.from({ length: 4 }, () => new Uint32Array(DIGITS));
  const [first, second, third, fourth] = histograms as [Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  let order = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const worldX = mercatorX(lon[row]!) * 4_294_967_296;
    const worldRow = worldY[row]! * 4_294_967_296;
    if (!(Number.isFinite(worldX) && Number.isFinite(worldRow))) continue;
    const x = Math.min(4_294_967_295, Math.max(0, worldX)) >>> 0;
    const y = Math.min(4_294_967_295, Math.max(0, worldRow)) >>> 0;
    rowX[row] = x;
    rowY[row] = y;
    const rowHigh = spread[x >>> 20]! | (spread[y >>> 20]! << 1);
    const rowLow = spread[(x >>> 8) & 4095]! | (spread[(y >>> 8) & 4095]! << 1);
    high[row] = rowHigh;
    low[row] = rowLow;
    first[rowLow & (DIGITS - 1)]!++;
    second[rowLow >>> DIGIT_BITS]!++;
    third[rowHigh & (DIGITS - 1)]!++;
    fourth[rowHigh >>> DIGIT_BITS]!++;
    order[count++] = row;
  }
  order = order.subarray(0, count);

  let other = new Uint32Array(count);
  histograms.forEach((histogram, digit) => {
    if (!startsFromCounts(histogram, count)) return;
    sortByDigit(order, digit < 2 ? low : high, (digit % 2) * DIGIT_BITS, histogram, other);
    [order, other] = [other, order];
  });

  const x = new Uint32Array(count);
  const y = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const row = order[at]!;
    x[at] = rowX[row]!;
    y[at] = rowY[row]!;
  }
  return { count, rows, order: order.length === order.buffer.byteLength / 4 ? order : order.slice(), x, y };
}

/** Turns counts into first places; false when all points share one digit. */
function startsFromCounts(histogram: Uint32Array, count: number): boolean {
  let sum = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const points = histogram[digit]!;
    if (points === count) return false;
    histogram[digit] = sum;
    sum += points;
  }
  return true;
}

function sortByDigit(order: Uint32Array, keys: Uint32Array, shift: number, next: Uint32Array, sorted: Uint32Array): void {
  for (let at = 0; at < order.length; at++) {
    const row = order[at]!;
    const digit = (keys[row]! >>> shift) & (DIGITS - 1);
    sorted[next[digit]!++] = row;
  }
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

/** Twelve bits with a zero between each two. */
const spread = Uint32Array.from({ length: 4096 }, (_, value) => {
  let out = 0;
  for (let bit = 0; bit < 12; bit++) out |= ((value >> bit) & 1) << (2 * bit);
  return out;
});
