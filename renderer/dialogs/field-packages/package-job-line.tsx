import { useTranslation } from 'react-i18next';
import { JobLine, withStage } from '../job/job-line.tsx';
import type { RunningJob } from '../job/use-job.ts';

export type PackageJob = 'making' | 'returning' | 'previewing' | 'merging';

/** A package being made, given back or merged. Rows are copied into it and written out of it, everything else is files. */
export function PackageJobLine({ running, cancel }: { running: RunningJob<PackageJob>; cancel(): void }) {
  const { t } = useTranslation();
  const { what, progress } = running;
  const ofRows = progress?.stage === 'writing' || (progress?.stage === 'copying' && what === 'making');
  return <JobLine what={withStage(t, t(`packages.job.${what}`), running)} running={running} cancel={cancel} inBytes={!ofRows} />;
}
