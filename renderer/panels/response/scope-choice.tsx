import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatCount } from '../../format.ts';
import { anyFilter, filtersStore } from '../../state/filters.ts';
import { responseScopeStore, setFilteredScope } from '../../state/response-scope.ts';

/** All premises, or those the filters leave; not there while nothing is filtered. */
export function ScopeChoice() {
  const { t } = useTranslation();
  const filters = useStore(filtersStore);
  const { filtered } = useStore(responseScopeStore);
  if (!anyFilter(filters) && !filtered) return null;
  return (
    <div className="setting-row">
      <span className="hint">{t('response.scope.label')}</span>
      <Segmented<boolean>
        aria-label={t('response.scope.label')}
        size="small"
        value={filtered}
        onChange={setFilteredScope}
        options={[
          { value: false, label: t('response.scope.all') },
          {
            value: true,
            label: (
              <span data-testid="scope-filtered">
                {t('response.scope.filtered', { n: formatCount(filters.counts?.premises.matching ?? 0) })}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}
