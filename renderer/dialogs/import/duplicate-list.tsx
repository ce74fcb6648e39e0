import { Button, Skeleton } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DuplicateSuggestion } from '../../../shared/ipc/index.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { usePages } from '../../components/use-pages.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import type { Importing } from './use-import.ts';

/** Rows that look like a record there is already: a person says of each whether it is the same. Undecided ones are added as new. */
export function DuplicateList({ reviewId, importing }: { reviewId: string; importing: Importing }) {
  const { t } = useTranslation();
  const { total, rowAt, load } = usePages<DuplicateSuggestion>(reviewId, async (offset, limit) => {
    const answer = await host().jobs.importDuplicates({ reviewId, offset, limit });
    return answer.ok ? { total: answer.value.total, rows: answer.value.duplicates } : null;
  });
  if (total === 0) return <EmptyState title={t('imports.duplicate.none')} />;
  return (
    <section className="issue-part">
      <p className="hint">{t('imports.duplicate.hint')}</p>
      <VirtualList
        total={total ?? 4}
        rowHeight={62}
        label={t('imports.view.duplicates')}
        onRange={load}
        row={(index) => {
          const one = rowAt(index);
          return one === undefined ? (
            <div className="skeleton-row">
              <Skeleton active title={false} paragraph={{ rows: 2 }} />
            </div>
          ) : (
            <DuplicateRow one={one} importing={importing} />
          );
        }}
      />
    </section>
  );
}

function DuplicateRow({ one, importing }: { one: DuplicateSuggestion; importing: Importing }) {
  const { t } = useTranslation();
  const { known } = one;
  const said = importing.state.answers?.decisions.get(String(one.row));
  const decided = said === undefined ? one.decided : said.id === null ? 'apart' : 'same';
  return (
    <div className="duplicate-row" data-testid="duplicate">
      <div>
        <p className="issue-cell">
          <small className="hint">{t('imports.duplicate.inFile', { row: one.row })}</small> {one.name}
        </p>
        <p className="hint issue-cell">{one.address ?? t('panels.unplaced.noAddress')}</p>
      </div>
      <div>
        <p className="issue-cell">
          <small className="hint">{t('imports.duplicate.inRecord')}</small> {known.name}
        </p>
        <p className="hint issue-cell">{known.address ?? t('panels.unplaced.noAddress')}</p>
      </div>
      <div>
        <p className="number">{t('imports.duplicate.score', { percent: Math.round(one.score * 100) })}</p>
        <p className="hint number issue-cell" title={whyText(t, one)}>
          {whyText(t, one)}
        </p>
      </div>
      <div className="duplicate-choice">
        <Button
          size="small"
          type={decided === 'same' ? 'primary' : 'default'}
          aria-pressed={decided === 'same'}
          onClick={() => importing.decide(one.row, known.id)}
          data-testid="same"
        >
          {t('imports.duplicate.same')}
        </Button>
        <Button
          size="small"
          type={decided === 'apart' ? 'primary' : 'default'}
          aria-pressed={decided === 'apart'}
          onClick={() => importing.decide(one.row, null)}
          data-testid="apart"
        >
          {t('imports.duplicate.apart')}
        </Button>
      </div>
    </div>
  );
}

function whyText(t: TFunction, { reason: { name, address, distanceMeters, sameCode } }: DuplicateSuggestion): string {
  const percent = (share: number) => Math.round(share * 100);
  return [
    sameCode ? t('imports.duplicate.sameCode') : null,
    t('imports.duplicate.name', { percent: percent(name) }),
    address === null ? null : t('imports.duplicate.address', { percent: percent(address) }),
    distanceMeters === null ? null : t('imports.duplicate.distance', { meters: formatCount(distanceMeters) }),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
