import { Button, Select, Switch } from 'antd';
import { memo, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { gradeSymbols, severitySymbols, warningSymbols } from '../../shared/look/symbols.ts';
import { hazardSeverities, premisesCategories, supervisionGrades, warningColors } from '../../shared/model/index.ts';
import { formatCount } from '../format.ts';
import {
  anyFilter,
  type CategoryChoice,
  clearFilters,
  currentFilters,
  type FiltersState,
  filtersStore,
  setFilters,
} from '../state/filters.ts';
import { ChoiceList } from './choice-list.tsx';

const grades = [...supervisionGrades, 'ungraded'] as const;
const colors = [...warningColors, 'none'] as const;
const categories = [...premisesCategories, 'unknown'] as const;

/** What is looked at: grade, warning colour, category, open hazards, severity. Counts say what each choice would leave. */
export function FilterControls() {
  // Counts come anew with every day of a dragged slider: what is dragged comes first.
  const counts = useDeferredValue(useStore(filtersStore, (state) => state.counts));
  return <Choices counts={counts} />;
}

const Choices = memo(function Choices({ counts }: Pick<FiltersState, 'counts'>) {
  const { t } = useTranslation();
  const filters = useStore(
    filtersStore,
    useShallow((state) => currentFilters(state)),
  );
  return (
    <div>
      <ChoiceList
        label={t('panels.filters.grade')}
        value={filters.grades}
        onChange={(value) => setFilters({ grades: value })}
        choices={grades.map((value) => ({
          value,
          label: t(`codes.grade.${value}`),
          count: counts?.byGrade[value] ?? (counts ? 0 : undefined),
          symbol: gradeSymbols[value],
        }))}
      />
      <ChoiceList
        label={t('panels.filters.warningColor')}
        value={filters.colors}
        onChange={(value) => setFilters({ colors: value })}
        choices={colors.map((value) => ({
          value,
          label: t(`codes.warningColor.${value}`),
          count: counts?.byColor[value] ?? (counts ? 0 : undefined),
          symbol: warningSymbols[value],
        }))}
      />
      <div className="control">
        <span className="control-label">{t('panels.filters.category')}</span>
        <Select<CategoryChoice[]>
          mode="multiple"
          allowClear
          size="small"
          style={{ width: '100%' }}
          aria-label={t('panels.filters.category')}
          placeholder={t('panels.filters.categoryAll')}
          maxTagCount="responsive"
          value={[...filters.categories]}
          onChange={(value) => setFilters({ categories: value })}
          optionRender={({ data }) => (
            <span className="mark choice-option">
              <span className="choice-text">{data.label}</span>
              <span className="choice-count number">{data.count}</span>
            </span>
          )}
          options={categories.map((value) => ({
            value,
            label: t(`codes.premisesCategory.${value}`),
            count: counts ? formatCount(counts.byCategory[value] ?? 0) : '',
          }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </div>
      <label className="switch-row" htmlFor="open-hazards-only">
        {t('panels.filters.openHazardsOnly')}
        <Switch
          id="open-hazards-only"
          size="small"
          checked={filters.openHazardsOnly}
          onChange={(openHazardsOnly) => setFilters({ openHazardsOnly })}
        />
      </label>
      <ChoiceList
        label={t('panels.filters.severity')}
        value={filters.hazardSeverities}
        onChange={(value) => setFilters({ hazardSeverities: value })}
        choices={hazardSeverities.map((value) => ({
          value,
          label: t(`codes.severity.${value}`),
          count: counts?.bySeverity[value] ?? (counts ? 0 : undefined),
          symbol: severitySymbols[value],
        }))}
      />
    </div>
  );
});

/** How many premises pass, of how many, and the way back to all. */
export function FilterSummary() {
  const { t } = useTranslation();
  const state = useStore(filtersStore);
  const any = anyFilter(currentFilters(state));
  if (!state.counts) return null;
  const { matching, total } = state.counts.premises;
  return (
    <span className="section-aside">
      <span className="number" title={t('panels.filters.matchingLabel')} data-testid="filter-summary">
        {t('panels.filters.matching', { matching: formatCount(matching), total: formatCount(total) })}
      </span>
      {any ? (
        <Button type="link" size="small" onClick={clearFilters}>
          {t('panels.filters.clear')}
        </Button>
      ) : null}
    </span>
  );
}
