/**
 * Douglas–Peucker over the vertices `start…end` (exclusive) of flat x,y pairs, written to `out` from `outStart`;
 * returns the vertex count kept. The first and the last vertex always stay. Vertices nearer than the tolerance to the
 * one before are passed over first, which makes coastlines at low zoom cheap.
 * Source: D. Douglas and T. Peucker, 1973; iterative with an explicit stack.
 */
export function simplifyPath(
  coordinates: Float64Array,
  start: number,
  end: number,
  tolerance: number,
  out: Float64Array,
  outStart: number,
): number {
  const thinned = thin(coordinates, start, end, tolerance * tolerance * 0.25, out, outStart);
  if (thinned <= 2 || tolerance <= 0) return thinned;
  if (keep.length < thinned) keep = new Uint8Array(thinned * 2);
  keep.fill(0, 0, thinned);
  keep[0] = 1;
  keep[thinned - 1] = 1;
  stack.length = 0;
  stack.push(0, thinned - 1);
  const limit = tolerance * tolerance;
  while (stack.length > 0) {
    const last = stack.pop()!;
    const first = stack.pop()!;
    const x0 = out[(outStart + first) * 2]!;
    const y0 = out[(outStart + first) * 2 + 1]!;
    const dx = out[(outStart + last) * 2]! - x0;
    const dy = out[(outStart + last) * 2 + 1]! - y0;
    const lengthSquared = dx * dx + dy * dy;
    let farthest = limit;
    let index = -1;
    for (let i = first + 1; i < last; i++) {
      let px = out[(outStart + i) * 2]! - x0;
      let py = out[(outStart + i) * 2 + 1]! - y0;
      if (lengthSquared > 0) {
        const t = Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
        px -= t * dx;
        py -= t * dy;
      }
      const distance = px * px + py * py;
      if (distance > farthest) {
        farthest = distance;
        index = i;
      }
    }
    if (index < 0) continue;
    keep[index] = 1;
    if (index - first > 1) stack.push(first, index);
    if (last - index > 1) stack.push(index, last);
  }
  let count = 0;
  for (let i = 0; i < thinned; i++) {
    if (keep[i] === 0) continue;
    out[(outStart + count) * 2] = out[(outStart + i) * 2]!;
    out[(outStart + count) * 2 + 1] = out[(outStart + i) * 2 + 1]!;
    count++;
  }
  return count;
}

let keep = new Uint8Array(1024);
const stack: number[] = [];

function thin(coordinates: Float64Array, start: number, end: number, limit: number, out: Float64Array, outStart: number): number {
  let count = 0;
  let x = Number.NaN;
  let y = Number.NaN;
  for (let i = start; i < end; i++) {
    const nextX = coordinates[i * 2]!;
    const nextY = coordinates[i * 2 + 1]!;
    const dx = nextX - x;
    const dy = nextY - y;
    if (i !== start && i !== end - 1 && dx * dx + dy * dy <= limit) continue;
    out[(outStart + count) * 2] = nextX;
    out[(outStart + count) * 2 + 1] = nextY;
    x = nextX;
    y = nextY;
    count++;
  }
  return count;
}
