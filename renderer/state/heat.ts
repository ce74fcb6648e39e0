import { createStore } from 'zustand/vanilla';

export const heatSources = ['premises', 'hazards'] as const;
export type HeatSource = (typeof heatSources)[number];
export const heatWeights = ['count', 'openHazards', 'riskScore'] as const;
export type HeatWeight = (typeof heatWeights)[number];
/** Lower bounds of the six classes, in units per km², rising. */
export type HeatClasses = readonly [number, number, number, number, number, number];
export const bandwidthRangeMeters = { min: 50, max: 5000 } as const;

export interface HeatState {
  source: HeatSource;
  /** Hazards are weighed by `count` or, as 1 while open and 0 after, `openHazards`; `riskScore` is for premises. */
  weight: HeatWeight;
  bandwidthMeters: number;
  /** Absolute: they never move by themselves unless `classesAuto`, and then only with source, weight or bandwidth. */
  classes: HeatClasses;
  classesAuto: boolean;
  computing: boolean;
  /** Share of the running computation that is done, 0–1; null when none runs or it will take under 200 ms. */
  progress: number | null;
  /** Largest density of the drawn grid, per km²; null when nothing is drawn. */
  maxDensity: number | null;
  /** Sum of the weights that went in. */
  totalWeight: number | null;
  /** Side of a grid cell on the ground, metres. */
  cellMeters: number | null;
  elapsedMs: number | null;
  /** Density under the map cursor, per km²; null when the cursor is off the map or heat is off. */
  underCursor: number | null;
}

export const initialHeat: HeatState = {
  source: 'premises',
  weight: 'count',
  bandwidthMeters: 300,
  classes: [5, 20, 50, 100, 200, 400],
  classesAuto: true,
  computing: false,
  progress: null,
  maxDensity: null,
  totalWeight: null,
  cellMeters: null,
  elapsedMs: null,
  underCursor: null,
};
export const heatStore = createStore<HeatState>(() => initialHeat);

export function setHeatSource(source: HeatSource): void {
  heatStore.setState((state) => ({ source, weight: source === 'hazards' && state.weight === 'riskScore' ? 'count' : state.weight }));
}
/** A risk score belongs to premises: choosing it turns the source back to them. */
export function setHeatWeight(weight: HeatWeight): void {
  heatStore.setState((state) => ({ weight, source: weight === 'riskScore' ? 'premises' : state.source }));
}
/** @param bandwidthMeters kernel radius on the ground, clamped to {@link bandwidthRangeMeters}. */
export function setHeatBandwidth(bandwidthMeters: number): void {
  const { min, max } = bandwidthRangeMeters;
  heatStore.setState({ bandwidthMeters: Math.min(max, Math.max(min, Math.round(bandwidthMeters))) });
}
/** Sets the thresholds by hand. Refused (false) when they do not rise from above zero. */
export function setHeatClasses(classes: HeatClasses): boolean {
  const rising = classes.every((value, index) => value > (index === 0 ? 0 : (classes[index - 1] ?? 0)));
  if (rising) heatStore.setState({ classes, classesAuto: false });
  return rising;
}
/** Lets the thresholds follow source, weight and bandwidth again. */
export function setHeatClassesAuto(): void {
  heatStore.setState({ classesAuto: true });
}
export function heatComputing(progress: number | null): void {
  heatStore.setState({ computing: true, progress });
}
/** A grid is ready to draw. `suggested` is used only while the classes are automatic. */
export function heatComputed(result: {
  maxDensity: number;
  totalWeight: number;
  cellMeters: number;
  elapsedMs: number;
  suggested: HeatClasses | null;
}): void {
  heatStore.setState((state) => ({
    computing: false,
    progress: null,
    maxDensity: result.maxDensity,
    totalWeight: result.totalWeight,
    cellMeters: result.cellMeters,
    elapsedMs: result.elapsedMs,
    classes: state.classesAuto && result.suggested !== null ? result.suggested : state.classes,
  }));
}
export function heatCleared(): void {
  heatStore.setState({ computing: false, progress: null, maxDensity: null, totalWeight: null, cellMeters: null, underCursor: null });
}
export function setHeatUnderCursor(underCursor: number | null): void {
  heatStore.setState({ underCursor });
}
