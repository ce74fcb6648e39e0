import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { kindOfCode } from '../../../shared/analyses/hotspots/index.ts';
import type { EmergingAnswer } from '../../../shared/analyses/response/index.ts';
import { hotspotColors } from '../../../shared/look/analysis-colors.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { formatCount } from '../../format.ts';
import { gatheringGeometry } from '../../map/layers/gatherings.ts';
import { chooseGathering, type Gathering } from '../../state/gatherings.ts';
import { pointSetsStore } from '../../state/point-sets.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { confidenceKey, readable } from './gathering-words.ts';
import { type ListedRecord, RecordRows } from './record-rows.tsx';
import { zoomToGathering } from './zoom-to-gathering.ts';

/** The cell, cluster or zone chosen on the map or in the list: its figures, why it is what it is, and what lies in it. */
export function GatheringCard({ gathering }: { gathering: Gathering }) {
  const { t } = useTranslation();
  const { chosen } = gathering;
  if (chosen === null) return null;
  const { fields, why } = tellUnit(t, gathering, chosen);
  return (
    <section className="gathering-card" data-testid="gathering-card" aria-label={t('hotspots.card.title')}>
      <div className="gap-head">
        <strong>{titleOfUnit(t, gathering, chosen)}</strong>
        <span>
          <Button size="small" onClick={() => zoomToGathering(gathering, chosen)}>
            {t('hotspots.card.zoom')}
          </Button>
          <IconButton label={t('hotspots.card.close')} icon={<CloseOutlined />} size="small" onClick={() => chooseGathering(null)} />
        </span>
      </div>
      <dl className="gathering-facts">
        {fields.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{why}</p>
      {gathering.kind === 'emerging' ? <Timeline answer={gathering.answer} cell={chosen} /> : null}
      <RecordsInside gathering={gathering} unit={chosen} />
    </section>
  );
}

function titleOfUnit(t: TFunction, { kind, answer }: Gathering, unit: number): string {
  if (kind === 'cluster') return t('hotspots.list.cluster', { n: unit + 1 });
  return (kind === 'bias' && answer.units[unit]!.name) || t('hotspots.card.title');
}

/** A chance of less than so many percent, by the level of the class. */
const chancePercent = [10, 5, 1] as const;

function tellUnit(t: TFunction, { kind, answer }: Gathering, unit: number): { fields: [string, string][]; why: string } {
  if (kind === 'hotspots') {
    const level = answer.classes[unit]!;
    const percent = chancePercent[Math.abs(level) - 1] ?? 0;
    return {
      fields: [
        [t(`analyses.measure.${answer.parameters.measure}`), readable(answer.values[unit]!)],
        [t('hotspots.card.score'), readable(answer.z[unit]!)],
        [t('hotspots.card.p'), answer.adjustedP[unit]! < 0.001 ? '< 0.001' : readable(answer.adjustedP[unit]!)],
        [t('hotspots.card.class'), t(confidenceKey(level))],
      ],
      why: level === 0 ? t('hotspots.card.neutralWhy') : t(level > 0 ? 'hotspots.card.hotWhy' : 'hotspots.card.coldWhy', { percent }),
    };
  }
  if (kind === 'cluster') {
    const { points, corePoints, areaSquareMeters, pointsPerSquareKilometer } = answer.clusters[unit]!;
    const { radiusMeters, minPoints } = answer.parameters;
    return {
      fields: [
        [t('hotspots.card.points'), `${formatCount(points)} (${formatCount(corePoints)})`],
        [t('hotspots.card.area'), t('hotspots.card.hectares', { n: readable(areaSquareMeters / 10_000) })],
        [t('hotspots.card.density'), pointsPerSquareKilometer === null ? '—' : formatCount(Math.round(pointsPerSquareKilometer))],
      ],
      why: t('hotspots.card.clusterWhy', {
        points: formatCount(points),
        meters: radiusMeters,
        core: formatCount(corePoints),
        least: minPoints,
      }),
    };
  }
  if (kind === 'emerging') {
    const found = kindOfCode(answer.codes[unit]!);
    const trend = answer.trendP[unit]! <= answer.parameters.trendAlpha ? Math.sign(answer.trendZ[unit]!) : 0;
    return {
      fields: [
        [
          t('hotspots.card.class'),
          found === null
            ? t('hotspots.card.none')
            : t(found.hot ? 'hotspots.list.emergingHot' : 'hotspots.list.emergingCold', { kind: t(`analyses.emergingKind.${found.kind}`) }),
        ],
        [
          t('hotspots.card.trend'),
          t(trend > 0 ? 'hotspots.card.trendUp' : trend < 0 ? 'hotspots.card.trendDown' : 'hotspots.card.trendNone'),
        ],
      ],
      why: found === null ? '' : t(`analyses.emergingMeaning.${found.kind}`),
    };
  }
  const { hazards, checks, premises, smoothedRate, neverVisited, flag } = answer.units[unit]!;
  return {
    fields: [
      [t('hotspots.card.hazards'), formatCount(hazards)],
      [t('hotspots.card.checks'), formatCount(checks)],
      [t('hotspots.card.perCheck'), readable(smoothedRate)],
      [t('hotspots.card.neverVisited'), `${formatCount(neverVisited)} / ${formatCount(premises)}`],
    ],
    why: t(`hotspots.card.biasWhy.${flag}`),
  };
}

/** One box a step, up for hot and down for cold, longer and stronger the surer. */
function Timeline({ answer, cell }: { answer: EmergingAnswer; cell: number }) {
  const { t } = useTranslation();
  const theme = useStore(preferencesStore, (state) => state.theme);
  const { classes, codes, steps, days, cube } = answer;
  const width = 312 / steps;
  return (
    <figure className="gathering-timeline">
      <figcaption className="hint">{t('hotspots.card.timeline')}</figcaption>
      <svg viewBox="0 0 312 44" width="100%" height="44" role="img" aria-label={t('hotspots.card.timeline')}>
        <line x1="0" x2="312" y1="22" y2="22" stroke="currentColor" strokeOpacity="0.4" />
        {Array.from({ length: steps }, (_, step) => {
          const level = classes[step * codes.length + cell]!;
          const height = level === 0 ? 4 : 6 * Math.abs(level);
          const month = new Date(days.starts[step]! * 86_400_000).toISOString().slice(0, 7);
          return (
            <rect
              key={month}
              x={step * width + 0.5}
              y={level > 0 ? 22 - height : level < 0 ? 22 : 20}
              width={Math.max(1, width - 1)}
              height={height}
              fill={hotspotColors[theme][level + 3]}
              stroke="currentColor"
              strokeOpacity="0.35"
              strokeWidth="0.5"
            >
              <title>{`${month} · ${t(confidenceKey(level))} · ${readable(cube[step * codes.length + cell]!)}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className="gap-head hint">
        <span>{monthOf(days.starts[0]!)}</span>
        <span>{monthOf(days.starts[steps]! - 1)}</span>
      </div>
    </figure>
  );
}
const monthOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 7);

interface Inside {
  premises: ListedRecord[];
  hazard: ListedRecord[];
}

function RecordsInside({ gathering, unit }: { gathering: Gathering; unit: number }) {
  const { t } = useTranslation();
  const inside = useInside(gathering, unit);
  if (inside === null) return null;
  const both = (['premises', 'hazard'] as const).filter((table) => inside[table].length > 0);
  return (
    <div data-testid="gathering-records">
      {both.length === 0 ? <p className="hint">{t('hotspots.card.noRecords')}</p> : null}
      {both.map((table) => (
        <div key={table}>
          <p className="hint">
            {t(table === 'premises' ? 'hotspots.card.ofPremises' : 'hotspots.card.ofHazards', { n: formatCount(inside[table].length) })}
          </p>
          <RecordRows table={table} records={inside[table]} />
        </div>
      ))}
    </div>
  );
}

/** Members of a cluster; for other ground all premises and hazards on it. Null until they are there. */
function useInside({ kind, answer }: Gathering, unit: number): Inside | null {
  const members = useMemo(() => {
    if (kind !== 'cluster') return null;
    const { fid, lon, lat, label } = answer.points;
    const rows = [...label.keys()].filter((row) => label[row] === unit);
    return rows.map((row): ListedRecord => ({ fid: fid[row]!, position: [lon[row]!, lat[row]!], hint: '' }));
  }, [kind, answer, unit]);
  const [ground, setGround] = useState<{ answer: Gathering['answer']; unit: number; inside: Inside } | null>(null);
  useEffect(() => {
    const { readWithin } = pointSetsStore.getState();
    if (kind === 'cluster' || readWithin === null) return undefined;
    let current = true;
    const geometry = gatheringGeometry({ kind, answer, chosen: unit } as Gathering, unit);
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
    const listed = (fids: Uint32Array): ListedRecord[] => Array.from(fids, (fid) => ({ fid, position: null, hint: '' }));
    void Promise.all([readWithin('premises', polygons), readWithin('hazards', polygons)]).then(([premises, hazards]) => {
      if (current) setGround({ answer, unit, inside: { premises: listed(premises), hazard: listed(hazards) } });
    });
    return () => {
      current = false;
    };
  }, [kind, answer, unit]);
  if (members !== null) {
    return kind === 'cluster' && answer.parameters.of === 'premises'
      ? { premises: members, hazard: [] }
      : { premises: [], hazard: members };
  }
  return ground?.answer === answer && ground.unit === unit ? ground.inside : null;
}
