import { type MetricPlane, positionOnPlane } from '../metric-plane.ts';
import type { DbscanResult } from './dbscan.ts';

export interface ClusterSummary {
  /** Number of the cluster, 0 the largest. */
  cluster: number;
  points: number;
  corePoints: number;
  /** Degrees WGS84. */
  centroid: [lon: number, lat: number];
  /** Closed convex hull in degrees, counter-clockwise; one or two places make a degenerate ring. */
  hull: [lon: number, lat: number][];
  areaSquareMeters: number;
  /** Points per km² of the hull; null where it has no area. */
  pointsPerSquareKilometer: number | null;
  /** Sum of the weights given; the number of points without any. */
  weight: number;
}

/** Size, place, hull and density of every cluster. @param x @param y metres on the plane, as clustered @param weights null for 1 each */
export function describeClusters(
  plane: MetricPlane,
  x: Float64Array,
  y: Float64Array,
  { labels, core, clusterCount }: DbscanResult,
  weights: ArrayLike<number> | null,
): ClusterSummary[] {
  const members: number[][] = Array.from({ length: clusterCount }, () => []);
  for (let row = 0; row < labels.length; row++) if (labels[row]! >= 0) members[labels[row]!]!.push(row);
  return members.map((rows, cluster) => {
    const corners = convexHull(x, y, rows);
    const ring = corners.map((row) => positionOnPlane(plane, x[row]!, y[row]!));
    const areaSquareMeters = areaOf(x, y, corners);
    return {
      cluster,
      points: rows.length,
      corePoints: rows.reduce((sum, row) => sum + core[row]!, 0),
      centroid: positionOnPlane(plane, meanOf(x, rows), meanOf(y, rows)),
      hull: [...ring, ring[0]!],
      areaSquareMeters,
      pointsPerSquareKilometer: areaSquareMeters > 0 ? (rows.length / areaSquareMeters) * 1e6 : null,
      weight: weights === null ? rows.length : rows.reduce((sum, row) => sum + weights[row]!, 0),
    };
  });
}

/**
 * Corners of the convex hull (monotone chain, Andrew 1979) without those on straight sides. With y to the south they run counter-clockwise on the map.
 */
function convexHull(x: Float64Array, y: Float64Array, rows: readonly number[]): number[] {
  const sorted = rows.toSorted((a, b) => x[a]! - x[b]! || y[b]! - y[a]!);
  const turns = (a: number, b: number, c: number): number => (x[b]! - x[a]!) * (y[a]! - y[c]!) - (y[a]! - y[b]!) * (x[c]! - x[a]!);
  const chain = (order: readonly number[]): number[] => {
    const corners: number[] = [];
    for (const row of order) {
      while (corners.length > 1 && turns(corners.at(-2)!, corners.at(-1)!, row) <= 0) corners.pop();
      corners.push(row);
    }
    return corners.slice(0, -1);
  };
  return sorted.length < 2 ? sorted : [...chain(sorted), ...chain(sorted.toReversed())];
}

function areaOf(x: Float64Array, y: Float64Array, ring: readonly number[]): number {
  let doubled = 0;
  ring.forEach((row, at) => {
    const next = ring[(at + 1) % ring.length]!;
    doubled += (x[row]! - x[ring[0]!]!) * (y[next]! - y[ring[0]!]!) - (x[next]! - x[ring[0]!]!) * (y[row]! - y[ring[0]!]!);
  });
  return Math.abs(doubled) / 2;
}

/** From the first value, so that digits are not lost to a far origin. */
function meanOf(values: Float64Array, rows: readonly number[]): number {
  const origin = values[rows[0]!]!;
  return origin + rows.reduce((sum, row) => sum + (values[row]! - origin), 0) / rows.length;
}
