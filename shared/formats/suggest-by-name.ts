import type { PremisesCategory } from '../model/index.ts';
import {
  type CategoryThreshold,
  type CategoryThresholds,
  type PremisesMetric,
  type PremisesTrade,
  suggestCategory,
} from '../rules/suggest-category.ts';
import { type CodeReaders, codeWords } from './code-words.ts';

export interface NamedPremises {
  name: string;
  businessItems?: string | null | undefined;
  floor?: number | null | undefined;
  metrics: Partial<Record<PremisesMetric, number | null>>;
}
export interface CategoryByName {
  category: PremisesCategory;
  /** Which of the two said what it is. */
  by: 'name' | 'businessItems';
  /** The rule of the trade, with what was measured (null: not known, and the trade alone decided); null where no rule is needed. */
  rule: { threshold: CategoryThreshold; measured: number | null; version: string } | null;
}

const tradeOfCategory: Partial<Record<PremisesCategory, PremisesTrade>> = {
  smallShop: 'shop',
  smallEatery: 'eatery',
  smallHotel: 'hotel',
  smallEntertainment: 'entertainment',
  smallBeautyBath: 'leisure',
  smallClinic: 'clinic',
  smallSchool: 'daySchool',
  flammableExplosiveSite: 'flammables',
};

/** The trade whose rule decides about a category's size. The name tells kinds of schools apart. */
function tradeOf(category: PremisesCategory, words: string): PremisesTrade | null {
  if (category !== 'smallSchool') return tradeOfCategory[category] ?? null;
  if (/幼儿园|托儿所|托育|kindergarten|nursery/i.test(words)) return 'kindergarten';
  return /寄宿|住校|boarding/i.test(words) ? 'boardingSchool' : 'daySchool';
}

/** The category a premises may be by what it calls itself or sells, and by its size as the rules have it. Null when its words say nothing. */
export function suggestByName(
  premises: NamedPremises,
  thresholds: CategoryThresholds,
  codes: CodeReaders = codeWords,
): CategoryByName | null {
  const { name, businessItems, metrics, floor } = premises;
  const byName = codes.category(name);
  const category = byName ?? (businessItems ? codes.category(businessItems) : null);
  if (category === null || category === 'other') return null;
  const by = byName === null ? 'businessItems' : 'name';
  const trade = tradeOf(category, `${name} ${businessItems ?? ''}`);
  const threshold = thresholds.rows.find((row) => row.trade === trade);
  if (trade === null || threshold === undefined) return { category, by, rule: null };
  const decided = suggestCategory({ trade, floor: floor ?? null, ...metrics }, thresholds);
  const rule = { threshold, measured: decided === null ? null : (metrics[threshold.metric] ?? null), version: thresholds.version };
  return { category: decided?.category ?? category, by, rule };
}

/** The rule by which a premises called small is none, and what was measured; null when it may be small. */
export function tooLargeFor(
  category: PremisesCategory,
  premises: NamedPremises,
  thresholds: CategoryThresholds,
): { threshold: CategoryThreshold; measured: number } | null {
  const trade = tradeOf(category, premises.name);
  if (trade === null) return null;
  const decided = suggestCategory({ trade, floor: premises.floor ?? null, ...premises.metrics }, thresholds);
  if (decided?.category !== 'keyFireUnit') return null;
  return { threshold: decided.threshold, measured: premises.metrics[decided.threshold.metric]! };
}
