import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { closeDialog } from '../../state/screen.ts';
import { type BackupJob, JobLine } from './job-line.tsx';
import { useJob } from './use-job.ts';

/** Takes a workspace out of an encrypted package and opens it. */
export function PackageDialog() {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ password: string }>();
  const job = useJob<BackupJob>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = job.running !== null;
  const start = async (password: string) => {
    setFailure(null);
    const answer = await job.run('opening', (jobId) => host().backups.openPackage({ path: null, password, jobId }));
    if (!answer.ok) setFailure(answer.failure);
    else if (answer.value !== null) closeDialog();
  };
  return (
    <Modal
      open
      title={t('backups.package.title')}
      width={480}
      style={{ top: 72 }}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      onCancel={closeDialog}
      footer={
        <>
          <Button disabled={running} onClick={closeDialog}>
            {t('app.cancel')}
          </Button>
          <Button type="primary" disabled={running} onClick={() => form.submit()} data-testid="start-open-package">
            {t('backups.package.start')}
          </Button>
        </>
      }
    >
      {failure === null ? null : (
        <Alert
          className="import-alert"
          type={failure.code === 'cancelled' ? 'info' : 'error'}
          showIcon
          title={failure.code === 'cancelled' ? t('backups.cancelled') : failureText(t, failure)}
          description={failure.code === 'passwordWrong' ? t('backups.package.again') : null}
        />
      )}
      <p className="hint dialog-hint">{t('backups.package.hint')}</p>
      <Form<{ password: string }>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={running}
        initialValues={{ password: '' }}
        onFinish={({ password }) => void start(password)}
      >
        <Form.Item name="password" label={t('backups.package.password')}>
          <Input.Password maxLength={200} autoComplete="off" data-testid="package-password" />
        </Form.Item>
      </Form>
      {job.running ? <JobLine running={job.running} cancel={job.cancel} /> : null}
    </Modal>
  );
}
