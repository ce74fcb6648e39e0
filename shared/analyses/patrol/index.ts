export {
  checkTrack,
  type LineResult,
  type MustPatrolLine,
  type MustVisitPoint,
  type PointResult,
  type TimeWindow,
  type Track,
  type TrackGap,
  type TrackResult,
  type TrackRules,
  type VisitVerdict,
  visitVerdicts,
} from './check-track.ts';
export { explainTour, explainTrack } from './explain-patrol.ts';
export type { Interval } from './near-track.ts';
export { type PlannedTour, planTour, type TourProblem, type TourStop } from './plan-tour.ts';
export { type Tour, type TourVisit, type UnmetReason, type UnmetStop, unmetReasons } from './schedule-tour.ts';
