import type { TFunction } from 'i18next';
import type { Filters } from '../../shared/model/index.ts';

/** What the filters ask for, one entry for each that restricts. */
export function filterWords(t: TFunction, { grades, colors, categories, openHazardsOnly, hazardSeverities }: Filters): string[] {
  const chosen = (label: string, names: string[]): string[] =>
    names.length === 0 ? [] : [t('panels.filters.words', { label, names: names.join(t('panels.filters.wordsJoin')) })];
  return [
    ...chosen(
      t('panels.filters.grade'),
      grades.map((code) => t(`codes.grade.${code}`)),
    ),
    ...chosen(
      t('panels.filters.warningColor'),
      colors.map((code) => t(`codes.warningColor.${code}`)),
    ),
    ...chosen(
      t('panels.filters.category'),
      categories.map((code) => t(`codes.premisesCategory.${code}`)),
    ),
    ...(openHazardsOnly ? [t('panels.filters.openHazardsOnly')] : []),
    ...chosen(
      t('panels.filters.severity'),
      hazardSeverities.map((code) => t(`codes.severity.${code}`)),
    ),
  ];
}
