import type { OfficeRules } from '../../../shared/formats/office-rules.ts';
import { categoryThresholdsKey, thresholdsOn } from '../../../shared/rules/suggest-category.ts';
import { readSetting } from '../settings.ts';
import type { Workspace } from '../workspace.ts';
import { savedMappingsBySignature } from './saved-mappings.ts';

/** What the open workspace says about reading files: its code table, its thresholds in force today (in China), where its data lies. */
export function readOfficeRules({ reader, firstView, counts }: Workspace): OfficeRules {
  const codes = reader.all<{
    list: string | null;
    code: string | null;
    label_zh: string | null;
    label_en: string | null;
    parameters: string | null;
  }>('SELECT list, code, label_zh, label_en, parameters FROM code_entry WHERE list IS NOT NULL AND code IS NOT NULL');
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return {
    codes: codes.map(({ list, code, label_zh, label_en, parameters }) => ({
      list,
      code,
      labelZh: label_zh,
      labelEn: label_en,
      parameters: parameters === null ? null : JSON.parse(parameters),
    })),
    thresholds: thresholdsOn(readSetting(reader, categoryThresholdsKey), today),
    district: firstView.of(reader, counts.placed),
    savedMappings: savedMappingsBySignature(reader),
  };
}
