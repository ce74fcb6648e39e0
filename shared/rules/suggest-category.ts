import { z } from 'zod';
import { type PremisesCategory, premisesCategories } from '../model/index.ts';

/** What a premises is by trade, before its size decides between 九小场所 and 消防安全重点单位. */
export const premisesTrades = [
  'shop',
  'eatery',
  'hotel',
  'entertainment',
  'leisure',
  'clinic',
  'boardingSchool',
  'daySchool',
  'kindergarten',
  'flammables',
] as const;
export type PremisesTrade = (typeof premisesTrades)[number];
export const premisesMetrics = ['areaSquareMeters', 'seats', 'beds', 'boarders', 'pupils'] as const;
export type PremisesMetric = (typeof premisesMetrics)[number];

export interface CategoryThreshold {
  trade: PremisesTrade;
  metric: PremisesMetric;
  /** Below this the premises is small; from it on, a key unit. */
  below: number;
  small: PremisesCategory;
  /** Floors the premises must keep within to be small, when the rule says so. */
  topFloor: number | null;
}
export interface CategoryThresholds {
  version: string;
  effectiveOn: string | null;
  basis: string;
  rows: CategoryThreshold[];
}

/** Key of the record's setting that holds an office's versions of the table, oldest first. */
export const categoryThresholdsKey = 'categoryThresholds';

const versions = z.array(
  z.object({
    version: z.string().min(1).max(60),
    effectiveOn: z.iso.date().nullable(),
    basis: z.string().max(2000),
    rows: z
      .array(
        z.object({
          trade: z.enum(premisesTrades),
          metric: z.enum(premisesMetrics),
          below: z.number().positive(),
          small: z.enum(premisesCategories),
          topFloor: z.int().nullable(),
        }),
      )
      .max(100),
  }),
);

/**
 * The table in force on a day (ISO date) among an office's versions (the setting's value): the last one effective by then; the default when there
 * is none or the value is no such table.
 */
export function thresholdsOn(value: unknown, day: string): CategoryThresholds {
  const read = versions.safeParse(value);
  const inForce = read.success ? read.data.filter(({ effectiveOn }) => effectiveOn === null || effectiveOn <= day) : [];
  return (
    inForce.reduce<CategoryThresholds | null>(
      (latest, next) => (latest === null || (next.effectiveOn ?? '') >= (latest.effectiveOn ?? '') ? next : latest),
      null,
    ) ?? defaultCategoryThresholds
  );
}

/** The lists differ from place to place: an office edits this table, and each edit is a new version. */
export const defaultCategoryThresholds: CategoryThresholds = {
  version: 'nineSmall-1',
  effectiveOn: null,
  basis: '公安派出所消防监督检查规定（山东）第三十条，各地标准不一，可调整',
  rows: [
    { trade: 'shop', metric: 'areaSquareMeters', below: 300, small: 'smallShop', topFloor: null },
    { trade: 'eatery', metric: 'seats', below: 100, small: 'smallEatery', topFloor: null },
    { trade: 'hotel', metric: 'beds', below: 50, small: 'smallHotel', topFloor: null },
    { trade: 'entertainment', metric: 'areaSquareMeters', below: 200, small: 'smallEntertainment', topFloor: 3 },
    { trade: 'leisure', metric: 'areaSquareMeters', below: 200, small: 'smallBeautyBath', topFloor: null },
    { trade: 'clinic', metric: 'beds', below: 30, small: 'smallClinic', topFloor: null },
    { trade: 'boardingSchool', metric: 'boarders', below: 50, small: 'smallSchool', topFloor: null },
    { trade: 'daySchool', metric: 'pupils', below: 500, small: 'smallSchool', topFloor: null },
    { trade: 'kindergarten', metric: 'pupils', below: 100, small: 'smallSchool', topFloor: null },
    { trade: 'flammables', metric: 'areaSquareMeters', below: 100, small: 'flammableExplosiveSite', topFloor: null },
  ],
};

export interface CategorySuggestion {
  category: PremisesCategory;
  /** The row that decided. */
  threshold: CategoryThreshold;
  version: string;
}

/**
 * The category a premises should have by its trade and size; null when the trade is not in the table or the measure that
 * decides is not known: then a person decides. `floor` is the highest floor in use.
 */
export function suggestCategory(
  input: { trade: PremisesTrade; floor?: number | null } & Partial<Record<PremisesMetric, number | null>>,
  thresholds: CategoryThresholds = defaultCategoryThresholds,
): CategorySuggestion | null {
  const threshold = thresholds.rows.find(({ trade }) => trade === input.trade);
  const measured = threshold && input[threshold.metric];
  if (!threshold || measured === null || measured === undefined || !(measured >= 0)) return null;
  const tooHigh = threshold.topFloor !== null && typeof input.floor === 'number' && input.floor > threshold.topFloor;
  const category = measured < threshold.below && !tooHigh ? threshold.small : 'keyFireUnit';
  return { category, threshold, version: thresholds.version };
}
