export {
  type CellGrid,
  type CellGridOptions,
  type CellShape,
  cellArea,
  cellCenter,
  cellRing,
  cellShapes,
  keepCellsOf,
  locateCells,
  MAX_CELLS,
  makeCellGrid,
  neighbouringCells,
} from './cell-grid.ts';
export {
  type EmergingHotspots,
  type EmergingKind,
  type EmergingOptions,
  emergingCode,
  emergingKinds,
  findEmerging,
  kindOfCode,
} from './emerging.ts';
export { explainBias, explainEmerging, explainHotspots, type HotspotRun } from './explain-hotspots.ts';
export {
  adjustPValues,
  type ConfidenceAlpha,
  type Correction,
  confidenceAlphas,
  confidenceClasses,
  confidencePercents,
  corrections,
  significanceLimits,
} from './false-discovery.ts';
export { type GiStar, giStar, spreadOf } from './gi-star.ts';
export {
  type BiasFlag,
  type BiasInput,
  biasFlags,
  compareWithChecks,
  FAR_MORE_CHECKS,
  type InspectionBias,
  listNeverVisited,
  type NeverVisited,
  smoothRates,
} from './inspection-bias.ts';
export { type Trend, testTrend } from './mann-kendall.ts';
export {
  type CellValues,
  countsOpenOnly,
  defaultSeverityWeights,
  type HotspotColumns,
  type HotspotMeasure,
  hotspotMeasures,
  measureCells,
  rateByCell,
  type SeverityWeights,
  sumByCell,
} from './measure-cells.ts';
export { type CellLayout, type Neighbourhood, sumNeighbours } from './neighbour-sums.ts';
export { type DaySteps, fillCube, makeDaySteps, type StepUnit, stepOfDays, stepUnits } from './steps-of-days.ts';
