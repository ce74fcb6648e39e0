import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatCoordinate, formatCount, formatDensity, scaleBarOf } from '../format.ts';
import { basemapsStore } from '../state/basemaps.ts';
import { heatStore } from '../state/heat.ts';
import { layerEntry, layersStore } from '../state/layers.ts';
import { mapViewStore } from '../state/map-view.ts';
import { workspaceStore } from '../state/workspace.ts';
import { useHeatUnit } from './heat-unit.ts';
import './map-status.css';

/** Scale, coordinate under the pointer, coordinate system, heat under the pointer. */
export function MapStatus() {
  const { t } = useTranslation();
  const cursor = useStore(mapViewStore, (state) => state.cursor);
  const underCursor = useStore(heatStore, (state) => state.underCursor);
  const computing = useStore(heatStore, (state) => state.computing && state.progress !== null);
  const heatShown = useStore(layersStore, (state) => layerEntry(state, 'heat')?.visible ?? false);
  const unit = useHeatUnit();
  return (
    <section className="surface map-status" aria-label={t('panels.status.label')}>
      {computing ? <span role="status">{t('panels.status.computing')}</span> : null}
      {heatShown && underCursor !== null ? (
        <span data-testid="heat-under-cursor">
          {t('panels.status.heat')} <span className="number">{formatDensity(underCursor)}</span> {unit}
        </span>
      ) : null}
      {cursor === null ? null : (
        <span className="number" title={t('panels.status.coordinate')}>
          {formatCoordinate(cursor)}
        </span>
      )}
      <Attribution />
      <span>{t('panels.status.crs')}</span>
      <ScaleBar />
    </section>
  );
}

/** Said once, and in the language of the screen. */
const openStreetMapAlone = /^©?\s*OpenStreetMap( contributors)?\s*(\(ODbL[^)]*\))?$/i;

/** Whose data the ground is: what its licences ask to be named. Plain text, whatever an archive says. */
export function Attribution() {
  const { t } = useTranslation();
  const openStreetMap = useStore(workspaceStore, (state) => state.info?.openStreetMap ?? false);
  const archives = useStore(basemapsStore, (state) => state.archives);
  const entries = useStore(layersStore, (state) => state.entries);
  const shown = new Set(entries.filter((entry) => entry.visible).map((entry) => entry.id));
  const names = [
    ...(openStreetMap ? [t('panels.status.openStreetMap')] : []),
    ...archives
      .flatMap(({ id, attribution }) => (attribution !== null && shown.has(`basemap:${id}`) ? [attribution] : []))
      .map((name) => (openStreetMapAlone.test(name) ? t('panels.status.openStreetMap') : name)),
  ];
  return names.length === 0 ? null : <span className="muted attribution">{[...new Set(names)].join(' · ')}</span>;
}

/** A round ground length and its bar, from the map's own metres per pixel. */
export function ScaleBar() {
  const { t } = useTranslation();
  const metersPerPixel = useStore(mapViewStore, (state) => state.metersPerPixel);
  if (metersPerPixel === null || metersPerPixel <= 0) return null;
  const { meters, pixels } = scaleBarOf(metersPerPixel, 96);
  const length =
    meters >= 1000
      ? t('panels.status.kilometers', { n: formatCount(meters / 1000) })
      : t('panels.status.meters', { n: formatCount(meters) });
  return (
    <span className="scale-bar" data-testid="scale-bar">
      <svg width={pixels} height="6" role="img" aria-label={t('panels.status.scale', { length })}>
        <path d={`M0.5 0V5.5H${pixels - 0.5}V0`} fill="none" stroke="currentColor" />
      </svg>
      <span className="number">{length}</span>
    </span>
  );
}
