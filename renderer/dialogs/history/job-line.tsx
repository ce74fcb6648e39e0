import { useTranslation } from 'react-i18next';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatCount, formatTimeLeft } from '../../format.ts';
import type { RunningJob } from '../backups/use-job.ts';

/** A running job over changes or records: what, how many, time left, cancel. */
export function JobLine({ what, running, cancel }: { what: string; running: RunningJob<string> | null; cancel: () => void }) {
  const { t } = useTranslation();
  const progress = running?.progress ?? null;
  const known = progress !== null && progress.total > 0;
  return (
    <ProgressLine
      what={what}
      detail={
        known
          ? t('history.progress', {
              done: formatCount(progress.done),
              total: formatCount(progress.total),
              left: formatTimeLeft(t, progress.done, progress.total, progress.elapsedMs),
            })
          : ''
      }
      share={known ? progress.done / progress.total : null}
      cancel={{ label: t(running?.cancelling ? 'imports.cancelling' : 'app.cancel'), run: cancel }}
    />
  );
}
