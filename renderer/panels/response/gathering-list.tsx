import type { MultiPolygon } from 'geojson';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { kindOfCode } from '../../../shared/analyses/hotspots/index.ts';
import { insidePolygons } from '../../../shared/geo/rings.ts';
import type { StoredRow } from '../../../shared/ipc/index.ts';
import { formatCount } from '../../format.ts';
import { chooseGathering, type Gathering, unitsInOrder } from '../../state/gatherings.ts';
import { placesStore } from '../../state/places.ts';
import { FirstRows } from './first-rows.tsx';
import { confidenceKey, readable } from './gathering-words.ts';
import { NamedRow } from './named-rows.tsx';
import { RecordRows } from './record-rows.tsx';
import { boxOfGathering, zoomToGathering } from './zoom-to-gathering.ts';

const MOST_ROWS = 50;

interface Row {
  unit: number;
  title: string;
  hint: string;
}

/** The places that stand out, most first; a click shows one on the map and opens its card. */
export function GatheringList({ gathering }: { gathering: Gathering }) {
  const { t } = useTranslation();
  const zones = useStore(placesStore, (state) => state.zones);
  const { total, rows } = useMemo(() => rowsOf(t, gathering, zones), [t, gathering, zones]);
  const { heading, empty } = headings[gathering.kind];
  return (
    <div className="answer-part" data-testid="gathering-list">
      <h4 className="part-title">
        {t(heading)} <span className="number muted">{formatCount(total)}</span>
      </h4>
      {rows.length === 0 ? <p className="hint">{t(empty)}</p> : null}
      <FirstRows
        key={gathering.kind}
        rows={rows.map(({ unit, title, hint }) => (
          <li key={unit}>
            <NamedRow
              name={title}
              hint={hint}
              title={hint}
              pressed={gathering.chosen === unit}
              onClick={() => {
                chooseGathering(unit);
                zoomToGathering(gathering, unit);
              }}
            />
          </li>
        ))}
      />
      {total > rows.length ? <p className="hint">{t('hotspots.list.more', { n: rows.length })}</p> : null}
      {gathering.kind === 'bias' ? (
        <>
          <h4 className="part-title">
            {t('hotspots.list.never')} <span className="number muted">{formatCount(gathering.answer.neverVisited.length)}</span>
          </h4>
          {gathering.answer.neverVisited.length === 0 ? <p className="hint">{t('hotspots.list.noNever')}</p> : null}
          <RecordRows
            table="premises"
            records={gathering.answer.neverVisited.map(({ fid, lon, lat, days }) => ({
              fid,
              position: [lon, lat] as const,
              hint: days === null ? t('hotspots.list.waitingUnknown') : t('hotspots.list.waiting', { days: formatCount(days) }),
            }))}
          />
        </>
      ) : null}
    </div>
  );
}

const headings = {
  hotspots: { heading: 'hotspots.list.hot', empty: 'hotspots.list.noHot' },
  cluster: { heading: 'hotspots.list.clusters', empty: 'hotspots.list.noClusters' },
  emerging: { heading: 'hotspots.list.emerging', empty: 'hotspots.list.noEmerging' },
  bias: { heading: 'hotspots.list.bias', empty: 'hotspots.list.noBias' },
} as const;

function rowsOf(t: TFunction, gathering: Gathering, zones: readonly StoredRow[]): { total: number; rows: Row[] } {
  const units = unitsInOrder(gathering);
  return {
    total: units.length,
    rows: units.slice(0, MOST_ROWS).map((unit, index) => {
      const { title, hint } = rowOf(t, gathering, unit, index);
      const zone = gathering.kind === 'bias' && gathering.answer.grid === null ? '' : zoneNameAt(zones, middleOf(gathering, unit));
      return { unit, title: zone === '' ? title : t('hotspots.list.inZone', { title, zone }), hint };
    }),
  };
}

/** Name of the first zone a position lies in; '' outside of all. */
function zoneNameAt(zones: readonly StoredRow[], [x, y]: readonly [number, number]): string {
  const found = zones.find(({ geom }) => geom !== null && insidePolygons(x, y, (geom as MultiPolygon).coordinates));
  return String(found?.name ?? '');
}

/** The middle of a cell, cluster or zone. */
function middleOf(gathering: Gathering, unit: number): [number, number] {
  const [west, south, east, north] = boxOfGathering(gathering, unit);
  return [(west + east) / 2, (south + north) / 2];
}

function rowOf(t: TFunction, { kind, answer }: Gathering, unit: number, index: number): Omit<Row, 'unit'> {
  if (kind === 'cluster') {
    const { points, areaSquareMeters, weight } = answer.clusters[unit]!;
    return {
      title: t('hotspots.list.cluster', { n: unit + 1 }),
      hint: t('hotspots.list.clusterRow', {
        points: formatCount(points),
        hectares: readable(areaSquareMeters / 10_000),
        weight: formatCount(Math.round(weight)),
      }),
    };
  }
  if (kind === 'bias') {
    const { name, hazards, checks, smoothedRate, flag } = answer.units[unit]!;
    return {
      title: name === '' ? t('hotspots.list.unit', { n: index + 1 }) : name,
      hint: t('hotspots.list.biasRow', {
        hazards: formatCount(hazards),
        checks: formatCount(checks),
        rate: readable(smoothedRate),
        flag: t(`analyses.biasFlag.${flag}`),
      }),
    };
  }
  if (kind === 'hotspots') {
    return {
      title: t('hotspots.list.cell', { n: index + 1 }),
      hint: t('hotspots.list.cellRow', {
        value: `${t(`analyses.measure.${answer.parameters.measure}`)} ${readable(answer.values[unit]!)}`,
        z: readable(answer.z[unit]!),
        confidence: t(confidenceKey(answer.classes[unit]!)),
      }),
    };
  }
  const found = kindOfCode(answer.codes[unit]!)!;
  return {
    title: t(found.hot ? 'hotspots.list.emergingHot' : 'hotspots.list.emergingCold', { kind: t(`analyses.emergingKind.${found.kind}`) }),
    hint: t(`analyses.emergingMeaning.${found.kind}`),
  };
}
