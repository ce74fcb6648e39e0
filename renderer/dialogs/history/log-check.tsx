import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogVerdict } from '../../../shared/ipc/index.ts';
import type { Result } from '../../../shared/model/index.ts';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { JobLine } from '../job/job-line.tsx';
import { useJob } from '../job/use-job.ts';

/** Checks the whole log while it stands here, and says in words what it found, the earliest fault by name. */
export function LogCheck({ onClose, onOpen }: { onClose: () => void; onOpen: (rev: number) => void }) {
  const { t } = useTranslation();
  const { running, run, cancel } = useJob<'verify'>();
  const [verdict, setVerdict] = useState<Result<LogVerdict> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: checked once, when it is opened.
  useEffect(() => {
    let current = true;
    void run('verify', (jobId) => host().records.verifyLog({ jobId })).then((answer) => {
      if (!current) return;
      if (!answer.ok && answer.failure.code === 'cancelled') onClose();
      else setVerdict(answer);
    });
    return () => {
      current = false;
      cancel();
    };
  }, []);
  return (
    <div className="log-check" data-testid="log-check">
      {verdict === null ? (
        <JobLine what={t('history.checking')} running={running ?? { progress: null, cancelling: false }} cancel={cancel} />
      ) : verdict.ok ? (
        <Verdict verdict={verdict.value} onClose={onClose} onOpen={onOpen} />
      ) : (
        <Alert type="error" showIcon closable={{ onClose }} title={failureText(t, verdict.failure)} />
      )}
    </div>
  );
}

function Verdict({ verdict, onClose, onOpen }: { verdict: LogVerdict; onClose: () => void; onOpen: (rev: number) => void }) {
  const { t } = useTranslation();
  const first = verdict.faults.toSorted((one, other) => one.rev - other.rev)[0];
  const took = t('history.elapsed', { seconds: (verdict.elapsedMs / 1000).toFixed(1) });
  if (first === undefined) {
    return (
      <Alert
        type="success"
        showIcon
        closable={{ onClose }}
        title={`${t('history.sound', { entries: formatCount(verdict.entries) })} ${took}`}
      />
    );
  }
  return (
    <Alert
      type="error"
      showIcon
      closable={{ onClose }}
      title={t('history.unsound', { total: formatCount(verdict.faultsTotal) })}
      description={
        <>
          <p>
            {t('history.firstFault', { fault: t(`history.faults.${first.code}`, { rev: first.rev }) })}{' '}
            {first.code === 'entryMissing' ? null : (
              <Button size="small" type="link" onClick={() => onOpen(first.rev)}>
                {t('history.rev', { rev: first.rev })}
              </Button>
            )}
          </p>
          <p>{t('history.faultsHint', { rev: first.rev })}</p>
        </>
      }
    />
  );
}
