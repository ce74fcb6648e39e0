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
} from './cell-grid.ts';
export {
  adjustPValues,
  type Correction,
  confidenceAlphas,
  confidenceClasses,
  confidencePercents,
  corrections,
  significanceLimits,
} from './false-discovery.ts';
export { type GiStar, giStar } from './gi-star.ts';
export { type CellLayout, type Neighbourhood, sumNeighbours } from './neighbour-sums.ts';
