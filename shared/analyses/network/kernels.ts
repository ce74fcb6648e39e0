import type { LineString } from 'geojson';
import type { TravelProfile } from '../../rules/travel-profiles.ts';
import type {
  FirstDueArea,
  Isochrone,
  NearestStations,
  Origins,
  ReachedPieces,
  Route,
  RouteStep,
  RunControl,
  SnappedPlaces,
} from './results.ts';
import type { RoadColumns } from './road-columns.ts';
import type { RoadNetwork } from './road-network.ts';
import type { TravelConditions, TravelEdits, TravelGraph } from './travel-graph.ts';

/** The surface the kernels export from `index.ts`, one function each. */
export interface NetworkKernels {
  buildNetwork(roads: RoadColumns, options?: { joinMeters?: number }): RoadNetwork;
  makeTravelGraph(network: RoadNetwork, profile: TravelProfile, conditions?: TravelConditions): TravelGraph;
  /** At once: costs are copied, everything else is shared. Replaces earlier edits. */
  editTravelGraph(graph: TravelGraph, edits: TravelEdits): TravelGraph;
  /** Closures where a drawn line crosses or lies along roads, or a point lies within `limitMeters` of one. */
  closeAlong(graph: TravelGraph, line: readonly (readonly [number, number])[], limitMeters: number): TravelEdits['closures'];
  snapPlaces(graph: TravelGraph, lon: Float64Array, lat: Float64Array, limitMeters: number): SnappedPlaces;
  /** First, second … k-th due of every place; nothing slower than `limitSeconds`. */
  findNearest(graph: TravelGraph, stations: Origins, places: SnappedPlaces, options: { k: number; limitSeconds: number }): NearestStations;
  /** The k nearest of the stations to one place, by a search from the place against the driving direction. */
  findNearestTo(graph: TravelGraph, stations: Origins, place: SnappedPlaces, k: number): NearestStations;
  /** How many stations reach every place in time. */
  countCover(graph: TravelGraph, stations: Origins, places: SnappedPlaces, limitSeconds: number, control?: RunControl): Uint16Array | null;
  /** Seconds from every origin (rows) to every place (columns). */
  measureMatrix(graph: TravelGraph, origins: Origins, places: SnappedPlaces, control?: RunControl): Float64Array | null;
  cutReach(graph: TravelGraph, stations: Origins, limitSeconds: number): ReachedPieces;
  makeIsochrones(graph: TravelGraph, stations: Origins, limits: readonly number[]): Isochrone[];
  makeFirstDueAreas(graph: TravelGraph, stations: Origins, limitSeconds: number): FirstDueArea[];
  findRoute(graph: TravelGraph, from: SnappedPlaces, to: SnappedPlaces): Route | null;
  /** The fastest and up to `count` − 1 clearly different ways. */
  findAlternatives(graph: TravelGraph, from: SnappedPlaces, to: SnappedPlaces, count: number): Route[];
  lineOfRoute(network: RoadNetwork, route: Route): LineString;
  stepsOfRoute(graph: TravelGraph, route: Route): RouteStep[];
}
