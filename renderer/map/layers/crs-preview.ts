import type { Feature, FeatureCollection, Position } from 'geojson';
import { tokens } from '../../../shared/look/tokens.ts';
import type { CrsPreview } from '../../state/crs-preview.ts';
import { labelFont } from '../basemap/label-layers.ts';
import type { MapState } from '../map-state.ts';
import type { LayerPart } from '../picture.ts';

/** Points of a file being imported: filled where the chosen side has them, hollow and faint on the other, an arrow with the metres between. */
export function crsPreviewPart({ theme, crsPreview }: MapState): LayerPart {
  if (crsPreview === null) return { sources: {}, layers: [] };
  const { accent, danger, panel } = tokens[theme];
  const color = crsPreview.side === 'after' ? accent : danger;
  return {
    sources: { 'crs-preview': { type: 'geojson', data: featuresOf(crsPreview) } },
    layers: [
      {
        id: 'crs-preview-other',
        type: 'circle',
        source: 'crs-preview',
        filter: ['==', ['get', 'part'], 'other'],
        paint: {
          'circle-radius': 3.5,
          'circle-opacity': 0,
          'circle-stroke-color': crsPreview.side === 'after' ? danger : accent,
          'circle-stroke-width': 1,
          'circle-stroke-opacity': 0.55,
        },
      },
      {
        id: 'crs-preview-points',
        type: 'circle',
        source: 'crs-preview',
        filter: ['==', ['get', 'part'], 'shown'],
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, 3, 16, 6],
          'circle-color': color,
          'circle-opacity': 0.85,
          'circle-stroke-color': panel,
          'circle-stroke-width': 1.5,
        },
      },
      ...(['casing', 'line'] as const).map((kind) => ({
        id: `crs-preview-arrow-${kind}`,
        type: 'line' as const,
        source: 'crs-preview',
        filter: ['==', ['get', 'part'], 'arrow'] as never,
        layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const },
        paint: { 'line-color': kind === 'casing' ? panel : accent, 'line-width': kind === 'casing' ? 7 : 3.5 },
      })),
      {
        id: 'crs-preview-offset',
        type: 'symbol',
        source: 'crs-preview',
        filter: ['==', ['get', 'part'], 'offset'],
        layout: {
          'text-field': ['get', 'label'],
          'text-font': labelFont,
          'text-size': 16,
          'text-anchor': 'bottom',
          'text-offset': [0, -0.6],
          'text-allow-overlap': true,
        },
        paint: { 'text-color': accent, 'text-halo-color': panel, 'text-halo-width': 2 },
      },
    ],
  };
}

let last: { preview: CrsPreview; data: FeatureCollection } | null = null;
/** The same object as long as the preview is the same one. */
function featuresOf(preview: CrsPreview): FeatureCollection {
  if (last?.preview === preview) return last.data;
  const { before, after, side, arrow } = preview;
  const shown = side === 'after' || before === null ? after : before;
  const other = before === null ? [] : side === 'after' ? before : after;
  const points = (part: string, positions: readonly (readonly [number, number])[]): Feature => ({
    type: 'Feature',
    geometry: { type: 'MultiPoint', coordinates: positions.map(([lon, lat]) => [lon, lat]) },
    properties: { part },
  });
  const features = [points('other', other), points('shown', shown)];
  if (arrow !== null) {
    const head = arrowHead(arrow.from, arrow.to);
    features.push({
      type: 'Feature',
      geometry: { type: 'MultiLineString', coordinates: [[[...arrow.from], [...arrow.to]], head] },
      properties: { part: 'arrow' },
    });
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [(arrow.from[0] + arrow.to[0]) / 2, (arrow.from[1] + arrow.to[1]) / 2] },
      properties: { part: 'offset', label: arrow.label },
    });
  }
  last = { preview, data: { type: 'FeatureCollection', features } };
  return last.data;
}

/** Two barbs of a sixth of the arrow's length, as one line through its point. */
function arrowHead(from: readonly [number, number], to: readonly [number, number]): Position[] {
  const squeeze = Math.cos((to[1] * Math.PI) / 180);
  const dx = ((to[0] - from[0]) * squeeze) / 6;
  const dy = (to[1] - from[1]) / 6;
  const barb = (turn: number): Position => [
    to[0] - (dx * Math.cos(turn) - dy * Math.sin(turn)) / squeeze,
    to[1] - (dx * Math.sin(turn) + dy * Math.cos(turn)),
  ];
  return [barb(0.5), [...to], barb(-0.5)];
}
