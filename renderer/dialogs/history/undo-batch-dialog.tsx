import { Alert, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UndoPreview } from '../../../shared/ipc/index.ts';
import type { Result } from '../../../shared/model/index.ts';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { JobLine } from '../job/job-line.tsx';
import { useJob } from '../job/use-job.ts';
import { escStaysHere } from './esc-stays-here.ts';

interface UndoBatchDialogProps {
  rev: number;
  importBatchId: string;
  /** The import, in words. */
  edit: string;
  onClose: () => void;
}

/** Shows what undoing a whole import would do to how many rows, and does it. */
export function UndoBatchDialog({ rev, importBatchId, edit, onClose }: UndoBatchDialogProps) {
  const { t } = useTranslation();
  const { running, run, cancel } = useJob<'preview'>();
  const [preview, setPreview] = useState<Result<UndoPreview> | null>(null);
  const [undoing, setUndoing] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one preview per batch.
  useEffect(() => {
    let current = true;
    void run('preview', (jobId) => host().records.previewUndo({ jobId, rev })).then((answer) => {
      if (!current) return;
      if (!answer.ok && answer.failure.code === 'cancelled') onClose();
      else setPreview(answer);
    });
    return () => {
      current = false;
      cancel();
    };
  }, [rev]);
  const undo = async () => {
    setUndoing(true);
    const answer = await host().records.undoBatch({ importBatchId });
    onClose();
    if (answer.ok) notify({ tone: 'success', text: 'history.batchUndone', commandId: 'undo' });
    else notifyFailure(answer.failure);
  };
  const counts = preview?.ok ? preview.value : null;
  return (
    <Modal
      open
      wrapProps={escStaysHere}
      title={t('history.undoBatchTitle')}
      width={480}
      okText={t('history.undoBatch')}
      okButtonProps={{ disabled: counts === null || counts.editedSince > 0, 'data-testid': 'confirm-undo-batch' }}
      confirmLoading={undoing}
      onOk={() => void undo()}
      onCancel={onClose}
    >
      <p>
        <strong>{edit}</strong>
      </p>
      {running ? <JobLine what={t('history.previewing')} running={running} cancel={cancel} /> : null}
      {counts ? (
        <>
          <dl className="preview-counts" data-testid="undo-preview">
            {counts.tables
              .filter(({ table }) => table !== 'import_batch')
              .map(({ table, removed, broughtBack, changedBack }) => (
                <div key={table}>
                  <dt>{t(`codes.table.${table}`)}</dt>
                  <dd className="number">
                    {[
                      removed > 0 ? t('history.willRemove', { n: formatCount(removed) }) : null,
                      broughtBack > 0 ? t('history.willBringBack', { n: formatCount(broughtBack) }) : null,
                      changedBack > 0 ? t('history.willChangeBack', { n: formatCount(changedBack) }) : null,
                    ]
                      .filter((part) => part !== null)
                      .join(' · ')}
                  </dd>
                </div>
              ))}
          </dl>
          {counts.editedSince > 0 ? (
            <Alert type="warning" showIcon title={t('history.editedSince', { n: formatCount(counts.editedSince) })} />
          ) : (
            <p className="hint">{t('history.undoBatchText')}</p>
          )}
        </>
      ) : null}
      {preview && !preview.ok ? <Alert type="error" showIcon title={failureText(t, preview.failure)} /> : null}
    </Modal>
  );
}
