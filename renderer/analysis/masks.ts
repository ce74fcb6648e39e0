import { isOpenOn } from '../../shared/analyses/response/rows-on-day.ts';
import { type ColumnSet, NO_DAY } from '../../shared/ipc/data-plane.ts';
import {
  type HazardSeverity,
  hazardSeverities,
  type PremisesCategory,
  premisesCategories,
  type SupervisionGrade,
  supervisionGrades,
  type WarningColor,
  warningColors,
} from '../../shared/model/codes.ts';
import type { Filters } from '../../shared/model/filters.ts';

/** Rows that pass (1) and how many; `by…` counts rows per choice, were only the other filters set. */
export interface PremisesMask {
  mask: Uint8Array;
  matching: number;
  total: number;
  byCategory: Partial<Record<PremisesCategory | 'unknown', number>>;
  byGrade: Partial<Record<SupervisionGrade | 'ungraded', number>>;
  byColor: Partial<Record<WarningColor | 'none', number>>;
}
export interface HazardsMask {
  mask: Uint8Array;
  matching: number;
  total: number;
  bySeverity: Partial<Record<HazardSeverity, number>>;
}

const WRONG_CATEGORY = 1;
const WRONG_GRADE = 2;
const WRONG_COLOR = 4;
const NOTHING_OPEN = 8;
const WRONG_SEVERITY = 16;

/**
 * @param asOfDay days since 1970-01-01; premises closed by then are left out of mask, counts and total.
 * @param newestDay those registered later are left out too; Infinity in the present
 */
export function maskPremises(
  { count, columns }: Pick<ColumnSet<'premises'>, 'count' | 'columns'>,
  filters: Filters,
  asOfDay: number,
  newestDay: number,
): PremisesMask {
  const mask = new Uint8Array(count);
  const categories = allowed(filters.categories, premisesCategories, 'unknown');
  const grades = allowed(filters.grades, supervisionGrades, 'ungraded');
  const colors = allowed(filters.colors, warningColors, 'none');
  const byCategory = new Uint32Array(256);
  const byGrade = new Uint32Array(256);
  const byColor = new Uint32Array(256);
  let matching = 0;
  let total = 0;
  for (let row = 0; row < count; row++) {
    const closedDay = columns.closedDay[row]!;
    if ((closedDay !== NO_DAY && closedDay <= asOfDay) || columns.registeredDay[row]! > newestDay) continue;
    total++;
    const category = columns.category[row]!;
    const grade = columns.grade[row]!;
    const color = columns.color[row]!;
    let wrong = 0;
    if (categories !== null && categories[category] === 0) wrong |= WRONG_CATEGORY;
    if (grades !== null && grades[grade] === 0) wrong |= WRONG_GRADE;
    if (colors !== null && colors[color] === 0) wrong |= WRONG_COLOR;
    if (filters.openHazardsOnly && columns.openHazards[row] === 0) wrong |= NOTHING_OPEN;
    if (wrong === 0) {
      mask[row] = 1;
      matching++;
    }
    if ((wrong & ~WRONG_CATEGORY) === 0) byCategory[category]!++;
    if ((wrong & ~WRONG_GRADE) === 0) byGrade[grade]!++;
    if ((wrong & ~WRONG_COLOR) === 0) byColor[color]!++;
  }
  return {
    mask,
    matching,
    total,
    byCategory: named(byCategory, premisesCategories, 'unknown'),
    byGrade: named(byGrade, supervisionGrades, 'ungraded'),
    byColor: named(byColor, warningColors, 'none'),
  };
}

/** Hazards found by the day by severity, and those open on it alone when the filters say so. @param newestDay Infinity in the present */
export function maskHazards(
  { count, columns }: Pick<ColumnSet<'hazards'>, 'count' | 'columns'>,
  filters: Pick<Filters, 'openHazardsOnly' | 'hazardSeverities'>,
  newestDay: number,
): HazardsMask {
  const mask = new Uint8Array(count);
  const severities = allowed(filters.hazardSeverities, hazardSeverities, null);
  const bySeverity = new Uint32Array(256);
  let matching = 0;
  let total = 0;
  for (let row = 0; row < count; row++) {
    if (columns.foundDay[row]! > newestDay) continue;
    total++;
    const severity = columns.severity[row]!;
    let wrong = 0;
    if (severities !== null && severities[severity] === 0) wrong |= WRONG_SEVERITY;
    if (filters.openHazardsOnly && !isOpenOn(columns, row, newestDay)) wrong |= NOTHING_OPEN;
    if (wrong === 0) {
      mask[row] = 1;
      matching++;
    }
    if ((wrong & ~WRONG_SEVERITY) === 0) bySeverity[severity]!++;
  }
  return { mask, matching, total, bySeverity: named(bySeverity, hazardSeverities, null) };
}

/** Chosen codes as a table indexed by column value (index + 1; 0 for `absent`), or null when nothing is chosen. */
function allowed<C extends string, A extends string | null>(chosen: readonly (C | A)[], codes: readonly C[], absent: A): Uint8Array | null {
  if (chosen.length === 0) return null;
  const table = new Uint8Array(256);
  for (const one of chosen) table[one === absent ? 0 : codes.indexOf(one as C) + 1] = 1;
  return table;
}

function named<C extends string, A extends string>(
  counts: Uint32Array,
  codes: readonly C[],
  absent: A | null,
): Partial<Record<C | A, number>> {
  const result: Record<string, number> = {};
  codes.forEach((one, index) => {
    result[one] = counts[index + 1]!;
  });
  if (absent !== null) result[absent] = counts[0]!;
  return result as Partial<Record<C | A, number>>;
}
