import { METERS_PER_DEGREE } from '../../geo/haversine-meters.ts';
import type { RoadNetwork } from './road-network.ts';

/**
 * No way between two positions of a network takes less than √((Δlon · millisecondsPerLonDegree)² + (Δlat · millisecondsPerLatDegree)²), whatever is
 * closed: the straight line at the highest speed on any arc.
 */
export interface StraightLineBound {
  millisecondsPerLonDegree: number;
  millisecondsPerLatDegree: number;
}

/** Taken off, so that rounding of sums cannot break the bound. */
const MARGIN = 1e-6;

/**
 * The bound of a network at these costs. With the haversine h, a distance is 2R·asin √h ≥ 2R·√h, and sin x ≥ x · sinc(widest x), which makes it a
 * distance on a plane: 0.01 % short over 50 km, 0 in the east where a network lies on both sides of 180°.
 * @param arcMilliseconds by arc; what is not passable must be larger than anything passable
 */
export function boundByStraightLine(network: RoadNetwork, arcMilliseconds: Int32Array): StraightLineBound {
  const { edgeMeters, edgeCount, nodeLon, nodeLat, nodeCount } = network;
  let fastest = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const least = Math.min(arcMilliseconds[2 * edge]!, arcMilliseconds[2 * edge + 1]!);
    if (edgeMeters[edge]! > fastest * least) fastest = edgeMeters[edge]! / least;
  }
  if (fastest === 0) return { millisecondsPerLonDegree: 0, millisecondsPerLatDegree: 0 };
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let node = 0; node < nodeCount; node++) {
    const lon = nodeLon[node]!;
    const lat = nodeLat[node]!;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  const perDegree = (METERS_PER_DEGREE / fastest) * (1 - MARGIN);
  const narrowest = Math.cos(radians(Math.max(Math.abs(south), Math.abs(north))));
  return {
    millisecondsPerLonDegree: east - west > 180 ? 0 : perDegree * narrowest * sinc(radians(east - west) / 2),
    millisecondsPerLatDegree: perDegree * sinc(radians(north - south) / 2),
  };
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(x) / x);
