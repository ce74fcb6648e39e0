import { Alert, Button, Modal, Popconfirm, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutsideEditsShown } from '../../../shared/ipc/index.ts';
import type { Failure, Result } from '../../../shared/model/index.ts';
import { useRoleReason } from '../../commands/use-command.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { notify } from '../../state/notices.ts';
import { closeDialog, closerOfDialog } from '../../state/screen.ts';
import { JobLine } from '../job/job-line.tsx';
import { useJob } from '../job/use-job.ts';
import { ChangedRowItem } from './change-detail.tsx';
import '../../panels/history/history.css';

/** What other programs changed, table by table and field by field; adopted as one change, or put back as it was saved. */
export function OutsideEditsDialog() {
  const { t } = useTranslation();
  const [edits, setEdits] = useState<Result<OutsideEditsShown[]> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { running, run, cancel } = useJob<'adopt' | 'reject'>();
  const forbidden = useRoleReason('administrator');
  useEffect(() => {
    let current = true;
    void host()
      .records.outsideEdits(null)
      .then((answer) => {
        if (current) setEdits(answer);
      });
    return () => {
      current = false;
    };
  }, []);
  const settle = async (what: 'adopt' | 'reject') => {
    setFailure(null);
    const close = closerOfDialog();
    const { records } = host();
    const answer = await run(
      what,
      (jobId): Promise<Result<unknown>> =>
        what === 'adopt' ? records.adoptOutsideEdits({ jobId }) : records.rejectOutsideEdits({ jobId }),
    );
    if (!answer.ok) {
      setFailure(answer.failure.code === 'cancelled' ? null : answer.failure);
      return;
    }
    close();
    if (what === 'adopt') notify({ tone: 'success', text: 'history.adopted', commandId: 'undo' });
    else notify({ tone: 'success', text: 'history.rejected' });
  };
  const found = edits?.ok ? edits.value : [];
  const count = found.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
  const footer =
    running !== null ? (
      <JobLine what={t(running.what === 'adopt' ? 'history.adopting' : 'history.rejecting')} running={running} cancel={cancel} />
    ) : count === 0 ? (
      <Button onClick={closeDialog}>{t('app.close')}</Button>
    ) : (
      <>
        <Button onClick={closeDialog}>{t('history.later')}</Button>
        <Popconfirm
          title={t('history.rejectTitle')}
          description={t('history.rejectText', { n: formatCount(count) })}
          okText={t('history.reject')}
          cancelText={t('app.cancel')}
          onConfirm={() => void settle('reject')}
          disabled={forbidden !== null}
        >
          <Button danger disabled={forbidden !== null} title={forbidden ?? ''} data-testid="reject-outside">
            {t('history.reject')}
          </Button>
        </Popconfirm>
        <Button
          type="primary"
          disabled={forbidden !== null}
          title={forbidden ?? ''}
          onClick={() => void settle('adopt')}
          data-testid="adopt-outside"
        >
          {t('history.adopt')}
        </Button>
      </>
    );
  return (
    <Modal open title={t('history.outsideTitle')} width={680} style={{ top: 56 }} onCancel={closeDialog} footer={footer}>
      {edits === null ? (
        <div aria-busy="true">
          <p className="hint">{t('history.outsideChecking')}</p>
          <Skeleton active paragraph={{ rows: 4 }} />
        </div>
      ) : edits.ok ? (
        count === 0 ? (
          <EmptyState title={t('history.outsideNone')} />
        ) : (
          <>
            <p className="hint">{t('history.outsideHint')}</p>
            {failure ? <Alert type="error" showIcon title={failureText(t, failure)} /> : null}
            <div className="outside-tables" data-testid="outside-tables">
              {found.map((edit) => (
                <TablePart key={edit.table} edit={edit} />
              ))}
            </div>
          </>
        )
      ) : (
        <Alert type="error" showIcon title={failureText(t, edits.failure)} />
      )}
    </Modal>
  );
}

function TablePart({ edit: { table, added, changed, removed, rows } }: { edit: OutsideEditsShown }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3>
        {t(`codes.table.${table}`)}
        <span className="hint number">
          {t('history.outsideRow', { added: formatCount(added), changed: formatCount(changed), removed: formatCount(removed) })}
        </span>
      </h3>
      <ul className="plain-list">
        {rows.map((row) => (
          <ChangedRowItem key={`${row.row.fid}`} changed={row} />
        ))}
      </ul>
      {rows.length < added + changed + removed ? (
        <p className="hint">{t('history.outsideShown', { n: formatCount(rows.length) })}</p>
      ) : null}
    </section>
  );
}
