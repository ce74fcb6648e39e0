/** Cuts a polyline (x,y pairs) to the square low…high: the pieces inside, each with at least two vertices. */
export function clipLine(path: Float64Array, start: number, end: number, low: number, high: number): Float64Array[] {
  const pieces: Float64Array[] = [];
  let piece: number[] = [];
  const finish = () => {
    if (piece.length >= 4) pieces.push(Float64Array.from(piece));
    piece = [];
  };
  for (let i = start; i < end - 1; i++) {
    const ax = path[i * 2]!;
    const ay = path[i * 2 + 1]!;
    const bx = path[i * 2 + 2]!;
    const by = path[i * 2 + 3]!;
    // Liang–Barsky: the part t0…t1 of the segment inside the square.
    let t0 = 0;
    let t1 = 1;
    for (let side = 0; side < 4 && t0 <= t1; side++) {
      const horizontal = side < 2;
      const delta = horizontal ? bx - ax : by - ay;
      const from = horizontal ? ax : ay;
      const direction = side % 2 === 0 ? -delta : delta;
      const room = side % 2 === 0 ? from - low : high - from;
      if (direction === 0) {
        if (room < 0) t0 = 2;
      } else if (direction < 0) t0 = Math.max(t0, room / direction);
      else t1 = Math.min(t1, room / direction);
    }
    if (t0 > t1) {
      finish();
      continue;
    }
    if (t0 > 0) finish();
    if (piece.length === 0) piece.push(ax + t0 * (bx - ax), ay + t0 * (by - ay));
    piece.push(ax + t1 * (bx - ax), ay + t1 * (by - ay));
    if (t1 < 1) finish();
  }
  finish();
  return pieces;
}

/**
 * Cuts a ring (x,y pairs, closed or not) to the square low…high, side by side (Sutherland and Hodgman, 1974). Returns
 * the open ring, possibly with edges running along the square, or null when nothing is left.
 */
export function clipRing(path: Float64Array, start: number, end: number, low: number, high: number): Float64Array | null {
  let ring: Float64Array = path.slice(start * 2, end * 2);
  let count = end - start;
  if (count > 1 && ring[0] === ring[count * 2 - 2] && ring[1] === ring[count * 2 - 1]) count--;
  for (let side = 0; side < 4; side++) {
    const axis = side >> 1;
    const limit = side % 2 === 0 ? low : high;
    const sign = side % 2 === 0 ? 1 : -1;
    const next = new Float64Array(count * 4 + 4);
    let size = 0;
    for (let i = 0; i < count; i++) {
      const previous = (i + count - 1) % count;
      const a = ring[previous * 2 + axis]!;
      const b = ring[i * 2 + axis]!;
      const aInside = (a - limit) * sign >= 0;
      const bInside = (b - limit) * sign >= 0;
      if (aInside !== bInside) {
        const t = (limit - a) / (b - a);
        const other = 1 - axis;
        const crossing = ring[previous * 2 + other]! + t * (ring[i * 2 + other]! - ring[previous * 2 + other]!);
        next[size * 2 + axis] = limit;
        next[size * 2 + other] = crossing;
        size++;
      }
      if (bInside) {
        next[size * 2] = ring[i * 2]!;
        next[size * 2 + 1] = ring[i * 2 + 1]!;
        size++;
      }
    }
    ring = next;
    count = size;
    if (count < 3) return null;
  }
  return ring.subarray(0, count * 2);
}
