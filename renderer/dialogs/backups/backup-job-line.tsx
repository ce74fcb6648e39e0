import { useTranslation } from 'react-i18next';
import { JobLine, withStage } from '../job/job-line.tsx';
import type { RunningJob } from '../job/use-job.ts';

export type BackupJob = 'creating' | 'checking' | 'comparing' | 'restoring' | 'copying' | 'opening' | 'recovering';

/** A running backup, copy or restore. Rows are compared and written, everything else is files. */
export function BackupJobLine({ running, cancel }: { running: RunningJob<BackupJob>; cancel(): void }) {
  const { t } = useTranslation();
  const ofRows = running.progress?.stage === 'comparing' || running.progress?.stage === 'writing';
  return <JobLine what={withStage(t, t(`backups.job.${running.what}`), running)} running={running} cancel={cancel} inBytes={!ofRows} />;
}
