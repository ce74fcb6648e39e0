import type { HeatGrid } from '../../shared/analyses/heat/index.ts';
import type { LayerSpecification, SourceSpecification } from './engine.ts';
import type { ShapeData } from './shapes/shape-makers.ts';

/** A layer MapLibre does not know: drawn by the engine's own heat layer. */
export interface OwnLayer {
  id: 'heat';
  type: 'custom';
}
export type PictureLayer = LayerSpecification | OwnLayer;

/** A source MapLibre does not know: columns that a worker of the map's own makes tiles of, layer `SHAPES_LAYER`. */
export interface ShapeSource {
  type: 'shapes';
  data: ShapeData;
  /** How far lines may be off, pixels. */
  tolerance?: number;
}
export type PictureSource = SourceSpecification | ShapeSource;

/** How the heat grid is drawn. Everything but the grid is a uniform. */
export interface HeatLook {
  grid: HeatGrid;
  /** Six lower bounds per km², rising. */
  classes: readonly number[];
  /** Six CSS hex colours. */
  ramp: readonly string[];
  opacity: number;
}

/** Everything the map draws, as plain data: the map can be made from it at any time. */
export interface MapPicture {
  sources: Record<string, PictureSource>;
  /** Bottom first. */
  layers: PictureLayer[];
  heat: HeatLook | null;
}
export const emptyPicture: MapPicture = { sources: {}, layers: [], heat: null };

/** What one response analysis contributes, by slot. */
export interface ResponsePart {
  sources: Record<string, PictureSource>;
  areas?: LayerSpecification[];
  borders?: LayerSpecification[];
  labels?: LayerSpecification[];
  points?: LayerSpecification[];
  /** Signs that nothing may cover, not even the numbers of clusters. */
  marks?: LayerSpecification[];
}

/** The part of a picture one data layer contributes. */
export interface LayerPart {
  sources: Record<string, PictureSource>;
  layers: LayerSpecification[];
  /** Lines that no surface may cover. */
  borders?: LayerSpecification[];
  /** Layers that belong among the place names. */
  labels?: LayerSpecification[];
  /** Numbers that no symbol may cover. */
  counts?: LayerSpecification[];
}
