import { useTranslation } from 'react-i18next';
import type { JobProgress } from '../../../shared/ipc/index.ts';
import { JobLine } from '../job/job-line.tsx';

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
  return (
    <div className="import-running">
      <JobLine
        what={t(`imports.stage.${progress?.stage ?? 'reading'}`)}
        running={{ progress, cancelling }}
        cancel={onCancel}
        inBytes={overFile}
      />
    </div>
  );
}
