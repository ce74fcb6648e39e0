/** Plane geometry of the sample district: metres east and north of its centre. */
export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const mix = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
/** 0 below `from`, 1 above `to`, smooth between. */
export const smoothstep = (from: number, to: number, value: number): number => {
  const t = clamp((value - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
};

export function lineLength(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1]!, points[i]!);
  return sum;
}

/** Points every `stepMeters` along a line, both ends kept. */
export function resample(points: readonly Point[], stepMeters: number): Point[] {
  const total = lineLength(points);
  const count = Math.max(1, Math.round(total / stepMeters));
  const result: Point[] = [points[0]!];
  let segment = 1;
  let walked = 0;
  for (let i = 1; i < count; i++) {
    const target = (total * i) / count;
    let length = distance(points[segment - 1]!, points[segment]!);
    while (walked + length < target && segment < points.length - 1) {
      walked += length;
      segment++;
      length = distance(points[segment - 1]!, points[segment]!);
    }
    result.push(mix(points[segment - 1]!, points[segment]!, length === 0 ? 0 : (target - walked) / length));
  }
  result.push(points[points.length - 1]!);
  return result;
}

/** A smooth curve through control points (Catmull–Rom), sampled every `stepMeters`. */
export function curveThrough(controls: readonly Point[], stepMeters: number, closed = false): Point[] {
  const count = controls.length;
  const at = (i: number): Point => (closed ? controls[(i + count) % count]! : controls[clamp(i, 0, count - 1)]!);
  const dense: Point[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let k = 0; k < 24; k++) {
      const t = k / 24;
      const value = (axis: 0 | 1) =>
        0.5 *
        (2 * p1[axis] +
          (p2[axis] - p0[axis]) * t +
          (2 * p0[axis] - 5 * p1[axis] + 4 * p2[axis] - p3[axis]) * t * t +
          (3 * p1[axis] - p0[axis] - 3 * p2[axis] + p3[axis]) * t * t * t);
      dense.push([value(0), value(1)]);
    }
  }
  dense.push(closed ? dense[0]! : controls[count - 1]!);
  return resample(dense, stepMeters);
}

/** The line moved sideways, to the left of its direction for positive distances. */
export function offsetLine(points: readonly Point[], offsetMeters: number | ((index: number) => number)): Point[] {
  return points.map((point, i) => {
    const before = points[Math.max(0, i - 1)]!;
    const after = points[Math.min(points.length - 1, i + 1)]!;
    const length = distance(before, after) || 1;
    const by = typeof offsetMeters === 'number' ? offsetMeters : offsetMeters(i);
    return [point[0] - ((after[1] - before[1]) / length) * by, point[1] + ((after[0] - before[0]) / length) * by];
  });
}

/** Signed area in square metres: positive when counter-clockwise. The ring may or may not repeat its first point. */
export function ringArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return sum / 2;
}

export function ringCentroid(ring: Ring): Point {
  let [x, y, sum] = [0, 0, 0];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const cross = ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
    x += (ring[j]![0] + ring[i]![0]) * cross;
    y += (ring[j]![1] + ring[i]![1]) * cross;
    sum += cross;
  }
  return sum === 0 ? ring[0]! : [x / (3 * sum), y / (3 * sum)];
}

export function insideRing(ring: Ring, point: Point): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!];
    if (a[1] > point[1] !== b[1] > point[1] && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** Distance of a point to a segment in metres. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : clamp(((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared, 0, 1);
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}

/** Douglas–Peucker; points whose index is in `kept` always stay. */
export function simplifyLine(points: readonly Point[], toleranceMeters: number, kept: ReadonlySet<number> = new Set()): Point[] {
  const stays = new Uint8Array(points.length);
  const fixed = [0, ...[...kept].sort((a, b) => a - b), points.length - 1];
  for (const index of fixed) stays[index] = 1;
  const stack: [number, number][] = fixed.slice(1).map((end, i) => [fixed[i]!, end]);
  while (stack.length > 0) {
    const [from, to] = stack.pop()!;
    let [worst, worstAt] = [toleranceMeters, -1];
    for (let i = from + 1; i < to; i++) {
      const gap = distanceToSegment(points[i]!, points[from]!, points[to]!);
      if (gap > worst) [worst, worstAt] = [gap, i];
    }
    if (worstAt > 0) {
      stays[worstAt] = 1;
      stack.push([from, worstAt], [worstAt, to]);
    }
  }
  return points.filter((_, i) => stays[i] === 1);
}

/** Chaikin's corner cutting on a closed ring (not repeating its first point). */
export function smoothRing(ring: Ring, rounds: number): Point[] {
  let result = [...ring];
  for (let round = 0; round < rounds; round++) {
    result = result.flatMap((point, i) => {
      const next = result[(i + 1) % result.length]!;
      return [mix(point, next, 0.25), mix(point, next, 0.75)];
    });
  }
  return result;
}

export function rotate([x, y]: Point, angleRadians: number): Point {
  const [cos, sin] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  return [x * cos - y * sin, x * sin + y * cos];
}

export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}
export function boxOf(points: readonly Point[]): Box {
  const box = {
    minX: Number.POSITIVE_INFINITY,
    minY: Number.POSITIVE_INFINITY,
    maxX: Number.NEGATIVE_INFINITY,
    maxY: Number.NEGATIVE_INFINITY,
  };
  for (const [x, y] of points) {
    box.minX = Math.min(box.minX, x);
    box.minY = Math.min(box.minY, y);
    box.maxX = Math.max(box.maxX, x);
    box.maxY = Math.max(box.maxY, y);
  }
  return box;
}
export const inBox = (box: Box, [x, y]: Point): boolean => x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
