import { LockOutlined, UnlockOutlined } from '@ant-design/icons';
import { Checkbox, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsbCopy } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { JobDialog } from '../job/job-dialog.tsx';
import { JobFailure } from '../job/job-failure.tsx';
import { type NewPassword, NewPasswordFields } from '../job/new-password.tsx';
import { useJob } from '../job/use-job.ts';
import { WrittenFile } from '../job/written-file.tsx';
import { type BackupJob, BackupJobLine } from './backup-job-line.tsx';

interface Values extends NewPassword {
  encrypt: boolean;
}

/** Copies the open workspace to carry it away: encrypted unless that is declined, read back, and said what is in it. */
export function CopyDialog() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const encrypt = Form.useWatch('encrypt', form) ?? true;
  const job = useJob<BackupJob>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [copy, setCopy] = useState<UsbCopy | null>(null);
  const running = job.running !== null;
  const start = async (values: Values) => {
    setFailure(null);
    const answer = await job.run('copying', (jobId) =>
      host().backups.copyToUsb({ password: values.encrypt ? values.password : null, jobId }),
    );
    if (answer.ok) setCopy(answer.value);
    else setFailure(answer.failure);
  };
  return (
    <JobDialog
      title={t('backups.copy.title')}
      width={520}
      running={running}
      start={{ label: t('backups.copy.start'), run: () => form.submit(), testId: 'start-copy' }}
      done={copy === null ? null : { label: t('backups.copy.again'), again: () => setCopy(null) }}
    >
      <JobFailure failure={failure} stopped={t('backups.cancelled')} />
      {copy === null ? <p className="hint">{t('backups.copy.hint')}</p> : null}
      {copy === null ? (
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          disabled={running}
          initialValues={{ encrypt: true, password: '', repeat: '' }}
          onFinish={(values) => void start(values)}
        >
          <Form.Item name="encrypt" valuePropName="checked" extra={t(encrypt ? 'backups.copy.encryptHint' : 'backups.copy.plainWarning')}>
            <Checkbox data-testid="encrypt-copy">{t('backups.copy.encrypt')}</Checkbox>
          </Form.Item>
          {encrypt ? <NewPasswordFields /> : null}
        </Form>
      ) : (
        <CopyResult copy={copy} />
      )}
      {job.running ? <BackupJobLine running={job.running} cancel={job.cancel} /> : null}
    </JobDialog>
  );
}

function CopyResult({ copy: { path, size, encrypted, facts } }: { copy: UsbCopy }) {
  const { t } = useTranslation();
  return (
    <WrittenFile title={t('backups.copy.doneTitle')} path={path} hint={t('backups.copy.eject')}>
      <p>
        {encrypted ? <LockOutlined aria-hidden="true" /> : <UnlockOutlined aria-hidden="true" />}{' '}
        {t(encrypted ? 'backups.copy.encrypted' : 'backups.copy.plain')} · {formatBytes(size)}
      </p>
      <p>
        {t('backups.copy.content', {
          rev: formatCount(facts.rev),
          premises: formatCount(facts.counts.premises ?? 0),
          hazards: formatCount(facts.counts.hazard ?? 0),
        })}
      </p>
    </WrittenFile>
  );
}
