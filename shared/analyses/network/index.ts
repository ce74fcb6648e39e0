/**
 * Travel on the road network: noding, profiles, snapping, searches, coverage and routes. Pure kernels over typed arrays that run in any worker.
 *
 * Flow: `collectRoads` → `buildNetwork` → `makeTravelGraph` (a profile's view of it) → `snapPlaces` (stations, premises) → searches as columns.
 * Coverage on the map: `reachArcs` → `makeReachField` → `traceIsochrones` and `traceFirstDueAreas`; `cutReach` for the roads themselves.
 * `editTravelGraph` applies closures and speeds at once: it copies the costs and shares everything else, nothing is preprocessed. Times are whole
 * milliseconds inside and seconds in results; what cannot be reached has Infinity seconds and no station (−1).
 */
export { buildNetwork, type NetworkOptions } from './build-network.ts';
export { closeAlong } from './close-along.ts';
export { type AlternativeOptions, findAlternatives } from './find-alternatives.ts';
export { findNearest, findNearestTo, type NearestOptions } from './find-nearest.ts';
export { findRoute, type PlaceAt } from './find-route.ts';
export { traceFirstDueAreas } from './first-due-areas.ts';
export { traceIsochrones } from './isochrones.ts';
export { countCover, measureMatrix, measureTimes } from './measure-matrix.ts';
export { type NetworkReport, reportNetwork, reportSnaps, type SnapFault, snapFaults } from './network-report.ts';
export { cutReach, type ReachedArc, reachArcs } from './reach.ts';
export { type FieldOptions, fieldCellMeters, makeReachField, type ReachField } from './reach-field.ts';
export { responsePercentile } from './response-percentile.ts';
export type {
  FirstDueArea,
  Isochrone,
  NearestStations,
  Origins,
  ReachedPieces,
  Route,
  RouteStep,
  SnappedPlaces,
} from './results.ts';
export { BRIDGE, collectRoads, type RoadColumns, type RoadInput, TUNNEL, type TurnRestrictionInput } from './road-columns.ts';
export { edgeOfArc, headOfArc, type NetworkCounts, type RoadNetwork, reverseArc, type TurnRule, tailOfArc } from './road-network.ts';
export { lineOfRoute, positionsAlong, stepsOfRoute } from './route-line.ts';
export { makeRouteWorkspace, makeWorkspace, type RouteWorkspace, type SearchWorkspace } from './search-workspace.ts';
export { nearestStreet, pickPlace, snapPlaces } from './snap-places.ts';
export {
  type Closure,
  edgeSpeedKmh,
  editTravelGraph,
  IMPASSABLE,
  makeTravelGraph,
  type SpeedEdit,
  type TravelConditions,
  type TravelEdits,
  type TravelGraph,
} from './travel-graph.ts';
