import { useTranslation } from 'react-i18next';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatBytes, formatCount, formatTimeLeft } from '../../format.ts';
import type { RunningJob } from './use-job.ts';

export type BackupJob = 'creating' | 'checking' | 'comparing' | 'restoring' | 'copying' | 'opening' | 'recovering';

/** A running backup, copy or restore: what, how much, time left, cancel. */
export function JobLine({ running, cancel }: { running: RunningJob<BackupJob>; cancel(): void }) {
  const { t } = useTranslation();
  const { what, progress, cancelling } = running;
  const known = progress !== null && progress.total > 0;
  const job = t(`backups.job.${what}`);
  // Rows are compared and written, everything else is files.
  const amount = progress?.stage === 'comparing' || progress?.stage === 'writing' ? formatCount : formatBytes;
  return (
    <div className="backup-running">
      <ProgressLine
        what={progress === null ? job : t('backups.jobStage', { job, stage: t(`imports.stage.${progress.stage}`) })}
        detail={
          known
            ? t('imports.progress', {
                done: amount(progress.done),
                total: amount(progress.total),
                left: formatTimeLeft(t, progress.done, progress.total, progress.elapsedMs),
              })
            : ''
        }
        share={known ? progress.done / progress.total : null}
        cancel={{ label: t(cancelling ? 'imports.cancelling' : 'app.cancel'), run: cancel }}
      />
    </div>
  );
}
