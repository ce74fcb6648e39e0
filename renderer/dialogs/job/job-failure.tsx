import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/model/index.ts';
import { failureText } from '../../i18n.ts';

interface JobFailureProps {
  failure: Failure | null;
  /** What to say of a job that was stopped: that is no failure. */
  stopped?: string;
}

/** Why a job came to nothing, and what to do then. */
export function JobFailure({ failure, stopped }: JobFailureProps) {
  const { t } = useTranslation();
  if (failure === null) return null;
  const cancelled = failure.code === 'cancelled';
  return (
    <Alert
      className="job-failure"
      type={cancelled ? 'info' : 'error'}
      showIcon
      title={
        <>
          {(cancelled ? stopped : undefined) ?? failureText(t, failure)}{' '}
          {failure.code === 'passwordWrong' ? t('backups.package.again') : null}
        </>
      }
    />
  );
}
