import { createStore } from 'zustand/vanilla';
import type { Filters, HazardSeverity } from '../../shared/model/index.ts';

export type { Filters };
export type CategoryChoice = Filters['categories'][number];
export type GradeChoice = Filters['grades'][number];
export type ColorChoice = Filters['colors'][number];

export interface FilterCounts {
  premises: { matching: number; total: number };
  hazards: { matching: number; total: number };
  /** Placed premises per choice, were only the other filters set. */
  byCategory: Partial<Record<CategoryChoice, number>>;
  byGrade: Partial<Record<GradeChoice, number>>;
  byColor: Partial<Record<ColorChoice, number>>;
  bySeverity: Partial<Record<HazardSeverity, number>>;
  /** The first day a hazard was found, days since 1970-01-01; null when none says. */
  firstHazardDay: number | null;
}
export interface FiltersState extends Filters {
  /** Null until columns are read. */
  counts: FilterCounts | null;
}

export const noFilters: Filters = { categories: [], grades: [], colors: [], openHazardsOnly: false, hazardSeverities: [] };
export const filtersStore = createStore<FiltersState>(() => ({ ...noFilters, counts: null }));

export function setFilters(values: Partial<Filters>): void {
  filtersStore.setState(values);
}
export function clearFilters(): void {
  filtersStore.setState(noFilters);
}
export function setFilterCounts(counts: FilterCounts | null): void {
  filtersStore.setState({ counts });
}
/** The filters alone, as plain data for the worker and the cache. */
export function currentFilters(state: FiltersState = filtersStore.getState()): Filters {
  const { categories, grades, colors, openHazardsOnly, hazardSeverities } = state;
  return { categories, grades, colors, openHazardsOnly, hazardSeverities };
}
export function anyFilter(filters: Filters): boolean {
  return (
    filters.openHazardsOnly ||
    filters.categories.length + filters.grades.length + filters.colors.length + filters.hazardSeverities.length > 0
  );
}
