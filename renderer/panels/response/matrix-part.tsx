import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ResponseRequest } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { knownNames } from '../../state/chosen-place.ts';
import { type CoverageState, coverageStore, travelRequest } from '../../state/coverage.ts';
import { responseStore, runResponse } from '../../state/response.ts';
import { AnswerState } from './answer-state.tsx';
import { saveResult } from './save-result.ts';

const matrixRequest = (state: CoverageState): ResponseRequest<'matrix'> => travelRequest(state);

/** Travel times from stations to premises, to be taken elsewhere. */
export function MatrixPart() {
  const { t } = useTranslation();
  const travel = useStore(coverageStore);
  const entry = useStore(responseStore, (all) => all.entries.matrix);
  const answer = entry?.answer ?? null;
  const run = () => runResponse('matrix', matrixRequest(travel));
  return (
    <>
      <p className="hint">{t('routes.matrix.hint')}</p>
      <Button size="small" onClick={run} data-testid="matrix-run">
        {t('routes.matrix.run')}
      </Button>
      <AnswerState
        id="matrix"
        entry={entry}
        running="routes.matrix.running"
        changed={answer !== null && JSON.stringify(entry?.request) !== JSON.stringify(matrixRequest(travel))}
        again={run}
      />
      {answer === null ? null : (
        <div className="tier-actions">
          <span>{t('routes.matrix.pairs', { from: formatCount(answer.from.length), to: formatCount(answer.to.length) })}</span>
          <Button
            size="small"
            type="primary"
            onClick={() => void saveResult('matrix', answer, t('routes.matrix.name'), knownNames)}
            data-testid="matrix-export"
          >
            {t('routes.matrix.export')}
          </Button>
        </div>
      )}
    </>
  );
}
