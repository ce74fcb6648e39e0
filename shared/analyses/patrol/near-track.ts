import type { Leg } from './check-track.ts';

export interface Interval {
  from: number;
  to: number;
}

/** When a leg, gone at an even speed, is within a circle; nothing where it never is. */
export function timesWithin({ x1, y1, x2, y2, from, to }: Leg, x: number, y: number, radius: number): Interval | undefined {
  const shares = sharesInCircle(x1, y1, x2, y2, x, y, radius);
  return shares && { from: from + shares.from * (to - from), to: from + shares.to * (to - from) };
}

/**
 * Which stretches of a line lie within `radius` of any leg, in metres along it. The distance to a leg is convex along a straight segment, so each leg covers at
 * most one stretch of it: the part in the circles around its ends and in the rectangle between.
 */
export function coveredSpans(
  x: Float64Array,
  y: Float64Array,
  legs: readonly Leg[],
  radius: number,
): { lengthMeters: number; spans: Interval[] } {
  const spans: Interval[] = [];
  let along = 0;
  for (let at = 1; at < x.length; at++) {
    const [x1, y1, x2, y2] = [x[at - 1]!, y[at - 1]!, x[at]!, y[at]!];
    const length = Math.hypot(x2 - x1, y2 - y1);
    const west = Math.min(x1, x2) - radius;
    const east = Math.max(x1, x2) + radius;
    const north = Math.min(y1, y2) - radius;
    const south = Math.max(y1, y2) + radius;
    for (const leg of legs) {
      if ((leg.x1 < west && leg.x2 < west) || (leg.x1 > east && leg.x2 > east)) continue;
      if ((leg.y1 < north && leg.y2 < north) || (leg.y1 > south && leg.y2 > south)) continue;
      const parts = [
        sharesInCircle(x1, y1, x2, y2, leg.x1, leg.y1, radius),
        sharesInCircle(x1, y1, x2, y2, leg.x2, leg.y2, radius),
        sharesBeside(x1, y1, x2, y2, leg, radius),
      ].filter((part) => part !== undefined);
      if (parts.length === 0) continue;
      const from = Math.min(...parts.map((part) => part.from));
      const to = Math.max(...parts.map((part) => part.to));
      spans.push({ from: along + from * length, to: along + to * length });
    }
    along += length;
  }
  return { lengthMeters: along, spans: mergeIntervals(spans, 1e-6) };
}

/** Overlapping intervals, and those no farther apart than `tolerance`, as one. */
export function mergeIntervals(intervals: readonly Interval[], tolerance: number): Interval[] {
  const merged: Interval[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + tolerance) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** Shares of a segment, 0 to 1, inside a circle. */
function sharesInCircle(x1: number, y1: number, x2: number, y2: number, x: number, y: number, radius: number): Interval | undefined {
  const [dx, dy, ox, oy] = [x2 - x1, y2 - y1, x1 - x, y1 - y];
  const squared = dx * dx + dy * dy;
  const outside = ox * ox + oy * oy - radius * radius;
  if (squared === 0) return outside <= 0 ? { from: 0, to: 1 } : undefined;
  const half = ox * dx + oy * dy;
  const discriminant = half * half - squared * outside;
  if (discriminant < 0) return undefined;
  const root = Math.sqrt(discriminant);
  return clip({ from: (-half - root) / squared, to: (-half + root) / squared });
}

/** Shares of a segment that project onto a leg and lie within `radius` of it sideways. */
function sharesBeside(x1: number, y1: number, x2: number, y2: number, leg: Leg, radius: number): Interval | undefined {
  const [ex, ey] = [leg.x2 - leg.x1, leg.y2 - leg.y1];
  const length = Math.hypot(ex, ey);
  if (length === 0) return undefined;
  const along = (x: number, y: number): number => ((x - leg.x1) * ex + (y - leg.y1) * ey) / length;
  const aside = (x: number, y: number): number => ((x - leg.x1) * ey - (y - leg.y1) * ex) / length;
  const lengthwise = sharesBetween(along(x1, y1), along(x2, y2), 0, length);
  const sideways = sharesBetween(aside(x1, y1), aside(x2, y2), -radius, radius);
  if (!lengthwise || !sideways) return undefined;
  return clip({ from: Math.max(lengthwise.from, sideways.from), to: Math.min(lengthwise.to, sideways.to) });
}

/** Where a value that runs evenly from `start` to `end` lies between two limits. */
function sharesBetween(start: number, end: number, low: number, high: number): Interval | undefined {
  if (start === end) return start >= low && start <= high ? { from: 0, to: 1 } : undefined;
  const one = (low - start) / (end - start);
  const other = (high - start) / (end - start);
  return clip({ from: Math.min(one, other), to: Math.max(one, other) });
}

function clip({ from, to }: Interval): Interval | undefined {
  const inside = { from: Math.max(0, from), to: Math.min(1, to) };
  return inside.from <= inside.to ? inside : undefined;
}
