import { Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';
import { closeDialog } from '../../state/screen.ts';
import { useJob } from '../backups/use-job.ts';
import { type PackageJob, PackageJobLine } from './package-job-line.tsx';
import { PackageFailure } from './package-parts.tsx';

/** Takes a working copy out of a field package and opens it. */
export function OpenFieldDialog() {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ password: string }>();
  const job = useJob<PackageJob>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = job.running !== null;
  const start = async (password: string) => {
    setFailure(null);
    const answer = await job.run('opening', (jobId) => host().fieldPackages.open({ path: null, password, jobId }));
    if (!answer.ok) setFailure(answer.failure);
    else if (answer.value !== null) closeDialog();
  };
  return (
    <Modal
      open
      title={t('packages.open.title')}
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
          <Button type="primary" disabled={running} onClick={() => form.submit()} data-testid="start-open-field">
            {t('packages.open.start')}
          </Button>
        </>
      }
    >
      <PackageFailure failure={failure} />
      <p className="hint dialog-hint">{t('packages.open.hint')}</p>
      <Form<{ password: string }>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={running}
        initialValues={{ password: '' }}
        onFinish={({ password }) => void start(password)}
      >
        <Form.Item name="password" label={t('packages.open.password')}>
          <Input.Password maxLength={200} autoComplete="off" data-testid="field-password" />
        </Form.Item>
      </Form>
      {job.running ? <PackageJobLine running={job.running} cancel={job.cancel} /> : null}
    </Modal>
  );
}
