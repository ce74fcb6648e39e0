import type { CategoryThresholds } from '../rules/suggest-category.ts';
import type { WordedCode } from './code-words.ts';
import type { BoundingBox } from './intake.ts';
import type { SavedMappings } from './saved-mapping.ts';

/** What an office's record says about reading files handed over to it. */
export interface OfficeRules {
  codes: WordedCode[];
  /** Where 九小场所 end and 消防安全重点单位 begin. */
  thresholds: CategoryThresholds;
  /** Where its data lies (WGS84); null while there is none. */
  district: BoundingBox | null;
  /** How files were mapped before, by the signature of their headers. */
  savedMappings: Readonly<Record<string, SavedMappings>>;
}
