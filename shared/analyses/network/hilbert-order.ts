const ORDER = 15;
const CELLS = 2 ** ORDER;

/**
 * The order of points along a Hilbert curve over their bounding box (32,768 cells a side): `order[i]` is the point that comes i-th. Neighbours on
 * the ground become neighbours in memory. Up to 2²² points.
 */
export function hilbertOrder(lon: Float64Array, lat: Float64Array): Uint32Array<ArrayBuffer> {
  const count = lon.length;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < count; index++) {
    west = Math.min(west, lon[index]!);
    east = Math.max(east, lon[index]!);
    south = Math.min(south, lat[index]!);
    north = Math.max(north, lat[index]!);
  }
  const scale = (CELLS - 1) / Math.max(east - west, north - south, 1e-9);
  const shift = 2 ** 22;
  const keys = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    const along = hilbertDistance(Math.floor((lon[index]! - west) * scale), Math.floor((lat[index]! - south) * scale));
    keys[index] = along * shift + index;
  }
  keys.sort();
  return Uint32Array.from(keys, (key) => key % shift);
}

/** Place of a cell along the curve (the iterative form of Warren, Hacker's Delight, 16-3). */
function hilbertDistance(column: number, row: number): number {
  let x = column;
  let y = row;
  let distance = 0;
  for (let side = CELLS >> 1; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const up = (y & side) > 0 ? 1 : 0;
    distance = distance * 4 + ((3 * right) ^ up);
    if (up === 0) {
      if (right === 1) {
        x = CELLS - 1 - x;
        y = CELLS - 1 - y;
      }
      [x, y] = [y, x];
    }
  }
  return distance;
}
