import { Button } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AnswerFacts, ResponseRequest, ResponseTaskId } from '../../../shared/analyses/response/index.ts';
import { formatMinute } from '../../format.ts';
import type { TextKey } from '../../i18n.ts';
import { asksTheSame, clearResponse, type ResponseEntry, responseStore } from '../../state/response.ts';
import { AnswerState } from './answer-state.tsx';
import { FarPlace } from './far-place.tsx';

interface RunAnalysisProps<Id extends ResponseTaskId> {
  id: Id;
  label: TextKey;
  /** What is being computed, in words. */
  running: TextKey;
  /** What the settings on screen ask for; null while something to ask with is missing. */
  request: ResponseRequest<Id> | null;
  run: () => void;
  testId: string;
  /** What is missing while there is nothing to ask, in words. */
  missing?: TextKey;
  /** What is on screen follows the settings by itself just now. */
  following?: boolean;
  /** How far off a road places may be, where the office can allow more. */
  snapLimit?: { meters: number; widen(meters: number): void };
  /** More buttons beside. */
  children?: ReactNode;
}

/** The button that asks for an analysis, the one that takes its answer off the screen, and how it stands. */
export function RunAnalysis<Id extends ResponseTaskId>({
  id,
  label,
  running,
  request,
  run,
  testId,
  missing,
  following = false,
  snapLimit,
  children,
}: RunAnalysisProps<Id>) {
  const { t } = useTranslation();
  const entry = useStore(responseStore, (all) => all.entries[id]) as ResponseEntry<Id> | undefined;
  const answered = entry !== undefined && entry.answer !== null;
  const far = snapLimit !== undefined && entry?.failure?.code === 'placeFarFromRoad';
  return (
    <>
      <div className="run-row">
        <Button type={answered ? 'default' : 'primary'} block disabled={request === null} onClick={run} data-testid={testId}>
          {t(label)}
        </Button>
        {children}
        {answered ? <Button onClick={() => clearResponse(id)}>{t('response.clear')}</Button> : null}
      </div>
      <p className="visually-hidden" role="status">
        {entry === undefined ? null : outcomeOf(t, entry, label)}
      </p>
      {request === null && missing !== undefined ? <p className="hint">{t(missing)}</p> : null}
      <AnswerState
        id={id}
        entry={far ? { ...entry, failure: null } : entry}
        running={running}
        changed={answered && !following && !asksTheSame(id, request)}
        again={run}
      />
      {far ? (
        <FarPlace
          limitMeters={snapLimit.meters}
          widen={(meters) => {
            snapLimit.widen(meters);
            run();
          }}
        />
      ) : null}
    </>
  );
}

/** How the last run ended, for those who listen: null while one is under way, before any, and once its answer is stale. */
function outcomeOf<Id extends ResponseTaskId>(
  t: TFunction,
  { progress, failure, answer, stale }: ResponseEntry<Id>,
  label: TextKey,
): string | null {
  if (progress !== null) return null;
  if (failure !== null) return t('response.failure.title');
  if (answer === null || stale !== null) return null;
  const { madeAt } = answer as AnswerFacts<unknown>;
  return t('response.computed', { what: t(label), at: formatMinute(madeAt) });
}
