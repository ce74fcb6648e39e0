import bbox from '@turf/bbox';
import type { Geometry } from 'geojson';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { basemapsStore } from '../state/basemaps.ts';
import type { LayerId } from '../state/layers.ts';
import type { Extent } from '../state/map-view.ts';
import { placesStore } from '../state/places.ts';
import { workspaceStore } from '../state/workspace.ts';

/** What zooming to a layer frames: its own rows when the window holds them, else everything placed. Null when nothing is. */
export function layerExtent(id: LayerId): Extent | null {
  const places = placesStore.getState();
  const rows = id === 'stations' ? places.stations : id === 'zones' ? places.zones : id === 'adminAreas' ? places.adminAreas : [];
  if (id.startsWith('basemap:')) {
    const archive = basemapsStore.getState().archives.find((one) => `basemap:${one.id}` === id);
    if (archive?.bounds) return archive.bounds;
  }
  return extentOf(rows) ?? workspaceStore.getState().info?.extent ?? null;
}

/** The box around the geometries of rows; a single point gets a street's width around it. */
export function extentOf(rows: readonly StoredRow[]): Extent | null {
  const features = rows.flatMap(({ geom }) => (geom ? [{ type: 'Feature' as const, properties: {}, geometry: geom as Geometry }] : []));
  if (features.length === 0) return null;
  const [west, south, east, north] = bbox({ type: 'FeatureCollection', features }) as [number, number, number, number];
  const margin = west === east && south === north ? 0.003 : 0;
  return [west - margin, south - margin, east + margin, north + margin];
}
