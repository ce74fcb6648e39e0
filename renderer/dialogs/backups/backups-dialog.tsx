import { Alert, Button, Modal, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BackupEntry, RestorePreview } from '../../../shared/ipc/index.ts';
import type { Failure, Result } from '../../../shared/model/index.ts';
import { backupNeeds } from '../../../shared/rules/permissions.ts';
import { useCommand, useRoleReason } from '../../commands/use-command.ts';
import { formatBytes, formatCount, formatMinute } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { backupColumns, scrolledAbove } from '../../panels/recovery/backup-columns.tsx';
import { notify } from '../../state/notices.ts';
import { closeDialog } from '../../state/screen.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { JobFailure } from '../job/job-failure.tsx';
import { useJob } from '../job/use-job.ts';
import { type BackupJob, BackupJobLine } from './backup-job-line.tsx';
import { BackupSettingsPart } from './backup-settings.tsx';
import { BackupStatus } from './backup-status.tsx';
import { RestorePreviewView } from './restore-preview.tsx';
import { type BackupsRead, useBackups } from './use-backups.ts';
import './backups.css';

/** Backups of the open workspace: how they stand, what there is, and the way back to each by way of its preview. */
export function BackupsDialog() {
  const { t } = useTranslation();
  const { read, reload, put } = useBackups();
  const job = useJob<BackupJob>();
  const [preview, setPreview] = useState<RestorePreview | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = job.running !== null;

  const attempt = async <T,>(what: BackupJob, work: (jobId: string) => Promise<Result<T>>) => {
    setFailure(null);
    const answer = await job.run(what, work);
    if (!answer.ok) setFailure(answer.failure);
    return answer.ok ? answer.value : null;
  };
  const create = async () => {
    const made = await attempt('creating', (jobId) => host().backups.create({ jobId }));
    if (made !== null) notify({ tone: 'success', text: 'backups.created', values: { size: formatBytes(made.size) } });
    await reload();
  };
  const checkAll = async () => {
    const list = await attempt('checking', (jobId) => host().backups.list({ path: null, check: true, jobId }));
    if (list !== null) put({ list: { ok: true, value: list } });
  };
  const compare = async ({ id }: BackupEntry) =>
    setPreview(await attempt('comparing', (jobId) => host().backups.previewRestore({ id, jobId })));
  const restore = async ({ id, createdAt }: BackupEntry) => {
    const restored = await attempt('restoring', (jobId) => host().backups.restore({ id, jobId }));
    if (restored === null) return;
    closeDialog();
    notify({
      tone: 'success',
      text: 'backups.restored',
      values: { time: formatMinute(createdAt) },
      commandId: 'undo',
      durationMs: null,
    });
  };

  return (
    <Modal
      open
      title={preview === null ? t('backups.title') : t('backups.previewTitle', { time: formatMinute(preview.backup.createdAt) })}
      width={860}
      style={{ top: 40 }}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      onCancel={closeDialog}
      footer={null}
    >
      <div className="backups-body panel-scroll" data-testid="backups">
        <JobFailure failure={failure} stopped={t('backups.cancelled')} />
        {job.running ? <BackupJobLine running={job.running} cancel={job.cancel} /> : null}
        {preview !== null ? (
          <RestorePreviewView
            preview={preview}
            disabled={running}
            back={() => setPreview(null)}
            restore={() => void restore(preview.backup)}
          />
        ) : read === null ? (
          <Skeleton active paragraph={{ rows: 8 }} />
        ) : (
          <Overview read={read} disabled={running} create={create} checkAll={checkAll} compare={compare} reload={reload} />
        )}
      </div>
    </Modal>
  );
}

interface OverviewProps {
  read: BackupsRead;
  disabled: boolean;
  create(): Promise<void>;
  checkAll(): Promise<void>;
  compare(backup: BackupEntry): Promise<void>;
  reload(): Promise<void>;
}

function Overview({ read, disabled, create, checkAll, compare, reload }: OverviewProps) {
  const { t } = useTranslation();
  const backUp = useCommand('backUpNow');
  const copy = useCommand('copyToUsb');
  const openPackage = useCommand('openPackage');
  const readOnly = useStore(workspaceStore, (state) => state.info?.readOnly ?? null) !== null;
  const listReason = useRoleReason(backupNeeds.list);
  const restoreReason = useRoleReason(backupNeeds.restore);
  const reason = readOnly ? t('backups.readOnly') : (listReason ?? restoreReason);
  const { list } = read;
  return (
    <>
      <BackupStatus read={read} />
      <div className="button-row">
        <Button
          type="primary"
          disabled={disabled || backUp.disabled}
          title={backUp.reason ?? undefined}
          onClick={() => void create()}
          data-testid="create-backup"
        >
          {t('backups.create')}
        </Button>
        <Button disabled={disabled || copy.disabled} title={copy.reason ?? undefined} onClick={copy.run} data-testid="copy-to-usb">
          {t('backups.copyToUsb')}
        </Button>
        <Button
          disabled={disabled || openPackage.disabled}
          title={openPackage.reason ?? undefined}
          onClick={openPackage.run}
          data-testid="open-package"
        >
          {t('backups.openPackage')}
        </Button>
      </div>
      {reason === null ? null : <p className="hint">{reason}</p>}
      {list.ok ? (
        <section>
          <h3 className="backups-heading">
            {t('backups.list', { n: formatCount(list.value.backups.length) })}
            <Button
              type="link"
              size="small"
              disabled={disabled || list.value.backups.length === 0}
              onClick={() => void checkAll()}
              data-testid="check-backups"
            >
              {t('backups.checkAll')}
            </Button>
          </h3>
          <Table<BackupEntry>
            size="small"
            rowKey="id"
            pagination={false}
            {...scrolledAbove(5, list.value.backups, 206)}
            dataSource={list.value.backups}
            locale={{ emptyText: <p className="muted">{t('backups.noneYet')}</p> }}
            columns={[
              ...backupColumns(t),
              {
                width: 104,
                align: 'right',
                render: (_value, backup) => (
                  <Button
                    size="small"
                    disabled={disabled || reason !== null || backup.state === 'damaged'}
                    title={reason ?? undefined}
                    onClick={() => void compare(backup)}
                    data-testid="preview-restore"
                  >
                    {t('backups.preview')}
                  </Button>
                ),
              },
            ]}
          />
          <p className="hint selectable backups-folder">{t('backups.openFolder', { folder: list.value.folder })}</p>
        </section>
      ) : list.failure.code === 'roleForbids' ? null : (
        <Alert type="warning" showIcon title={failureText(t, list.failure)} />
      )}
      <BackupSettingsPart read={read} disabled={disabled} reason={reason} reload={reload} />
    </>
  );
}
