import type { FilterSpecification, LayerSpecification, SourceSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { BasemapArchive } from '../../../shared/ipc/index.ts';
import { areaLayers, buildingLayers } from './area-layers.ts';
import type { BasemapSchema, Language } from './basemap-schema.ts';
import { labelLayers } from './label-layers.ts';
import type { LayerContext } from './layer-context.ts';
import { basemapPalettes, stepBack } from './palette.ts';
import { boundaryLayers, roadLayers, tunnelLayers } from './road-layers.ts';
import { groundSchema } from './schemas/ground-schema.ts';
import { openmaptilesSchema } from './schemas/openmaptiles-schema.ts';
import { protomapsSchema } from './schemas/protomaps-schema.ts';

export interface BasemapStyle {
  sources: Record<string, SourceSpecification>;
  /** From the bottom up. `metadata.slot` says where a layer goes: `ground` below the heat, `labels` above it. */
  layers: LayerSpecification[];
}

interface Mood {
  theme: 'light' | 'dark';
  language: Language;
  /** Under heat or another coloured ground the basemap steps back, buildings fade and names come forward. */
  covered: boolean;
}

/** Zooms at which the workspace's tiles are cut (electron/record/ground/ground-tiles.ts); beyond, the last are drawn larger. */
const groundZooms = { minzoom: 4, maxzoom: 15 };

/**
 * The basemap drawn from the workspace's own tables. `rev` stands for the workspace's state in the tile address: another
 * value fetches anew, so it must differ between workspaces as well as between revisions. Like every base it has no
 * background of its own: where it has nothing to show, what lies below stays visible.
 */
export function groundStyle({ rev, origin = 'app://main', ...mood }: Mood & { rev: number | string; origin?: string }): BasemapStyle {
  const tiles = `${origin}/tiles/ground/{z}/{x}/{y}?rev=${encodeURIComponent(rev)}`;
  return {
    sources: { ground: { type: 'vector', tiles: [tiles], ...groundZooms } },
    layers: schemaLayers(groundSchema, 'ground', mood),
  };
}

/** The basemap drawn from an added archive. */
export function archiveStyle({
  archive,
  origin = 'app://main',
  ...mood
}: Mood & { archive: BasemapArchive; origin?: string }): BasemapStyle {
  const source = `archive-${archive.id}`;
  const shared = {
    tiles: [`${origin}/tiles/basemap/${encodeURIComponent(archive.id)}/{z}/{x}/{y}`],
    minzoom: archive.minZoom,
    maxzoom: archive.maxZoom,
    ...(archive.bounds ? { bounds: archive.bounds } : {}),
  };
  if (archive.kind === 'raster') {
    return { sources: { [source]: { type: 'raster', tileSize: 256, ...shared } }, layers: [rasterLayer(source, mood)] };
  }
  const layers =
    archive.schema === 'unknown'
      ? plainLayers(archive, source, mood)
      : schemaLayers(archive.schema === 'openmaptiles' ? openmaptilesSchema : protomapsSchema, source, mood);
  return { sources: { [source]: { type: 'vector', ...shared } }, layers };
}

function schemaLayers(schema: BasemapSchema, source: string, mood: Mood): LayerSpecification[] {
  const context = layerContext(source, mood);
  return [
    ...inSlot('ground', [
      ...areaLayers(schema, context),
      ...tunnelLayers(schema, context),
      ...buildingLayers(schema, context),
      ...roadLayers(schema, context),
      ...boundaryLayers(schema, context),
    ]),
    ...inSlot('labels', labelLayers(schema, context)),
  ];
}

/** Pictures cannot be restyled: they are toned down to the theme so that symbols and heat stand out. */
function rasterLayer(source: string, { theme, covered }: Mood): LayerSpecification {
  const quiet = theme === 'dark' ? { 'raster-brightness-max': 0.42, 'raster-contrast': -0.1 } : { 'raster-brightness-min': 0.12 };
  return {
    id: `${source}-picture`,
    type: 'raster',
    source,
    metadata: { slot: 'ground' },
    paint: { ...quiet, 'raster-saturation': covered ? -0.75 : -0.45, 'raster-opacity': covered ? 0.65 : 0.9, 'raster-fade-duration': 120 },
  };
}

/** Tiles of a schema nobody told us: shapes without meaning, faint surfaces and thin lines. */
function plainLayers(archive: BasemapArchive, source: string, mood: Mood): LayerSpecification[] {
  const { palette, id } = layerContext(source, mood);
  const ofType = (type: string): FilterSpecification => ['==', ['geometry-type'], type];
  const surfaces = archive.vectorLayers.map(
    (name, index): LayerSpecification => ({
      id: id(`surface-${index}`),
      type: 'fill',
      source,
      'source-layer': name,
      filter: ofType('Polygon'),
      paint: { 'fill-color': /water|ocean|lake|river/i.test(name) ? palette.water : palette.building, 'fill-opacity': 0.6 },
    }),
  );
  const lines = archive.vectorLayers.map(
    (name, index): LayerSpecification => ({
      id: id(`line-${index}`),
      type: 'line',
      source,
      'source-layer': name,
      filter: ofType('LineString'),
      paint: {
        'line-color': /water|river/i.test(name) ? palette.water : palette.casing.primary,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.4, 16, 1.6],
      },
    }),
  );
  return inSlot('ground', [...surfaces, ...lines]);
}

function layerContext(source: string, { theme, language, covered }: Mood): LayerContext {
  return {
    id: (name) => `${source}-${name}`,
    source,
    palette: covered ? stepBack(basemapPalettes[theme]) : basemapPalettes[theme],
    language,
  };
}

function inSlot(slot: 'ground' | 'labels', layers: LayerSpecification[]): LayerSpecification[] {
  return layers.map((layer) => ({ ...layer, metadata: { slot } }));
}
