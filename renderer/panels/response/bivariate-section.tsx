import { Button, InputNumber, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BivariateAnswer } from '../../../shared/analyses/response/index.ts';
import { useCommand } from '../../commands/use-command.ts';
import { formatCount } from '../../format.ts';
import { MOST_WORST } from '../../map/response-state.ts';
import { type BivariateState, bivariateRequest, bivariateStore, runBivariate, setBivariate } from '../../state/bivariate.ts';
import { coverageStore } from '../../state/coverage.ts';
import { flyTo } from '../../state/map-view.ts';
import { responseStore } from '../../state/response.ts';
import { ExplanationLines } from './explanation-lines.tsx';
import { FirstRows } from './first-rows.tsx';
import { FoldingPart } from './folding-part.tsx';
import { usePremisesNames } from './premises-names.ts';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { TravelControls } from './travel-controls.tsx';
import { worstWords } from './worst-words.ts';

/** Where risk is high and response slow, by one button. */
export function BivariateSection() {
  const { t } = useTranslation();
  const state = useStore(bivariateStore);
  useStore(coverageStore);
  const answer = useStore(responseStore, (all) => all.entries.bivariate?.answer ?? null);
  const sheet = useCommand('saveRiskSheet');
  return (
    <>
      <FoldingPart title={t('response.bivariate.setup')} startsOpen={answer === null} key={answer === null ? 'ask' : 'asked'}>
        <div className="setting-row">
          <span className="hint">{t('response.bivariate.units')}</span>
          <Segmented<BivariateState['units']>
            aria-label={t('response.bivariate.units')}
            size="small"
            value={state.units}
            onChange={(units) => setBivariate({ units })}
            options={(['cells', 'zones', 'premises'] as const).map((value) => ({
              value,
              label: t(`response.bivariate.unitChoice.${value}`),
            }))}
          />
          {state.units === 'cells' ? (
            <InputNumber
              size="small"
              aria-label={t('response.bivariate.cellMeters')}
              min={50}
              max={5000}
              step={50}
              value={state.cellMeters}
              onChange={(cellMeters) => cellMeters !== null && setBivariate({ cellMeters })}
              suffix={t('panels.heat.metersShort')}
            />
          ) : null}
        </div>
        <TravelControls />
      </FoldingPart>
      <RunAnalysis
        id="bivariate"
        label="response.bivariate.ask"
        running="response.runningBivariate"
        request={bivariateRequest(state)}
        run={runBivariate}
        testId="bivariate-run"
      />
      {answer === null ? null : (
        <>
          <WorstList answer={answer} />
          {answer.offRoad > 0 ? (
            <p className="hint">
              {t('response.gap.offRoadCount', { n: formatCount(answer.offRoad), meters: answer.parameters.snapLimitMeters })}
            </p>
          ) : null}
          <Button block disabled={sheet.disabled} title={sheet.reason ?? undefined} onClick={sheet.run} data-testid="bivariate-sheet">
            {t('response.bivariate.sheet')}
          </Button>
          <SaveButtons id="bivariate" answer={answer} />
          <ExplanationLines of={answer.explanation} />
        </>
      )}
    </>
  );
}

/** Places of high risk and slow response by name, numbered as on the map. */
function WorstList({ answer }: { answer: BivariateAnswer }) {
  const { t } = useTranslation();
  const listed = useMemo(() => answer.worst.slice(0, MOST_WORST), [answer]);
  const fids = useMemo(() => listed.map(({ premisesFid }) => premisesFid), [listed]);
  const names = usePremisesNames(fids);
  if (listed.length === 0) return <p>{t('response.bivariate.nowhere')}</p>;
  const premises = answer.worst.reduce((sum, place) => sum + place.premises, 0);
  return (
    <div className="answer-part" data-testid="worst-list">
      <p>
        <strong>{t('response.bivariate.worst', { n: formatCount(answer.worst.length), premises: formatCount(premises) })}</strong>
      </p>
      <FirstRows
        rows={listed.map((place, index) => {
          const { name, beside, arrival, unreached } = worstWords(t, answer, place, names?.[index] ?? t('response.gap.loading'));
          return (
            <li key={place.units[0]}>
              <button type="button" className="row-button worst-row" onClick={() => flyTo([place.lon, place.lat], 15)}>
                <span className="worst-number">{index + 1}</span>
                <span className="gap-name">{name}</span>
                <span className="hint">{beside}</span>
                <span className="hint">
                  {t('response.bivariate.row', {
                    premises: formatCount(place.premises),
                    risk: formatCount(place.risk),
                    time: arrival,
                  })}
                  {unreached === '' ? null : ` · ${unreached}`}
                </span>
              </button>
            </li>
          );
        })}
      />
      {answer.worst.length > listed.length ? (
        <p className="hint">{t('response.worst.more', { n: formatCount(answer.worst.length - listed.length) })}</p>
      ) : null}
    </div>
  );
}
