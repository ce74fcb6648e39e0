import { Button, InputNumber, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BivariateAnswer } from '../../../shared/analyses/response/index.ts';
import { useCommand } from '../../commands/use-command.ts';
import { formatCount } from '../../format.ts';
import { geometryOf, WORST_CLASS } from '../../map/layers/bivariate.ts';
import { type BivariateState, bivariateRequest, bivariateStore, runBivariate, setBivariate } from '../../state/bivariate.ts';
import { coverageStore } from '../../state/coverage.ts';
import { flyTo } from '../../state/map-view.ts';
import { responseStore } from '../../state/response.ts';
import { BivariateLegend } from './bivariate-legend.tsx';
import { formatDuration } from './duration.ts';
import { ExplanationLines } from './explanation-lines.tsx';
import { RecordRows } from './record-rows.tsx';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { TravelControls } from './travel-controls.tsx';

const MOST_ROWS = 50;

/** Where risk is high and response slow, by one button. */
export function BivariateSection() {
  const { t } = useTranslation();
  const state = useStore(bivariateStore);
  useStore(coverageStore);
  const answer = useStore(responseStore, (all) => all.entries.bivariate?.answer ?? null);
  const sheet = useCommand('saveRiskSheet');
  return (
    <>
      <RunAnalysis
        id="bivariate"
        label="response.bivariate.ask"
        running="response.runningBivariate"
        request={bivariateRequest(state)}
        run={runBivariate}
        testId="bivariate-run"
      />
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
      {answer === null ? null : (
        <>
          <BivariateLegend answer={answer} />
          <Button
            size="small"
            disabled={sheet.disabled}
            title={sheet.reason ?? undefined}
            onClick={sheet.run}
            data-testid="bivariate-sheet"
          >
            {t('response.bivariate.sheet')}
          </Button>
          <WorstList answer={answer} />
          {answer.offRoad > 0 ? (
            <p className="hint">
              {t('response.gap.offRoadCount', { n: formatCount(answer.offRoad), meters: answer.parameters.snapLimitMeters })}
            </p>
          ) : null}
          <SaveButtons id="bivariate" answer={answer} />
          <ExplanationLines of={answer.explanation} />
        </>
      )}
    </>
  );
}

/** Units that are high in risk and slow in response, the most risk first. */
export function worstUnits({ classes, risk }: BivariateAnswer): number[] {
  return [...classes.keys()].filter((unit) => classes[unit] === WORST_CLASS).sort((a, b) => risk[b]! - risk[a]!);
}

function WorstList({ answer }: { answer: BivariateAnswer }) {
  const { t } = useTranslation();
  const units = useMemo(() => worstUnits(answer), [answer]);
  if (units.length === 0) return <p>{t('response.bivariate.nowhere')}</p>;
  const premises = units.reduce((sum, unit) => sum + answer.premises[unit]!, 0);
  const hintOf = (unit: number): string =>
    t('response.bivariate.row', {
      premises: formatCount(answer.premises[unit]!),
      risk: formatCount(answer.risk[unit]!),
      time: formatDuration(t, answer.responseSeconds[unit]!),
    });
  return (
    <div data-testid="worst-list">
      <p>
        <strong>{t('response.bivariate.worst', { n: formatCount(units.length), premises: formatCount(premises) })}</strong>
      </p>
      {answer.parameters.units === 'premises' ? (
        <RecordRows
          table="premises"
          zoom
          records={units.map((unit) => ({ fid: answer.unit[unit]!, position: middleOf(answer, unit), hint: hintOf(unit) }))}
        />
      ) : (
        <ul className="plain-rows worst-rows">
          {units.slice(0, MOST_ROWS).map((unit, index) => (
            <li key={unit}>
              <button type="button" className="gap-row" onClick={() => flyTo(middleOf(answer, unit), 15)}>
                <span className="gap-name">{answer.zones[answer.unit[unit]!]?.name ?? `${index + 1}`}</span>
                <span className="hint">{hintOf(unit)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Middle of the box of a unit. */
function middleOf(answer: BivariateAnswer, unit: number): [number, number] {
  const geometry = geometryOf(answer, unit);
  const positions = ('coordinates' in geometry ? geometry.coordinates : []).flat(3) as number[];
  const lon = positions.filter((_, index) => index % 2 === 0);
  const lat = positions.filter((_, index) => index % 2 === 1);
  return [(Math.min(...lon) + Math.max(...lon)) / 2, (Math.min(...lat) + Math.max(...lat)) / 2];
}
