import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AnswerFacts, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { runCommand } from '../../commands/run-command.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { failureText, type TextKey } from '../../i18n.ts';
import { cancelResponse, type ResponseEntry } from '../../state/response.ts';
import { FactsLine } from './facts-line.tsx';

interface AnswerStateProps<Id extends ResponseTaskId> {
  id: Id;
  entry: ResponseEntry<Id> | undefined;
  /** What is being computed, in words. */
  running: TextKey;
  /** The settings on screen are not those of the answer. */
  changed: boolean;
  again: () => void;
}

/** How an analysis stands: under way, failed, overtaken by the records or the settings, and from when its answer is. */
export function AnswerState<Id extends ResponseTaskId>({ id, entry, running, changed, again }: AnswerStateProps<Id>) {
  const { t } = useTranslation();
  if (entry === undefined) return null;
  const { progress, answer, stale, failure } = entry;
  const facts: AnswerFacts<unknown> | null = answer;
  return (
    <>
      {progress === null ? null : (
        <ProgressLine
          what={t(running)}
          detail={t('response.percentDone', { percent: Math.round(progress * 100) })}
          share={progress}
          cancel={{ label: t('app.cancel'), run: () => cancelResponse(id) }}
        />
      )}
      {failure === null ? null : failure.code === 'noRoads' ? (
        <EmptyState
          title={t('response.noRoads.title')}
          hint={t('response.noRoads.hint')}
          action={{ label: t('response.noRoads.action'), run: () => void runCommand('importData'), primary: true }}
        />
      ) : (
        <EmptyState title={t('response.failure.title')} hint={failureText(t, failure)} />
      )}
      {progress === null && answer !== null && (stale !== null || changed) ? (
        <div className="stale-line" role="status" data-testid={`${id}-stale`}>
          <span>{t(stale === null ? 'response.changed' : `response.stale.${stale}`)}</span>
          <Button size="small" type="primary" onClick={again}>
            {t('response.again')}
          </Button>
        </div>
      ) : null}
      {facts === null ? null : <FactsLine answer={facts} />}
    </>
  );
}
