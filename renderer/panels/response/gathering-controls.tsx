import { InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  type ConfidenceAlpha,
  cellShapes,
  confidenceAlphas,
  corrections,
  hotspotMeasures,
  stepUnits,
} from '../../../shared/analyses/hotspots/index.ts';
import { hazardSeverities } from '../../../shared/model/index.ts';
import { DayPicker } from '../../components/day-picker.tsx';
import type { TextKey } from '../../i18n.ts';
import { type GatheringsState, gatheringsStore, setGatherings } from '../../state/gatherings.ts';

/** What the analysis shown is told. */
export function GatheringControls() {
  const state = useStore(gatheringsStore);
  const { kind, units } = state;
  return (
    <div className="site-settings" data-testid="gathering-controls">
      {kind === 'hotspots' ? <Choice of="measure" label="hotspots.ask.measure" codes={hotspotMeasures} words="analyses.measure" /> : null}
      {kind === 'cluster' ? (
        <>
          <Choice of="of" label="hotspots.ask.of" codes={['openHazards', 'hazards', 'premises']} words="hotspots.ask.ofChoice" />
          <NumberField of="radiusMeters" label="hotspots.ask.radius" min={10} max={5000} step={10} unit="panels.heat.metersShort" />
          <NumberField of="minPoints" label="hotspots.ask.minPoints" min={1} max={1000} step={1} unit="hotspots.points" />
        </>
      ) : null}
      {kind === 'emerging' ? (
        <>
          <Choice of="stepMeasure" label="hotspots.ask.measure" codes={['hazards', 'severityWeighted']} words="analyses.measure" />
          <Choice of="unit" label="hotspots.ask.unit" codes={stepUnits} words="analyses.stepUnit" />
        </>
      ) : null}
      {kind === 'bias' ? (
        <Choice of="units" label="hotspots.ask.units" codes={['zones', 'cells']} words="hotspots.ask.unitsChoice" />
      ) : null}
      {kind === 'cluster' || (kind === 'bias' && units === 'zones') ? null : <CellFields />}
      {kind === 'hotspots' || kind === 'emerging' ? <NeighbourFields state={state} /> : null}
      {kind === 'cluster' && state.of === 'premises' ? null : <PeriodFields state={state} />}
      {kind === 'cluster' ? null : (
        <Choice of="region" label="hotspots.ask.region" codes={['zones', 'data']} words="hotspots.ask.regionChoice" />
      )}
      {(kind === 'hotspots' ? state.measure : kind === 'emerging' ? state.stepMeasure : null) === 'severityWeighted' ? (
        <WeightFields weights={state.severityWeights} />
      ) : null}
    </div>
  );
}

function CellFields() {
  return (
    <>
      <Choice of="shape" label="hotspots.ask.shape" codes={cellShapes} words="analyses.shape" />
      <NumberField of="cellMeters" label="hotspots.ask.cellMeters" min={50} max={5000} step={50} unit="panels.heat.metersShort" />
    </>
  );
}

function NeighbourFields({ state: { nearMeters, cellMeters, alpha, correction } }: { state: GatheringsState }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label="hotspots.ask.near">
        <Segmented
          aria-label={t('hotspots.ask.near')}
          block
          size="small"
          value={nearMeters === null ? 'touching' : 'within'}
          onChange={(near) => setGatherings({ nearMeters: near === 'touching' ? null : cellMeters * 2 })}
          options={(['touching', 'within'] as const).map((value) => ({ value, label: t(`hotspots.ask.nearChoice.${value}`) }))}
        />
      </Field>
      {nearMeters === null ? null : (
        <NumberField of="nearMeters" label="hotspots.ask.nearMeters" min={50} max={20_000} step={50} unit="panels.heat.metersShort" />
      )}
      <Choice of="correction" label="hotspots.ask.correction" codes={corrections} words="hotspots.ask.correctionChoice" />
      <Field label="hotspots.ask.alpha">
        <Segmented<ConfidenceAlpha>
          aria-label={t('hotspots.ask.alpha')}
          block
          size="small"
          value={alpha}
          onChange={(next) => setGatherings({ alpha: next })}
          options={confidenceAlphas.map((value) => ({
            value,
            label: (
              <span data-testid={`gathering-alpha-${value}`}>{t('hotspots.ask.alphaChoice', { percent: Math.round(value * 100) })}</span>
            ),
          }))}
        />
      </Field>
      <p className="hint controls-hint">
        {t(correction === 'none' ? 'hotspots.ask.alphaHintNone' : 'hotspots.ask.alphaHint', { percent: Math.round(alpha * 100) })}
      </p>
    </>
  );
}

/** Which days of discovery and of checks count. */
function PeriodFields({ state: { from, to } }: { state: GatheringsState }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label="hotspots.ask.period">
        <div className="period-row">
          <DayPicker
            label={t('hotspots.ask.from')}
            value={from}
            onChange={(next) => setGatherings({ from: next })}
            testId="gathering-from"
          />
          <DayPicker label={t('hotspots.ask.to')} value={to} onChange={(next) => setGatherings({ to: next })} testId="gathering-to" />
        </div>
      </Field>
      <p className="hint controls-hint">{t('hotspots.ask.periodHint')}</p>
    </>
  );
}

/** How much a hazard counts by its severity; unknown ones count as one. */
function WeightFields({ weights }: { weights: GatheringsState['severityWeights'] }) {
  const { t } = useTranslation();
  return (
    <>
      <Field label="hotspots.ask.weights">
        <div className="weight-row">
          {hazardSeverities.map((severity, index) => (
            <InputNumber
              key={severity}
              size="small"
              min={0}
              max={1000}
              controls={false}
              prefix={t(`hotspots.ask.weightOf.${severity}`)}
              aria-label={t(`codes.severity.${severity}`)}
              title={t(`codes.severity.${severity}`)}
              value={weights[index + 1]!}
              onChange={(next) => next !== null && setGatherings({ severityWeights: weights.with(index + 1, next) as never })}
              data-testid={`gathering-weight-${severity}`}
            />
          ))}
        </div>
      </Field>
      <p className="hint controls-hint">{t('hotspots.ask.weightsHint')}</p>
    </>
  );
}

function Field({ label, children }: { label: TextKey; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="hint">{t(label)}</span>
      {children}
    </>
  );
}

type ChoiceField = 'measure' | 'region' | 'of' | 'stepMeasure' | 'unit' | 'units' | 'shape' | 'correction';

/** One of a few codes; what is on screen are the words under `words`. */
function Choice<F extends ChoiceField>({
  of,
  label,
  codes,
  words,
}: {
  of: F;
  label: TextKey;
  codes: readonly GatheringsState[F][];
  words: string;
}) {
  const { t } = useTranslation();
  const value = useStore(gatheringsStore, (state) => state[of]);
  const options = codes.map((code) => ({ value: code as string, label: t(`${words}.${code}` as never) as string }));
  const onChange = (next: string) => setGatherings({ [of]: next });
  const short = codes.length <= 3 && options.every((option) => option.label.length <= 12);
  return (
    <Field label={label}>
      {short ? (
        <Segmented block size="small" aria-label={t(label) as string} value={value as string} onChange={onChange} options={options} />
      ) : (
        <Select size="small" value={value as string} onChange={onChange} options={options} aria-label={t(label) as string} />
      )}
    </Field>
  );
}

function NumberField({
  of,
  label,
  unit,
  ...limits
}: {
  of: 'cellMeters' | 'nearMeters' | 'radiusMeters' | 'minPoints';
  label: TextKey;
  min: number;
  max: number;
  step: number;
  unit: TextKey;
}) {
  const { t } = useTranslation();
  const value = useStore(gatheringsStore, (state) => state[of]);
  return (
    <Field label={label}>
      <InputNumber
        size="small"
        {...limits}
        value={value}
        onChange={(next) => next !== null && setGatherings({ [of]: next })}
        suffix={t(unit)}
        aria-label={t(label) as string}
        data-testid={`gathering-${of}`}
      />
    </Field>
  );
}
