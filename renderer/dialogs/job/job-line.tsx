import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { JobProgress } from '../../../shared/ipc/index.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatBytes, formatCount, formatTimeLeft } from '../../format.ts';
import type { RunningJob } from './use-job.ts';

interface JobLineProps {
  /** What is being done, in words. */
  what: string;
  running: { progress: Pick<JobProgress, 'done' | 'total' | 'elapsedMs'> | null; cancelling: boolean };
  cancel(): void;
  /** What is counted are bytes of a file, not records. */
  inBytes?: boolean;
}

/** A running job: what, how many of how many, time left, cancel. */
export function JobLine({ what, running: { progress, cancelling }, cancel, inBytes = false }: JobLineProps) {
  const { t } = useTranslation();
  const amount = inBytes ? formatBytes : formatCount;
  const known = progress !== null && progress.total > 0;
  const detail = () => {
    if (progress === null) return '';
    const { done, total, elapsedMs } = progress;
    if (!known) return done === 0 ? '' : t('imports.progressUnknown', { done: amount(done) });
    return t('imports.progress', { done: amount(done), total: amount(total), left: formatTimeLeft(t, done, total, elapsedMs) });
  };
  return (
    <ProgressLine
      what={what}
      detail={detail()}
      share={known ? progress.done / progress.total : null}
      cancel={{ label: t(cancelling ? 'imports.cancelling' : 'app.cancel'), run: cancel }}
    />
  );
}

/** What a job of several stages does, with the stage it is in. */
export function withStage(t: TFunction, job: string, { progress }: Pick<RunningJob<string>, 'progress'>): string {
  return progress === null ? job : t('backups.jobStage', { job, stage: t(`imports.stage.${progress.stage}`) });
}
