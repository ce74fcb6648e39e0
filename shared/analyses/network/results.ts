import type { MultiPolygon } from 'geojson';

/** Places on the network, in the order given: the nearest point on an edge the profile may use. Columns of one length. */
export interface SnappedPlaces {
  count: number;
  /** −1 where no usable road lies within the limit. */
  edge: Int32Array<ArrayBuffer>;
  /** Along the edge, 0 at its start, 1 at its end. */
  fraction: Float64Array<ArrayBuffer>;
  /** From the place to the road; Infinity when refused. */
  meters: Float32Array<ArrayBuffer>;
  /** The point on the road; NaN when refused. */
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
}

/** Stations from which a search starts, each with the seconds that pass before it moves (turnout); null for none. */
export interface Origins {
  places: SnappedPlaces;
  startSeconds: Float64Array | null;
}

/**
 * The k nearest stations of every place, nearest first: entry r of place p is at p·k + r. Of equally near stations the same is named every time. Where
 * fewer reach the place, station is −1 and seconds Infinity.
 */
export interface NearestStations {
  k: number;
  station: Int32Array<ArrayBuffer>;
  seconds: Float64Array<ArrayBuffer>;
}

/**
 * Parts of edges that are reached in time, cut exactly at the minute: edge, and the part between two fractions of its length. Parts of one edge do
 * not overlap; touching ones are joined.
 */
export interface ReachedPieces {
  count: number;
  edge: Uint32Array<ArrayBuffer>;
  from: Float64Array<ArrayBuffer>;
  to: Float64Array<ArrayBuffer>;
  /** Sum of their lengths. */
  meters: number;
}

/** One way from an origin to a destination. */
export interface Route {
  seconds: number;
  meters: number;
  /** Arcs in the order they are driven; the first and the last may be driven in part. */
  arcs: Uint32Array<ArrayBuffer>;
  /** Where on the first arc it starts and on the last it ends, as fractions in the direction of driving. */
  startFraction: number;
  endFraction: number;
}

/** A stretch of a route along one street. */
export interface RouteStep {
  /** Index in the network's `names`; 0 nameless. */
  name: number;
  meters: number;
  seconds: number;
  /** Turn into the step, degrees, positive to the right, −180 … 180; null for the first. */
  turnDegrees: number | null;
  /** Where its positions start and end in the route's line. */
  firstPosition: number;
  lastPosition: number;
}

/** What is reached within one time limit; areas of longer limits contain those of shorter ones. */
export interface Isochrone {
  seconds: number;
  area: MultiPolygon;
}

/** The part of the reached ground where one station arrives first; areas of different stations share borders and never overlap. */
export interface FirstDueArea {
  station: number;
  area: MultiPolygon;
}
