export { exactDensity } from './exact-density.ts';
export { binForHeat, type HeatBins } from './heat-bins.ts';
export { densityAt, type HeatBlock, type HeatGrid, heatFromBins } from './heat-grid.ts';
export { suggestHeatClasses } from './suggest-heat-classes.ts';
