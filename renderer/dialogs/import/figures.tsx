import { useTranslation } from 'react-i18next';
import type { ImportCounts } from '../../../shared/formats/intake.ts';
import type { TableName } from '../../../shared/model/index.ts';
import { formatCount } from '../../format.ts';

const shownCounts = ['read', 'created', 'updated', 'unchanged', 'rejected', 'conflict', 'placed', 'unplaced'] as const;
export type CountName = (typeof shownCounts)[number];

interface FiguresProps {
  counts: ImportCounts;
  /** Rows with fields edited in the record since; not shown when 0. */
  conflicts?: number;
  chosen?: CountName | null;
  /** Makes the counts above 0 buttons that show their rows. */
  choose?: (name: CountName) => void;
}

/** The counts of an import. */
export function Figures({ counts, conflicts = 0, chosen = null, choose }: FiguresProps) {
  const { t } = useTranslation();
  const values: Record<CountName, number> = { ...counts, conflict: conflicts };
  return (
    <dl className="count-row" data-testid="import-counts">
      {shownCounts
        .filter((name) => name !== 'conflict' || conflicts > 0)
        .map((name) => {
          const value = values[name];
          const number = <span className={name === 'rejected' && value > 0 ? 'number danger-text' : 'number'}>{formatCount(value)}</span>;
          return (
            <div key={name} data-testid={`count-${name}`} className={chosen === name ? 'chosen' : ''}>
              <dt>{t(`imports.counts.${name}`)}</dt>
              <dd>
                {choose === undefined || value === 0 || name === 'read' || name === 'placed' ? (
                  number
                ) : (
                  <button
                    type="button"
                    aria-pressed={chosen === name}
                    title={t('imports.filterBy', { name: t(`imports.counts.${name}`) })}
                    onClick={() => choose(name)}
                  >
                    {number}
                  </button>
                )}
              </dd>
            </div>
          );
        })}
    </dl>
  );
}

/** How many rows of which table, when there are several. */
export function TableCounts({ counts }: { counts: ImportCounts }) {
  const { t } = useTranslation();
  const tables = (Object.entries(counts.tables) as [TableName, number][]).filter(([, count]) => count > 0);
  if (tables.length < 2) return null;
  return (
    <ul className="table-counts muted">
      {tables.map(([table, count]) => (
        <li key={table}>
          {t(`codes.table.${table}`)} <span className="number">{formatCount(count)}</span>
        </li>
      ))}
    </ul>
  );
}
