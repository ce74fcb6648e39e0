import { HistoryOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ChangeDetail, ChangedRow, LogLine } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { needOfTables } from '../../../shared/rules/permissions.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { formatCount, formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { editText, failureText } from '../../i18n.ts';
import { FieldChanges } from '../../panels/history/field-changes.tsx';
import { titleOf } from '../../panels/row-title.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { viewPast } from '../../state/past.ts';
import { closeDialog } from '../../state/screen.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { JobLine } from '../job/job-line.tsx';
import { useJob } from '../job/use-job.ts';
import { escStaysHere } from './esc-stays-here.ts';
import { useCounts } from './log-row.tsx';
import { UndoBatchDialog } from './undo-batch-dialog.tsx';

const pageRows = 30;

/** One change: who and when, what can be done about it, and each record it touched, field by field. */
export function ChangeDetailView({ rev }: { rev: number }) {
  const { t } = useTranslation();
  const countsOf = useCounts();
  const { detail, failure, more } = useChange(rev);
  if (failure !== null) {
    return (
      <section className="change-detail">
        <Alert type="error" showIcon title={failureText(t, failure)} />
      </section>
    );
  }
  if (detail === null) {
    return (
      <section className="change-detail" aria-busy="true">
        <Skeleton active paragraph={{ rows: 6 }} />
      </section>
    );
  }
  const { line, total, rows } = detail;
  return (
    <section className="change-detail" data-testid="change-detail">
      <div className="change-detail-head">
        <h3>{editText(t, line.note)}</h3>
        <p className="hint number">
          {formatMinute(line.at)} · {line.actor === '' ? t('history.unknownPerson') : line.actor} · {t('history.rev', { rev })}
          {line.undoneBy === null ? '' : ` · ${t('history.undoneBy', { rev: line.undoneBy })}`}
        </p>
        <p className="hint">
          {t('history.records', { n: formatCount(total) })} · {countsOf(line.tables)}
        </p>
        <Actions line={line} undoSteps={detail.undoSteps} />
      </div>
      <ul className="changed-rows">
        {rows.map((changed, index) => (
          // A record may be there twice: its place in the change is its only name.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end.
          <ChangedRowItem key={index} changed={changed} />
        ))}
        {rows.length < total ? (
          <li className="changed-row">
            <Button size="small" block onClick={more}>
              {t('history.more', { n: formatCount(Math.min(pageRows, total - rows.length)) })}
            </Button>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

/** One record a change touched. */
export function ChangedRowItem({ changed: { table, what, row, fields } }: { changed: ChangedRow }) {
  const { t } = useTranslation();
  return (
    <li className="changed-row">
      <p>
        <span className={`what ${what}`}>{t(`history.what.${what}`)}</span> {titleOf(t, table, row)}{' '}
        <small>{t(`codes.table.${table}`)}</small>
      </p>
      <FieldChanges table={table} what={what} fields={fields} />
    </li>
  );
}

function Actions({ line, undoSteps }: { line: LogLine; undoSteps: number }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState<'steps' | 'batch' | null>(null);
  const { running, run, cancel } = useJob<'undo'>();
  const forbidden = useRoleReason(needOfTables(Object.keys(line.tables) as (keyof typeof line.tables)[]));
  const edit = editText(t, line.note);
  const undoTo = async () => {
    setAsking(null);
    const answer = await run('undo', (jobId) => host().records.undoTo({ jobId, rev: line.rev }));
    if (!answer.ok) notifyFailure(answer.failure);
    else notify({ tone: 'success', text: 'history.undoneSteps', values: { n: answer.value.steps }, commandId: 'redo' });
  };
  if (running !== null) {
    return <JobLine what={t('history.undoing')} running={running} cancel={cancel} />;
  }
  return (
    <div className="change-detail-actions">
      {undoSteps > 0 ? (
        <Button
          size="small"
          disabled={forbidden !== null}
          title={forbidden ?? ''}
          onClick={() => (undoSteps === 1 ? void undoTo() : setAsking('steps'))}
          data-testid="undo-to"
        >
          {undoSteps === 1 ? t('history.undoOne') : t('history.undoTo', { n: formatCount(undoSteps) })}
        </Button>
      ) : null}
      {line.standing && line.importBatchId !== null ? (
        <Button
          size="small"
          disabled={forbidden !== null}
          title={forbidden ?? ''}
          onClick={() => setAsking('batch')}
          data-testid="undo-batch"
        >
          {t('history.undoBatch')}
        </Button>
      ) : null}
      <Button
        size="small"
        icon={<HistoryOutlined />}
        onClick={() => {
          closeDialog();
          viewPast({ rev: line.rev });
        }}
        data-testid="view-after"
      >
        {t('history.viewAfter')}
      </Button>
      {asking === 'steps' ? (
        <Modal
          open
          wrapProps={escStaysHere}
          title={t('history.undoToTitle')}
          width={460}
          okText={t('history.undoTo', { n: formatCount(undoSteps) })}
          okButtonProps={{ 'data-testid': 'confirm-undo-to' }}
          onOk={() => void undoTo()}
          onCancel={() => setAsking(null)}
        >
          <p>{t('history.undoToText', { n: formatCount(undoSteps), edit })}</p>
        </Modal>
      ) : null}
      {asking === 'batch' && line.importBatchId !== null ? (
        <UndoBatchDialog rev={line.rev} importBatchId={line.importBatchId} edit={edit} onClose={() => setAsking(null)} />
      ) : null}
    </div>
  );
}

/** A change with the records read so far. Read again as the record moves on, for what can be undone moves with it. */
function useChange(rev: number): { detail: ChangeDetail | null; failure: Failure | null; more: () => void } {
  const newest = useStore(workspaceStore, (state) => state.info?.rev ?? 0);
  const [read, setRead] = useState<{ detail: ChangeDetail | null; failure: Failure | null }>({ detail: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means reading again.
  useEffect(() => {
    let current = true;
    void host()
      .records.changeAt({ rev, offset: 0, limit: pageRows })
      .then((answer) => {
        if (current) setRead(answer.ok ? { detail: answer.value, failure: null } : { detail: null, failure: answer.failure });
      });
    return () => {
      current = false;
    };
  }, [rev, newest]);
  const more = async () => {
    const { detail } = read;
    if (detail === null) return;
    const answer = await host().records.changeAt({ rev, offset: detail.rows.length, limit: pageRows });
    setRead((now) => {
      // Another change is looked at by now, or this one was read again.
      if (now.detail !== detail) return now;
      return answer.ok
        ? { detail: { ...answer.value, rows: [...detail.rows, ...answer.value.rows] }, failure: null }
        : { detail, failure: answer.failure };
    });
  };
  return { ...read, more: () => void more() };
}
