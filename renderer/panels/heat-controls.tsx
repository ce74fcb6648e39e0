import { Button, InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { NumberSlider } from '../components/number-slider.tsx';
import { formatDensity } from '../format.ts';
import {
  bandwidthRangeMeters,
  type HeatClasses,
  type HeatSource,
  type HeatWeight,
  heatSources,
  heatStore,
  heatWeights,
  setHeatBandwidth,
  setHeatClasses,
  setHeatClassesAuto,
  setHeatSource,
  setHeatWeight,
} from '../state/heat.ts';
import { layerEntry, layersStore, setLayerOpacity, setLayerVisible } from '../state/layers.ts';
import { DaySlider } from './day-slider.tsx';
import { HeatFormula } from './heat-formula.tsx';
import { HeatSwatch } from './heat-swatch.tsx';
import { useHeatUnit } from './heat-unit.ts';

/** Heat in real units: what counts, how far it reaches in metres, where the classes lie. */
export function HeatControls() {
  const { t } = useTranslation();
  const heat = useStore(heatStore);
  const layer = useStore(layersStore, (state) => layerEntry(state, 'heat'));
  if (layer && !layer.visible) {
    return (
      <div>
        <DaySlider />
        <div className="switch-row">
          <span className="muted">{t('panels.heat.hidden')}</span>
          <Button size="small" onClick={() => setLayerVisible('heat', true)}>
            {t('panels.heat.show')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div>
      <DaySlider />
      <div className="control">
        <span className="control-label">{t('panels.heat.source')}</span>
        <Segmented<HeatSource>
          block
          size="small"
          aria-label={t('panels.heat.source')}
          value={heat.source}
          onChange={setHeatSource}
          options={heatSources.map((value) => ({ value, label: t(`panels.heat.sourceChoice.${value}`) }))}
        />
      </div>
      <div className="control">
        <span className="control-label">{t('panels.heat.weight')}</span>
        <Segmented<HeatWeight>
          block
          size="small"
          aria-label={t('panels.heat.weight')}
          value={heat.weight}
          onChange={setHeatWeight}
          options={heatWeights.map((value) => ({
            value,
            label: t(`panels.heat.weightChoice.${value}`),
            disabled: value === 'riskScore' && heat.source === 'hazards',
          }))}
        />
        <HeatFormula source={heat.source} weight={heat.weight} />
      </div>
      <div className="control" title={t('panels.heat.kernel')}>
        <NumberSlider
          label={t('panels.heat.bandwidth')}
          value={heat.bandwidthMeters}
          min={bandwidthRangeMeters.min}
          max={2000}
          inputMin={bandwidthRangeMeters.min}
          inputMax={bandwidthRangeMeters.max}
          step={50}
          unit={t('panels.heat.metersShort')}
          onChange={setHeatBandwidth}
          testId="heat-bandwidth"
        />
      </div>
      <ClassControls />
      {layer ? (
        <div className="control">
          <NumberSlider
            label={t('panels.heat.opacity')}
            value={Math.round(layer.opacity * 100)}
            min={10}
            max={100}
            step={5}
            unit="%"
            onChange={(percent) => setLayerOpacity('heat', percent / 100)}
          />
        </div>
      ) : null}
      {heat.maxDensity !== null && heat.cellMeters !== null && heat.elapsedMs !== null ? (
        <p className="hint number">
          {t('panels.heat.facts', {
            max: formatDensity(heat.maxDensity),
            cell: formatDensity(heat.cellMeters),
            elapsed: Math.max(1, Math.round(heat.elapsedMs)),
          })}
        </p>
      ) : null}
    </div>
  );
}

/** The six lower bounds. They are typed freely and take effect once they rise; a wrong row says so and changes nothing. */
function ClassControls() {
  const { t } = useTranslation();
  const unit = useHeatUnit();
  const classes = useStore(heatStore, (state) => state.classes);
  const auto = useStore(heatStore, (state) => state.classesAuto);
  const [draft, setDraft] = useState<{ of: HeatClasses; values: HeatClasses } | null>(null);
  const wrong = draft !== null && draft.of === classes;
  const values = wrong ? draft.values : classes;
  const change = (index: number, value: number | null) => {
    if (value === null) return;
    const next = values.with(index, value) as unknown as HeatClasses;
    setDraft(setHeatClasses(next) ? null : { of: classes, values: next });
  };
  return (
    <fieldset className="control choice-fieldset">
      <legend className="control-label">{t('panels.heat.classes', { unit })}</legend>
      <div className="class-grid">
        {values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: there are always six, in order.
          <div className="class-field" key={index}>
            <HeatSwatch index={index} height={20} />
            <InputNumber
              size="small"
              controls={false}
              value={value}
              min={0}
              status={wrong ? 'error' : ''}
              formatter={(shown) => (shown === undefined ? '' : String(shown))}
              changeOnBlur
              aria-label={t('panels.heat.classLabel', { n: index + 1 })}
              onChange={(next) => change(index, next)}
            />
          </div>
        ))}
      </div>
      <div className="switch-row">
        <span className={wrong ? 'hint danger-text' : 'hint'}>
          {wrong ? t('panels.heat.classesWrong') : auto ? t('panels.heat.classesAuto') : ''}
        </span>
        {auto ? null : (
          <Button
            size="small"
            onClick={() => {
              setDraft(null);
              setHeatClassesAuto();
            }}
          >
            {t('panels.heat.classify')}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
