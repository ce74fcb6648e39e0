import { Alert, Button, Modal, Popconfirm, Segmented } from 'antd';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ShownConflict } from '../../../shared/ipc/index.ts';
import type { Failure, MergeDecision } from '../../../shared/model/index.ts';
import { fieldPackageNeeds } from '../../../shared/rules/permissions.ts';
import { useCommand, useRoleReason } from '../../commands/use-command.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { closeDialog } from '../../state/screen.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { ConflictRecord } from './conflict-record.tsx';
import './field-packages.css';

const SHOWN = 200;

/** What waits for a decision, record by record, and what was decided; by mouse and by arrow keys. */
export function ConflictsDialog() {
  const { t } = useTranslation();
  const rev = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const waiting = useStore(workspaceStore, (state) => state.info?.openConflicts ?? 0);
  const [decided, setDecided] = useState(false);
  const [page, setPage] = useState<{ total: number; rows: ShownConflict[] } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [deciding, setDeciding] = useState(false);
  const forbidden = useRoleReason(fieldPackageNeeds.decide);
  const undo = useCommand('undo');
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every revision may decide, undo or bring conflicts
  useEffect(() => {
    let current = true;
    void host()
      .fieldPackages.conflicts({ decided, offset: 0, limit: SHOWN })
      .then((answer) => {
        if (current) setPage(answer);
      });
    return () => {
      current = false;
    };
  }, [decided, rev]);
  const decide = useCallback(async (ids: readonly string[], decision: MergeDecision) => {
    setDeciding(true);
    const answer = await host().fieldPackages.decide({ ids: [...ids], decision });
    setDeciding(false);
    setFailure(answer.ok ? null : answer.failure);
  }, []);
  const rows = page?.rows ?? [];
  const disabled = forbidden !== null || deciding;
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-conflict]') ?? [])];
    const at = items.indexOf(document.activeElement?.closest<HTMLElement>('[data-conflict]') ?? (null as never));
    const focused = items[at]?.dataset.conflict;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') items[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    else if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && focused !== undefined && !decided && !disabled) {
      (items[at + 1] ?? items[at - 1])?.focus();
      void decide([focused], event.key === 'ArrowLeft' ? 'ours' : 'theirs');
    } else return;
    event.preventDefault();
  };
  const everything = (decision: MergeDecision) => (
    <Popconfirm
      title={t(decision === 'ours' ? 'packages.review.everyOurs' : 'packages.review.everyTheirs')}
      description={t('packages.review.everySure', { n: formatCount(rows.length) })}
      okText={t(decision === 'ours' ? 'packages.review.takeOurs' : 'packages.review.takeTheirs')}
      cancelText={t('app.cancel')}
      onConfirm={() =>
        void decide(
          rows.map(({ id }) => id),
          decision,
        )
      }
      disabled={disabled}
    >
      <Button disabled={disabled} title={forbidden ?? ''} data-testid={`every-${decision}`}>
        {t(decision === 'ours' ? 'packages.review.everyOurs' : 'packages.review.everyTheirs')}
      </Button>
    </Popconfirm>
  );
  return (
    <Modal
      open
      title={t('packages.review.title')}
      width="min(1080px, calc(100vw - 48px))"
      style={{ top: 40 }}
      onCancel={closeDialog}
      footer={
        <>
          <Button disabled={undo.disabled || deciding} title={undo.reason ?? ''} onClick={undo.run} data-testid="undo-decision">
            {t('app.history.undo')}
          </Button>
          {!decided && rows.length > 1 ? everything('ours') : null}
          {!decided && rows.length > 1 ? everything('theirs') : null}
          <Button type="primary" onClick={closeDialog}>
            {t('app.close')}
          </Button>
        </>
      }
    >
      <p className="hint">{t('packages.review.hint')}</p>
      <div className="review-head">
        <Segmented
          aria-label={t('app.shown')}
          value={decided ? 'decided' : 'open'}
          options={[
            { value: 'open', label: t('packages.review.open', { n: formatCount(waiting) }) },
            { value: 'decided', label: t('packages.review.decided') },
          ]}
          onChange={(value) => setDecided(value === 'decided')}
        />
        {decided ? null : <span className="hint">{t('packages.review.keys')}</span>}
      </div>
      {failure === null ? null : <Alert type="error" showIcon title={failureText(t, failure)} />}
      {forbidden === null ? null : <Alert type="info" showIcon title={forbidden} />}
      {page === null ? null : rows.length === 0 ? (
        <EmptyState title={t(decided ? 'packages.review.noneDecided' : 'packages.review.none')} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys go from one conflict to the next
        <div className="review-list" ref={list} onKeyDown={onKeyDown} data-testid="conflicts">
          {groupByRecord(rows).map((group) => (
            <ConflictRecord key={`${group[0]?.recordId}`} conflicts={group} disabled={disabled} onDecide={decide} />
          ))}
          {page.total > rows.length ? (
            <p className="hint">{t('packages.review.more', { n: formatCount(page.total - rows.length) })}</p>
          ) : null}
        </div>
      )}
    </Modal>
  );
}

/** Conflicts of one record together, in the order they came. */
function groupByRecord(rows: readonly ShownConflict[]): ShownConflict[][] {
  const groups = new Map<string, ShownConflict[]>();
  for (const row of rows) groups.set(row.recordId, [...(groups.get(row.recordId) ?? []), row]);
  return [...groups.values()];
}
