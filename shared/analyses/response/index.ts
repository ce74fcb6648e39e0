/** Analyses of response: the kernels with the parameters an office sets and the answers it reads. Same code behind the screens and the command line. */
export {
  type CoverageAnswer,
  type CoverageParameters,
  type CoverageStation,
  type CoverageTier,
  coverageParameters,
  runCoverage,
  type Share,
} from './coverage.ts';
export type { ResponseInputs, ResponseNeed, ResponseStation, ResponseZone } from './inputs.ts';
export { joinRoadColumns } from './join-road-columns.ts';
export { type ResponseAnswer, type ResponseRequest, type ResponseTask, type ResponseTaskId, responseTasks } from './tasks.ts';
export { profileOf, type TravelParameters, travelGraphOf, travelParameters } from './travel-parameters.ts';
