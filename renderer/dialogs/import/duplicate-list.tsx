import { Button, Skeleton } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateDecision } from '../../../shared/formats/intake.ts';
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
  const [certain, setCertain] = useState(0);
  const { total, rowAt, load } = usePages<DuplicateSuggestion>(reviewId, async (offset, limit) => {
    const answer = await host().jobs.importDuplicates({ reviewId, offset, limit });
    if (!answer.ok) return null;
    setCertain(answer.value.certain);
    return { total: answer.value.total, rows: answer.value.duplicates };
  });
  const takeCertain = async () => {
    importing.decideAll(await certainOnes(reviewId));
    setCertain(0);
  };
  if (total === 0) return <EmptyState title={t('imports.duplicate.none')} />;
  return (
    <section className="issue-part">
      <div className="issue-tools">
        <p className="hint">{t('imports.duplicate.hint')}</p>
        {certain < 2 ? null : (
          <Button size="small" onClick={() => void takeCertain()} data-testid="same-certain">
            {t('imports.duplicate.sameCertain', { n: formatCount(certain) })}
          </Button>
        )}
      </div>
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

const pageRows = 1000;
const mostDecisions = 50_000;

/** Every undecided row that is alike in all it says; of several that look like one record the first. */
async function certainOnes(reviewId: string): Promise<DuplicateDecision[]> {
  const found = new Map<string, DuplicateDecision>();
  for (let offset = 0; found.size < mostDecisions; offset += pageRows) {
    const answer = await host().jobs.importDuplicates({ reviewId, offset, limit: pageRows });
    if (!answer.ok || answer.value.duplicates.length === 0) break;
    for (const { row, score, reason, known, decided } of answer.value.duplicates)
      if (score >= 1 && reason.name >= 1 && decided === null && !found.has(known.id)) found.set(known.id, { row, id: known.id });
  }
  return [...found.values()];
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
