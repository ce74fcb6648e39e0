import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PackageWritten } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';
import { closeDialog } from '../../state/screen.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { PasswordFields } from '../backups/copy-dialog.tsx';
import { useJob } from '../backups/use-job.ts';
import { type PackageJob, PackageJobLine } from './package-job-line.tsx';
import { PackageFailure, WrittenPackage } from './package-parts.tsx';

/** Writes the open working copy as an encrypted file for the workspace it came from. */
export function GiveBackDialog() {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ password: string; repeat: string }>();
  const mark = useStore(workspaceStore, (state) => state.info?.fieldPackage ?? null);
  const job = useJob<PackageJob>();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [written, setWritten] = useState<PackageWritten | null>(null);
  const running = job.running !== null;
  const start = async (password: string) => {
    setFailure(null);
    const answer = await job.run('returning', (jobId) => host().fieldPackages.giveBack({ password, jobId }));
    if (answer.ok) setWritten(answer.value);
    else setFailure(answer.failure);
  };
  const footer =
    written === null ? (
      <>
        <Button disabled={running} onClick={closeDialog}>
          {t('app.cancel')}
        </Button>
        <Button type="primary" disabled={running} onClick={() => form.submit()} data-testid="start-give-back">
          {t('packages.giveBack.start')}
        </Button>
      </>
    ) : (
      <>
        <Button onClick={() => setWritten(null)}>{t('packages.giveBack.again')}</Button>
        <Button type="primary" onClick={closeDialog}>
          {t('app.close')}
        </Button>
      </>
    );
  return (
    <Modal
      open
      title={t('packages.giveBack.title')}
      width={520}
      style={{ top: 72 }}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      onCancel={closeDialog}
      footer={footer}
    >
      <PackageFailure failure={failure} />
      {written !== null ? (
        <WrittenPackage written={written} title={t('packages.giveBack.doneTitle')} hint={t('packages.giveBack.eject')} />
      ) : (
        <Form<{ password: string; repeat: string }>
          form={form}
          layout="vertical"
          requiredMark={false}
          disabled={running}
          initialValues={{ password: '', repeat: '' }}
          onFinish={({ password }) => void start(password)}
        >
          <p className="hint dialog-hint">{t('packages.giveBack.hint', { zone: mark?.zoneName ?? '', origin: mark?.originName ?? '' })}</p>
          <PasswordFields />
        </Form>
      )}
      {job.running ? <PackageJobLine running={job.running} cancel={job.cancel} /> : null}
    </Modal>
  );
}
