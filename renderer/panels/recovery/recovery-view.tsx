import { FileExclamationOutlined, FileSearchOutlined } from '@ant-design/icons';
import { Alert, Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupEntry, BackupList, OpenAttempt } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { backupNeeds } from '../../../shared/rules/permissions.ts';
import { acceptFileAsItIs, recoverFromBackup } from '../../commands/recover-workspace.ts';
import { useCommand, useRoleReason } from '../../commands/use-command.ts';
import { openWorkspaceFile } from '../../commands/workspace-commands.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { type BackupJob, BackupJobLine } from '../../dialogs/backups/backup-job-line.tsx';
import { useJob } from '../../dialogs/job/use-job.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { failureText, textOf } from '../../i18n.ts';
import { isRecoverable } from '../../state/workspace.ts';
import { backupColumns, scrolledAbove } from './backup-columns.tsx';
import { useCheckedBackups } from './use-backup-list.ts';

export type FailedAttempt = OpenAttempt & { failure: Failure };

/** Why a workspace did not open, in plain words, and every way on: a checked backup, the file as it is, once more, another file. */
export function RecoveryView({ attempt, leave }: { attempt: FailedAttempt; leave(): void }) {
  const { t } = useTranslation();
  const { path, failure, making } = attempt;
  const again = { new: useCommand('createWorkspace').run, sample: useCommand('openSample').run };
  const job = useJob<BackupJob>();
  const [accepting, setAccepting] = useState(false);
  const [refusal, setRefusal] = useState<Failure | null>(null);
  const recoverable = isRecoverable(failure);
  const missing = failure.code === 'workspaceNotFound';
  const working = accepting || job.running !== null;
  const recover = async (backup: BackupEntry, list: BackupList) => {
    setRefusal(null);
    setRefusal(await job.run('recovering', (jobId) => recoverFromBackup(path, backup, list, jobId)));
  };
  const accept = async () => {
    setRefusal(null);
    setAccepting(true);
    setRefusal(await acceptFileAsItIs(path));
    setAccepting(false);
  };
  return (
    <div className="recovery" data-testid="recovery">
      <header className="recovery-head">
        {missing ? <FileSearchOutlined aria-hidden="true" /> : <FileExclamationOutlined aria-hidden="true" />}
        <div>
          <h1>{textOf(t, `backups.recovery.title.${failure.code}`) ?? t('app.welcome.failedTitle')}</h1>
          <p className="muted selectable recovery-path">{path}</p>
        </div>
      </header>
      <p className="recovery-text" data-testid="recovery-text">
        {textOf(t, `backups.recovery.text.${failure.code}`, failure.details) ?? failureText(t, failure)}
      </p>
      {refusal ? <Alert type="error" showIcon title={t('backups.recovery.refused')} description={failureText(t, refusal)} /> : null}
      {recoverable ? (
        <BackupChoice
          attempt={attempt}
          disabled={working}
          recover={(backup, list) => void recover(backup, list)}
          accept={() => void accept()}
        />
      ) : null}
      {job.running ? <BackupJobLine running={job.running} cancel={job.cancel} /> : null}
      {accepting ? <ProgressLine what={t('backups.recovery.accepting')} detail="" share={null} /> : null}
      <OtherWays retry={making === undefined ? () => void openWorkspaceFile(path) : again[making]} leave={leave} disabled={working} />
    </div>
  );
}

interface BackupChoiceProps {
  attempt: FailedAttempt;
  disabled: boolean;
  recover(backup: BackupEntry, list: BackupList): void;
  accept(): void;
}

/** The checked backups of the file, the newest whole one chosen; what to do where there is none. */
function BackupChoice({ attempt: { path, failure }, disabled, recover, accept }: BackupChoiceProps) {
  const { t } = useTranslation();
  const { list: answer, running, cancel } = useCheckedBackups(path);
  const reason = useRoleReason(backupNeeds.recover);
  const [chosenId, setChosenId] = useState<string | null>(null);
  if (answer === null) return running ? <BackupJobLine running={running} cancel={cancel} /> : null;
  if (!answer.ok) {
    const { failure: refusal } = answer;
    return refusal.code === 'roleForbids' ? (
      <RoleHint reason={reason ?? failureText(t, refusal)} />
    ) : (
      <Alert type="warning" showIcon title={failureText(t, refusal)} />
    );
  }
  const { backups, keptAside } = answer.value;
  const chosen = backups.find(({ id, state }) => (chosenId === null ? state !== 'damaged' : id === chosenId));
  // What SQLite finds sound may be taken as it stands: knowingly, when it is older, and for want of anything better when single bytes differ.
  const acceptable = failure.code === 'changesMissing' || (failure.details.reason === 'checksum' && chosen === undefined);
  return (
    <>
      {backups.length === 0 ? (
        <Alert type="warning" showIcon title={t('backups.none')} description={t('backups.recovery.noneHint')} />
      ) : (
        <Table<BackupEntry>
          size="small"
          rowKey="id"
          pagination={false}
          {...scrolledAbove(5, backups, 206)}
          dataSource={backups}
          columns={backupColumns(t)}
          rowSelection={{
            type: 'radio',
            selectedRowKeys: chosen === undefined ? [] : [chosen.id],
            onChange: ([key]) => setChosenId(String(key)),
            getCheckboxProps: ({ state }) => ({ disabled: disabled || state === 'damaged' }),
          }}
          onRow={({ id, state }) => ({
            onClick: () => {
              if (!disabled && state !== 'damaged') setChosenId(id);
            },
          })}
        />
      )}
      <div className="button-row">
        {backups.length > 0 ? (
          <Button
            type="primary"
            disabled={disabled || reason !== null || chosen === undefined}
            title={reason ?? undefined}
            onClick={() => chosen && recover(chosen, answer.value)}
            data-testid="recover"
          >
            {t('backups.recover')}
          </Button>
        ) : null}
        {acceptable ? (
          <Button disabled={disabled || reason !== null} title={reason ?? undefined} onClick={accept} data-testid="accept-as-is">
            {t('backups.acceptAsIs')}
          </Button>
        ) : null}
      </div>
      {reason === null ? null : <RoleHint reason={reason} />}
      {acceptable ? <p className="hint">{t('backups.recovery.acceptHint')}</p> : null}
      {keptAside.length > 0 ? (
        <details className="kept-aside">
          <summary>{t('backups.recovery.keptAside', { n: formatCount(keptAside.length) })}</summary>
          <ul className="hint selectable">
            {keptAside.map((kept) => (
              <li key={kept.path}>
                {kept.path} · {formatBytes(kept.size)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

/** Why the operator may not go on, and where to become another. */
function RoleHint({ reason }: { reason: string }) {
  const operator = useCommand('operator');
  return (
    <Alert
      type="info"
      showIcon
      title={reason}
      action={
        <Button size="small" onClick={operator.run}>
          {operator.label}
        </Button>
      }
    />
  );
}

/** Once more, or another workspace. */
function OtherWays({ retry, leave, disabled }: { retry(): void; leave(): void; disabled: boolean }) {
  const { t } = useTranslation();
  const open = useCommand('openWorkspace');
  const openPackage = useCommand('openPackage');
  return (
    <footer className="recovery-others">
      <Button disabled={disabled} onClick={retry} data-testid="retry-open">
        {t('backups.recovery.retry')}
      </Button>
      <Button disabled={disabled} onClick={open.run}>
        {t('app.welcome.open')}
      </Button>
      <Button disabled={disabled || openPackage.disabled} title={openPackage.reason ?? undefined} onClick={openPackage.run}>
        {openPackage.label}
      </Button>
      <Button type="text" disabled={disabled} onClick={leave} data-testid="leave-recovery">
        {t('backups.recovery.leave')}
      </Button>
    </footer>
  );
}
