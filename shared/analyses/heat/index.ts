export { exactDensity } from './exact-density.ts';
export { type BinScratch, binForHeat, type HeatBins, makeBinScratch } from './heat-bins.ts';
export { densityAt, type HeatBlock, type HeatGrid, heatFromBins } from './heat-grid.ts';
export { suggestHeatClasses } from './suggest-heat-classes.ts';
