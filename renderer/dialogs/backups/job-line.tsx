import { useTranslation } from 'react-i18next';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatBytes, formatTimeLeft } from '../../format.ts';
import type { RunningJob } from './use-job.ts';

export type BackupJob = 'creating' | 'checking' | 'comparing' | 'restoring' | 'copying' | 'opening';

/** A running backup, copy or restore: what, how much, time left, cancel. */
export function JobLine({ running, cancel }: { running: RunningJob<BackupJob>; cancel(): void }) {
  const { t } = useTranslation();
  const { what, progress, cancelling } = running;
  const known = progress !== null && progress.total > 0;
  return (
    <div className="backup-running">
      <ProgressLine
        what={t(`backups.job.${what}`)}
        detail={
          known
            ? t('imports.progress', {
                done: formatBytes(progress.done),
                total: formatBytes(progress.total),
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
