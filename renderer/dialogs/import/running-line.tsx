import { useTranslation } from 'react-i18next';
import type { JobProgress } from '../../../shared/ipc/index.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatBytes, formatCount, formatTimeLeft } from '../../format.ts';

/** What is being done, how far, how long still. Passes over the file count bytes, the rest rows. */
export function RunningLine({
  progress,
  cancelling,
  onCancel,
}: {
  progress: JobProgress | null;
  cancelling: boolean;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const overFile = progress === null || ['reading', 'checking', 'writing'].includes(progress.stage);
  const amount = overFile ? formatBytes : formatCount;
  const known = progress !== null && progress.total > 0;
  return (
    <div className="import-running">
      <ProgressLine
        what={t(`imports.stage.${progress?.stage ?? 'reading'}`)}
        detail={
          known
            ? t('imports.progress', {
                done: amount(progress.done),
                total: amount(progress.total),
                left: formatTimeLeft(t, progress.done, progress.total, progress.elapsedMs),
              })
            : progress
              ? t('imports.progressUnknown', { done: amount(progress.done) })
              : ''
        }
        share={known ? progress.done / progress.total : null}
        cancel={{ label: t(cancelling ? 'imports.cancelling' : 'imports.cancel'), run: onCancel }}
      />
    </div>
  );
}
