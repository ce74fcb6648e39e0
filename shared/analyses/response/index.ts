/** Analyses of response: the kernels with the parameters an office sets and the answers it reads. Same code behind the screens and the command line. */

export type { SnapFault } from '../network/index.ts';
export type { BiasAnswer, BiasParameters } from './bias.ts';
export type { BivariateAnswer, BivariateParameters } from './bivariate.ts';
export type { CellParameters } from './cell-parameters.ts';
export { checkRequest } from './check-request.ts';
export type { ChosenStation, ExcludedStation, GhostStation } from './choose-resources.ts';
export type { ClusterAnswer, ClusterParameters } from './cluster.ts';
export type { ComplianceAnswer, ComplianceParameters } from './compliance.ts';
export { contextOfRows } from './context-of-rows.ts';
export {
  type CoverageAnswer,
  type CoverageParameters,
  type CoverageStation,
  type CoverageTier,
  coverageParameters,
  runCoverage,
} from './coverage.ts';
export type { Share } from './coverage-scene.ts';
export { dayOfDate } from './day-range.ts';
export type { Way, WayStep } from './describe-way.ts';
export { type GhostDrag, type GhostPreview, startGhostDrag } from './drag-ghosts.ts';
export type { EmergingAnswer, EmergingParameters } from './emerging.ts';
export type { HotspotAnswer, HotspotParameters } from './hotspots.ts';
export type { ResponseInputs, ResponseNeed, ResponseStation, ResponseZone } from './inputs.ts';
export { joinRoadColumns } from './join-road-columns.ts';
export type { MatrixAnswer, MatrixParameters } from './matrix.ts';
export type { NearestAnswer, NearestParameters, NearestResource } from './nearest.ts';
export { type NetworkAnswer, type NetworkFault, type NetworkParameters, networkFaults, type PremisesOffRoad } from './network.ts';
export type { Place, PlaceOnRoad, PlaceReference } from './place-references.ts';
export type { ReachAnswer, ReachParameters } from './reach.ts';
export type { LineColumns } from './reached-lines.ts';
export type { AnswerFacts, AnswerScope, ResponseTask, TravelFacts } from './response-task.ts';
export type { RouteAnswer, RouteParameters } from './route.ts';
export type { SiteAnswer, SiteParameters } from './sites.ts';
export { responseTaskIds } from './task-ids.ts';
export {
  type ResponseAnswer,
  type ResponseParameters,
  type ResponseRequest,
  type ResponseTaskId,
  responseTasks,
} from './tasks.ts';
export type { TourAnswer, TourParameters, TourVisitAnswer } from './tour.ts';
export { profileOf, type TravelParameters, travelGraphOf, travelParameters } from './travel-parameters.ts';
export { type Scope, scopedTasks } from './within-scope.ts';
export type { WorstPlace } from './worst-places.ts';
