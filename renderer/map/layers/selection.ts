import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { StoredRow } from '../../../shared/ipc/index.ts';
import { tokens } from '../../../shared/look/tokens.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';

/** The selected record: a ring around a point, a bold outline around an area. */
export function selectionPart({ theme, selected, selectedRow }: MapState): LayerPart {
  if (selected === null) return { sources: {}, layers: [] };
  const { accent, panel } = tokens[theme];
  return {
    sources: { selection: { type: 'geojson', data: featuresOf(selectedRow, selected.position) } },
    layers: [
      {
        id: 'selection-outline',
        type: 'line',
        source: 'selection',
        filter: ['!=', ['geometry-type'], 'Point'],
        layout: { 'line-join': 'round' },
        paint: { 'line-color': accent, 'line-width': 3.5 },
      },
      {
        id: 'selection-halo',
        type: 'circle',
        source: 'selection',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 15,
          'circle-opacity': 0,
          'circle-stroke-color': panel,
          'circle-stroke-width': 5,
          'circle-stroke-opacity': 0.9,
        },
      },
      {
        id: 'selection-ring',
        type: 'circle',
        source: 'selection',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 16,
          'circle-color': accent,
          'circle-opacity': 0.12,
          'circle-stroke-color': accent,
          'circle-stroke-width': 2.5,
        },
      },
    ],
  };
}

let last: { row: unknown; position: unknown; data: FeatureCollection } | null = null;
/** The row's own geometry once read; until then (and for what stands where another record stands) the place of the click. */
function featuresOf(row: StoredRow | null, position: readonly [number, number] | null): FeatureCollection {
  if (last !== null && last.row === row && last.position === position) return last.data;
  const geometry = (row?.geom as Geometry | null | undefined) ?? (position === null ? null : { type: 'Point', coordinates: [...position] });
  const features: Feature[] = geometry === null ? [] : [{ type: 'Feature', geometry, properties: {} }];
  last = { row, position, data: { type: 'FeatureCollection', features } };
  return last.data;
}
