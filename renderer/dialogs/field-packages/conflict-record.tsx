import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ShownConflict } from '../../../shared/ipc/index.ts';
import type { MergeDecision } from '../../../shared/model/index.ts';
import { formatMinute } from '../../format.ts';
import { fieldLabel, fieldValueText } from '../../panels/history/field-value.ts';

interface ConflictRecordProps {
  /** All of one record. */
  conflicts: readonly ShownConflict[];
  disabled: boolean;
  onDecide(ids: readonly string[], decision: MergeDecision): void;
}

/** One record's conflicts side by side: as it was, as it stands here, as it came from the field. */
export function ConflictRecord({ conflicts, disabled, onDecide }: ConflictRecordProps) {
  const { t } = useTranslation();
  const [first] = conflicts;
  if (first === undefined) return null;
  const open = conflicts.filter(({ decision }) => decision === null).map(({ id }) => id);
  return (
    <section className="conflict-record" aria-label={first.recordName}>
      <header>
        <span className="conflict-table">{t(`codes.table.${first.table}`)}</span>
        <strong>{first.recordName || first.recordId.slice(0, 8)}</strong>
        {open.length > 1 ? (
          <span className="conflict-all">
            <Button size="small" disabled={disabled} onClick={() => onDecide(open, 'ours')}>
              {t('packages.review.allOurs')}
            </Button>
            <Button size="small" disabled={disabled} onClick={() => onDecide(open, 'theirs')}>
              {t('packages.review.allTheirs')}
            </Button>
          </span>
        ) : null}
      </header>
      {conflicts.map((conflict) => (
        <ConflictLine key={conflict.id} conflict={conflict} disabled={disabled} onDecide={onDecide} />
      ))}
    </section>
  );
}

function ConflictLine({ conflict, disabled, onDecide }: Omit<ConflictRecordProps, 'conflicts'> & { conflict: ShownConflict }) {
  const { t } = useTranslation();
  const { id, kind, table, field, decision, decidedBy, decidedAt } = conflict;
  const words = (value: unknown, removed: boolean): string => {
    if (field !== null) return fieldValueText(t, table, field, value, () => null);
    return t(removed ? 'packages.review.isRemoved' : 'packages.review.stays');
  };
  const author = (by: string | null, at: string | null) =>
    by === null || at === null ? '' : t('packages.review.author', { by, at: formatMinute(at) });
  const side = (which: MergeDecision, value: unknown, removed: boolean, by: string | null, at: string | null) => (
    <div className={`conflict-side ${decision === which ? 'taken' : ''}`}>
      <span className="conflict-side-name">{t(`packages.review.${which}`)}</span>
      <span className="conflict-value selectable">{words(value, removed)}</span>
      <span className="hint">{author(by, at)}</span>
      {decision === null ? (
        <Button
          size="small"
          disabled={disabled}
          onClick={() => onDecide([id], which)}
          data-testid={`take-${which}`}
          aria-label={`${t(which === 'ours' ? 'packages.review.takeOurs' : 'packages.review.takeTheirs')}${t('app.colon')}${words(value, removed)}`}
        >
          {t(which === 'ours' ? 'packages.review.takeOurs' : 'packages.review.takeTheirs')}
        </Button>
      ) : decision === which ? (
        <CheckOutlined aria-hidden="true" />
      ) : null}
    </div>
  );
  const label = field === null ? t('packages.review.wholeRecord') : fieldLabel(t, table, field);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys decide the one that has the focus
    <fieldset className="conflict-line" tabIndex={0} data-conflict={id} aria-label={label}>
      <div className="conflict-field">{label}</div>
      <div className="conflict-side base">
        <span className="conflict-side-name">{t('packages.review.before')}</span>
        <span className="conflict-value selectable">{words(conflict.base, conflict.base === null)}</span>
      </div>
      {side('ours', conflict.ours, kind === 'removedHere', conflict.oursBy, conflict.oursAt)}
      {side('theirs', conflict.theirs, kind === 'removedThere', conflict.theirsBy, conflict.theirsAt)}
      {decision === null || decidedBy === null || decidedAt === null ? null : (
        <p className="hint conflict-chose">
          {t('packages.review.chose', { by: decidedBy, at: formatMinute(decidedAt), side: t(`packages.review.${decision}`) })}
        </p>
      )}
    </fieldset>
  );
}
