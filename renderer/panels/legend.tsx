import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { gradeSymbols, type Symbol as MapSymbol, severitySymbols, warningSymbols } from '../../shared/look/symbols.ts';
import { commandOf } from '../commands/index.ts';
import { runCommand } from '../commands/run-command.ts';
import { IconButton } from '../components/icon-button.tsx';
import { TextMark } from '../components/text-mark.tsx';
import { formatDensity } from '../format.ts';
import { hidesHeat, hidesPremises } from '../map/layers/coverage.ts';
import { currentResponseState } from '../map/response-state.ts';
import { coverageStore } from '../state/coverage.ts';
import { gatheringsStore } from '../state/gatherings.ts';
import { heatStore } from '../state/heat.ts';
import { type LayerId, layersStore } from '../state/layers.ts';
import { responseStore } from '../state/response.ts';
import { responseScreenStore } from '../state/response-screen.ts';
import { screenStore } from '../state/screen.ts';
import { HeatSwatch } from './heat-swatch.tsx';
import { useHeatUnit } from './heat-unit.ts';
import { AreaRows, CategoryRows, FacilityRows, StationRows } from './legend-rows.tsx';
import { ResponseLegend } from './response/coverage-legend.tsx';
import { WaysLegend } from './response/ways-legend.tsx';
import './legend.css';

/**
 * What the symbols on the map mean, from the same registry the map draws from; only layers that are shown.
 * @param brief on a page that says beside it what analyses rest on
 */
export function Legend({ foldable, brief = false }: { foldable: boolean; brief?: boolean }) {
  const { t } = useTranslation();
  const open = useStore(screenStore, (state) => state.legendOpen) || !foldable;
  const shown = useStore(layersStore, (state) => state.entries)
    .filter((entry) => entry.visible && entry.opacity > 0 && entry.group !== 'base')
    .map((entry) => entry.id);
  return (
    <section className={open ? 'surface legend' : 'surface legend folded'} aria-label={t('panels.legend.title')} data-testid="legend">
      <div className="legend-head">
        <h2>{t('panels.legend.title')}</h2>
        {foldable ? (
          <IconButton
            label={t('app.commands.toggleLegend')}
            icon={open ? <DownOutlined /> : <UpOutlined />}
            size="small"
            placement="top"
            keys={commandOf('toggleLegend').keys[0]}
            onClick={() => void runCommand('toggleLegend')}
          />
        ) : null}
      </div>
      {open ? <LegendParts shown={shown} brief={brief} /> : null}
    </section>
  );
}

function LegendParts({ shown, brief }: { shown: LayerId[]; brief: boolean }) {
  const { t } = useTranslation();
  const symbolBy = useStore(layersStore, (state) => state.premisesSymbolBy);
  const hidden = usePremisesHidden();
  return (
    <>
      {shown.length === 0 ? <p className="hint">{t('panels.legend.empty')}</p> : null}
      <ResponseLegend brief={brief} />
      <WaysLegend brief={brief} />
      {shown.includes('heat') && !hidesHeat(currentResponseState()) ? <HeatPart /> : null}
      {shown.includes('premises') && !hidden ? (
        <Part title={t(`panels.legend.premisesBy.${symbolBy}`)}>
          {symbolBy === 'grade' ? (
            <Rows symbols={gradeSymbols} text={(code) => t(`codes.grade.${code}`)} />
          ) : symbolBy === 'warningColor' ? (
            <Rows symbols={warningSymbols} text={(code) => t(`codes.warningColor.${code}`)} />
          ) : (
            <CategoryRows />
          )}
        </Part>
      ) : null}
      {shown.includes('hazards') ? (
        <Part title={t('panels.layers.name.hazards')}>
          <Rows symbols={severitySymbols} text={(code) => t(`codes.severity.${code}`)} />
        </Part>
      ) : null}
      {shown.includes('stations') ? (
        <Part title={t('panels.layers.name.stations')}>
          <StationRows />
        </Part>
      ) : null}
      {shown.includes('facilities') ? (
        <Part title={t('panels.layers.name.facilities')}>
          <FacilityRows />
        </Part>
      ) : null}
      <AreaRows zones={shown.includes('zones')} adminAreas={shown.includes('adminAreas')} />
    </>
  );
}

/** Premises are drawn by a response analysis; its own rows say how. */
function usePremisesHidden(): boolean {
  useStore(responseStore, (state) => state.entries);
  useStore(responseScreenStore);
  useStore(coverageStore, (state) => state.show);
  useStore(gatheringsStore);
  return hidesPremises(currentResponseState());
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="legend-part">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function Rows<C extends string>({ symbols, text }: { symbols: Record<C, MapSymbol>; text: (code: C) => string }) {
  return (
    <ul className="legend-rows">
      {(Object.keys(symbols) as C[]).map((code) => (
        <li key={code}>
          <TextMark shape={symbols[code].shape} color={symbols[code].color} text={text(code)} />
        </li>
      ))}
    </ul>
  );
}

/** Six absolute classes with their lower bounds, in units per square kilometre. */
function HeatPart() {
  const { t } = useTranslation();
  const unit = useHeatUnit();
  const { classes, weight, bandwidthMeters } = useStore(heatStore);
  return (
    <Part title={t('panels.legend.heat', { weight: t(`panels.heat.weightChoice.${weight}`), unit, meters: bandwidthMeters })}>
      <div className="legend-ramp">
        {classes.map((bound, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: there are always six, in order.
          <div key={index}>
            <HeatSwatch index={index} height={10} />
            <span className="number">{formatDensity(bound)}</span>
          </div>
        ))}
      </div>
    </Part>
  );
}
