import { useTranslation } from 'react-i18next';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatBytes, formatCount, formatTimeLeft } from '../../format.ts';
import type { RunningJob } from '../backups/use-job.ts';

export type PackageJob = 'making' | 'opening' | 'returning' | 'previewing' | 'merging';

/** A package being made, opened, given back or merged: what, how much, time left, cancel. */
export function PackageJobLine({ running, cancel }: { running: RunningJob<PackageJob>; cancel(): void }) {
  const { t } = useTranslation();
  const { what, progress, cancelling } = running;
  const known = progress !== null && progress.total > 0;
  const job = t(`packages.job.${what}`);
  // Rows are copied into a package and written out of it, everything else is files.
  const ofRows = progress?.stage === 'writing' || (progress?.stage === 'copying' && what === 'making');
  const amount = ofRows ? formatCount : formatBytes;
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
