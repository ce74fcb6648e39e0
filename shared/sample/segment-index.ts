import { distanceToSegment, type Point } from './plane.ts';

export interface SegmentIndex<T> {
  add(a: Point, b: Point, value: T): void;
  /** Every segment within `radiusMeters` of the point, each once or more, with its distance. */
  near(point: Point, radiusMeters: number, visit: (meters: number, value: T, a: Point, b: Point) => void): void;
}

/** Segments in square cells of the plane, for nearness questions. */
export function segmentIndex<T = number>(cellMeters: number): SegmentIndex<T> {
  const cells = new Map<number, { a: Point; b: Point; value: T }[]>();
  const key = (i: number, j: number) => (i + 32768) * 65536 + (j + 32768);
  return {
    add(a, b, value) {
      const entry = { a, b, value };
      for (let i = Math.floor(Math.min(a[0], b[0]) / cellMeters); i <= Math.floor(Math.max(a[0], b[0]) / cellMeters); i++) {
        for (let j = Math.floor(Math.min(a[1], b[1]) / cellMeters); j <= Math.floor(Math.max(a[1], b[1]) / cellMeters); j++) {
          const cell = cells.get(key(i, j));
          if (cell) cell.push(entry);
          else cells.set(key(i, j), [entry]);
        }
      }
    },
    near(point, radiusMeters, visit) {
      for (let i = Math.floor((point[0] - radiusMeters) / cellMeters); i <= Math.floor((point[0] + radiusMeters) / cellMeters); i++) {
        for (let j = Math.floor((point[1] - radiusMeters) / cellMeters); j <= Math.floor((point[1] + radiusMeters) / cellMeters); j++) {
          for (const { a, b, value } of cells.get(key(i, j)) ?? []) {
            const meters = distanceToSegment(point, a, b);
            if (meters <= radiusMeters) visit(meters, value, a, b);
          }
        }
      }
    },
  };
}
