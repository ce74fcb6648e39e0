/**
 * Travel on the road network: noding, profiles, snapping, searches, coverage and routes. Pure kernels over typed arrays that run in any worker.
 *
 * Flow: `collectRoads` → `buildNetwork` → `makeTravelGraph` (a profile's view of it) → `snapPlaces` (stations, premises) → searches
 * (`findNearest`, `findReach`, `measureMatrix`, `findRoute`, …) → results as columns. `editTravelGraph` applies closures and speeds at once: it copies the
 * costs and shares everything else, nothing is preprocessed. Times are whole milliseconds inside and seconds in results; an unreachable place has
 * Infinity seconds and no station (−1).
 */

export type { NetworkKernels } from './kernels.ts';
export type {
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
export { collectRoads, type RoadColumns, type RoadInput, type TurnRestrictionInput } from './road-columns.ts';
export { edgeOfArc, headOfArc, type NetworkCounts, type RoadNetwork, reverseArc, type TurnRule, tailOfArc } from './road-network.ts';
export {
  type Closure,
  IMPASSABLE,
  type SpeedEdit,
  type TravelConditions,
  type TravelEdits,
  type TravelGraph,
} from './travel-graph.ts';
