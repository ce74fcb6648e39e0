import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { stationPictograms } from '../../shared/look/pictograms.ts';
import { categorySymbols, facilityColors, stationColors, zoneHues } from '../../shared/look/symbols.ts';
import { type FacilityType, type PremisesCategory, type StationType, stationTypes } from '../../shared/model/index.ts';
import { Glyph } from '../components/glyph.tsx';
import { Pictogram } from '../components/pictogram.tsx';
import { TextMark } from '../components/text-mark.tsx';
import { filtersStore } from '../state/filters.ts';
import { placesStore } from '../state/places.ts';

/** Categories that occur; there are too many to list them all. */
export function CategoryRows() {
  const { t } = useTranslation();
  const counts = useStore(filtersStore, (state) => state.counts?.byCategory);
  const present = (Object.keys(categorySymbols) as (PremisesCategory | 'unknown')[]).filter((code) => (counts?.[code] ?? 0) > 0);
  return (
    <ul className="legend-rows">
      {present.map((code) => (
        <li key={code}>
          <TextMark {...categorySymbols[code]} text={t(`codes.premisesCategory.${code}`)} />
        </li>
      ))}
    </ul>
  );
}

/** Station types that occur. */
export function StationRows() {
  const { t } = useTranslation();
  const stations = useStore(placesStore, (state) => state.stations);
  const present = stationTypes.filter((type) => stations.some((row) => row.type === type));
  return (
    <ul className="legend-rows">
      {(present.length > 0 ? present : stationTypes).map((type) => (
        <li key={type}>
          <StationMark type={type} text={t(`codes.stationType.${type}`)} />
        </li>
      ))}
    </ul>
  );
}

export function StationMark({ type, text }: { type: StationType; text: string }) {
  return (
    <span className="mark">
      <Pictogram color={stationColors[type]} {...stationPictograms[type]} />
      {text}
    </span>
  );
}

export function FacilityRows() {
  const { t } = useTranslation();
  return (
    <ul className="legend-rows">
      {(Object.keys(facilityColors) as FacilityType[]).map((type) => (
        <li key={type}>
          <FacilityMark type={type} text={t(`codes.facilityType.${type}`)} />
        </li>
      ))}
    </ul>
  );
}

export function FacilityMark({ type, text }: { type: FacilityType; text: string }) {
  const shape = type === 'waterSource' || type === 'fireCrane' ? 'diamond' : type === 'hydrant' ? 'circle' : 'square';
  return <TextMark shape={shape} color={facilityColors[type]} text={text} />;
}

export function AreaRows({ zones, adminAreas }: { zones: boolean; adminAreas: boolean }) {
  const { t } = useTranslation();
  const anyZone = useStore(placesStore, (state) => state.zones.length > 0);
  const anyArea = useStore(placesStore, (state) => state.adminAreas.length > 0);
  const showZones = zones && anyZone;
  const showAreas = adminAreas && anyArea;
  if (!showZones && !showAreas) return null;
  return (
    <ul className="legend-rows legend-part">
      {showZones ? (
        <li>
          <span className="mark">
            <Glyph shape="area" color={zoneHues[0]} />
            {t('panels.layers.name.zones')}
          </span>
        </li>
      ) : null}
      {showAreas ? (
        <li>
          <span className="mark">
            <Glyph shape="line" color="var(--text-muted)" />
            {t('panels.layers.name.adminAreas')}
          </span>
        </li>
      ) : null}
    </ul>
  );
}
