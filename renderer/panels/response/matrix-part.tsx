import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatCount } from '../../format.ts';
import { coverageStore, travelRequest } from '../../state/coverage.ts';
import { responseStore, runResponse } from '../../state/response.ts';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';

/** Travel times from stations to premises, to be taken elsewhere. */
export function MatrixPart() {
  const { t } = useTranslation();
  const request = travelRequest(useStore(coverageStore));
  const answer = useStore(responseStore, (all) => all.entries.matrix?.answer ?? null);
  return (
    <>
      <p className="hint">{t('routes.matrix.hint')}</p>
      <RunAnalysis
        id="matrix"
        label="routes.matrix.run"
        running="routes.matrix.running"
        request={request}
        run={() => runResponse('matrix', request)}
        testId="matrix-run"
      />
      {answer === null ? null : (
        <>
          <p>{t('routes.matrix.pairs', { from: formatCount(answer.from.length), to: formatCount(answer.to.length) })}</p>
          <SaveButtons id="matrix" answer={answer} />
        </>
      )}
    </>
  );
}
