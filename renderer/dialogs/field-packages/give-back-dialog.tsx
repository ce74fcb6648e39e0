import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PackageWritten } from '../../../shared/ipc/index.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { JobDialog } from '../job/job-dialog.tsx';
import { JobFailure } from '../job/job-failure.tsx';
import { type NewPassword, NewPasswordFields } from '../job/new-password.tsx';
import { useJob } from '../job/use-job.ts';
import { type PackageJob, PackageJobLine } from './package-job-line.tsx';
import { WrittenPackage } from './package-parts.tsx';

/** Writes the open working copy as an encrypted file for the workspace it came from. */
export function GiveBackDialog() {
  const { t } = useTranslation();
  const [form] = Form.useForm<NewPassword>();
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
  return (
    <JobDialog
      title={t('packages.giveBack.title')}
      width={520}
      running={running}
      start={{ label: t('packages.giveBack.start'), run: () => form.submit(), testId: 'start-give-back' }}
      done={written === null ? null : { label: t('packages.giveBack.again'), again: () => setWritten(null) }}
    >
      <JobFailure failure={failure} stopped={t('packages.cancelled')} />
      {written !== null ? (
        <WrittenPackage written={written} title={t('packages.giveBack.doneTitle')} hint={t('packages.giveBack.eject')} />
      ) : (
        <>
          <p className="hint">{t('packages.giveBack.hint', { zone: mark?.zoneName ?? '', origin: mark?.originName ?? '' })}</p>
          <Form<NewPassword>
            form={form}
            layout="vertical"
            requiredMark={false}
            disabled={running}
            initialValues={{ password: '', repeat: '' }}
            onFinish={({ password }) => void start(password)}
          >
            <NewPasswordFields />
          </Form>
        </>
      )}
      {job.running ? <PackageJobLine running={job.running} cancel={job.cancel} /> : null}
    </JobDialog>
  );
}
