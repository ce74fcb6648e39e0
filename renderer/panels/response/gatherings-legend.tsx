import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { biasFlags, type EmergingKind, emergingKinds, kindOfCode } from '../../../shared/analyses/hotspots/index.ts';
import { biasColors, emergingLevel, hotspotColors } from '../../../shared/look/analysis-colors.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import { hazardSeverities } from '../../../shared/model/index.ts';
import { TextMark } from '../../components/text-mark.tsx';
import { formatCount } from '../../format.ts';
import type { Gathering } from '../../state/gatherings.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { FactsLine } from './facts-line.tsx';
import { confidenceKey } from './gathering-words.ts';

/** What colours, outlines and signs of the hot spot screens mean, with how many there are of each. */
export function GatheringsLegend({ gathering }: { gathering: Gathering }) {
  const { t } = useTranslation();
  const { kind, answer } = gathering;
  const zones = useStore(workspaceStore, (state) => state.info?.counts.zone ?? 0);
  const grid = 'grid' in answer ? answer.grid : null;
  const title =
    kind === 'hotspots'
      ? t('hotspots.legend.hotspots', { measure: t(`analyses.measure.${answer.parameters.measure}`) })
      : kind === 'cluster'
        ? t('hotspots.legend.cluster', { of: t(`hotspots.ask.ofChoice.${answer.parameters.of}`) })
        : kind === 'emerging'
          ? t('hotspots.legend.emerging', { unit: t(`analyses.stepUnit.${answer.parameters.unit}`) })
          : t('hotspots.legend.bias');
  return (
    <div className="legend-part" data-testid="gatherings-legend">
      <h3>{title}</h3>
      <ul className="legend-rows">
        <Rows gathering={gathering} />
      </ul>
      <p className="hint">
        {grid === null ? null : `${t('hotspots.legend.grid', { shape: t(`analyses.shape.${grid.shape}`), meters: grid.cellMeters })} · `}
        {parametersText(t, gathering, zones)}
      </p>
      <FactsLine answer={answer} />
    </div>
  );
}

/** What an answer was asked with, beside its grid. */
function parametersText(t: TFunction, { kind, answer }: Gathering, zones: number): string {
  const said: string[] = [];
  const { from, to } = answer.parameters.period;
  if (kind === 'cluster') {
    const { radiusMeters, minPoints } = answer.parameters;
    said.push(t('hotspots.legend.density', { meters: radiusMeters, n: minPoints }));
  } else {
    // Without zones it is the data that bound the region.
    const region = zones === 0 ? 'data' : answer.parameters.region;
    said.push(`${t('hotspots.ask.region')} ${t(`hotspots.ask.regionChoice.${region}`)}`);
  }
  if (from !== null || to !== null) said.push(`${from ?? '…'} – ${to ?? '…'}`);
  if (kind === 'hotspots' || kind === 'emerging') {
    const { measure, severityWeights, correction, alpha } = answer.parameters;
    if (measure === 'severityWeighted') {
      const weights = hazardSeverities.map((severity, index) => `${t(`hotspots.ask.weightOf.${severity}`)} ${severityWeights[index + 1]}`);
      said.push(`${t('hotspots.ask.weights')} ${weights.join(' / ')}`);
    }
    said.push(`${t(`analyses.correction.${correction}`)} ${t('hotspots.ask.alphaChoice', { percent: Math.round(alpha * 100) })}`);
  }
  return said.join(' · ');
}

function Rows({ gathering: { kind, answer } }: { gathering: Gathering }) {
  const { t } = useTranslation();
  const theme = useStore(preferencesStore, (state) => state.theme);
  if (kind === 'hotspots') {
    return [3, 2, 1, 0, -1, -2, -3].map((level) => {
      const cells = answer.classes.reduce((sum, one, cell) => sum + (one === level && answer.inside[cell] === 1 ? 1 : 0), 0);
      return cells === 0 ? null : (
        <Row
          key={level}
          color={hotspotColors[theme][level + 3]!}
          outline={Math.abs(level)}
          sign={level > 0 ? '▲' : level < 0 ? '▼' : ''}
          text={t(confidenceKey(level))}
          count={t('hotspots.legend.cells', { n: formatCount(cells) })}
        />
      );
    });
  }
  if (kind === 'cluster') {
    const members = answer.points.label.reduce((sum, label) => sum + (label >= 0 ? 1 : 0), 0);
    return (
      <>
        <Row
          color={hotspotColors[theme][6]!}
          outline={3}
          sign=""
          faint
          text={t('hotspots.legend.hull')}
          count={formatCount(answer.clusters.length)}
        />
        <MarkRow shape="circle" color={hotspotColors[theme][6]!} text={t('hotspots.legend.member')} count={members} />
        <MarkRow
          shape="ring"
          color={tokens[theme].textMuted}
          text={t('hotspots.legend.noise')}
          count={answer.points.label.length - members}
        />
      </>
    );
  }
  if (kind === 'emerging') {
    const hot = new Map<EmergingKind, number>();
    let cold = 0;
    for (const code of answer.codes) {
      const found = kindOfCode(code);
      if (found === null) continue;
      if (found.hot) hot.set(found.kind, (hot.get(found.kind) ?? 0) + 1);
      else cold += 1;
    }
    return (
      <>
        {emergingKinds.map((code) => {
          const cells = hot.get(code) ?? 0;
          if (cells === 0) return null;
          const level = emergingLevel({ kind: code, hot: true });
          return (
            <Row
              key={code}
              color={hotspotColors[theme][level + 3]!}
              outline={level}
              sign={t(`hotspots.mark.${code}`)}
              text={t(`analyses.emergingKind.${code}`)}
              title={t(`analyses.emergingMeaning.${code}`)}
              count={t('hotspots.legend.cells', { n: formatCount(cells) })}
            />
          );
        })}
        {cold === 0 ? null : (
          <Row
            color={hotspotColors[theme][1]!}
            outline={2}
            sign="▼"
            text={t('hotspots.legend.cold')}
            count={t('hotspots.legend.cells', { n: formatCount(cold) })}
          />
        )}
      </>
    );
  }
  return (
    <>
      {biasFlags.map((flag) => (
        <Row
          key={flag}
          color={biasColors[theme][flag]}
          outline={flag === 'none' ? 0 : 3}
          sign={t(`hotspots.biasMark.${flag}`)}
          text={t(`analyses.biasFlag.${flag}`)}
          count={t('hotspots.legend.units', { n: formatCount(answer.units.filter((unit) => unit.flag === flag).length) })}
        />
      ))}
      <MarkRow shape="ring" color={tokens[theme].textMuted} text={t('hotspots.legend.never')} count={answer.neverVisited.length} />
    </>
  );
}

function MarkRow({ shape, color, text, count }: { shape: 'circle' | 'ring'; color: string; text: string; count: number }) {
  return (
    <li>
      <TextMark shape={shape} color={color} text={`${text} · ${formatCount(count)}`} />
    </li>
  );
}

interface RowProps {
  color: string;
  /** 0 none, 1 dashed, 2 whole, 3 strong. */
  outline: number;
  sign: string;
  text: string;
  count: string;
  title?: string;
  faint?: boolean;
}

function Row({ color, outline, sign, text, count, title, faint = false }: RowProps) {
  const theme = useStore(preferencesStore, (state) => state.theme);
  return (
    <li title={title}>
      <span className="mark">
        <svg className="glyph" width={22} height={16} viewBox="0 0 22 16" aria-hidden="true" focusable="false">
          <rect
            x="1.5"
            y="1.5"
            width="19"
            height="13"
            fill={color}
            fillOpacity={faint ? 0.25 : 0.85}
            stroke={faint ? color : 'currentColor'}
            strokeWidth={[0, 0.8, 0.8, 1.8][outline]}
            strokeDasharray={outline === 1 ? '2 2' : undefined}
          />
          <text
            x="11"
            y="12"
            textAnchor="middle"
            fontSize="10"
            fill={tokens[theme].text}
            stroke={tokens[theme].panel}
            strokeWidth="2"
            paintOrder="stroke"
          >
            {sign}
          </text>
        </svg>
        {`${text} · ${count}`}
      </span>
    </li>
  );
}
