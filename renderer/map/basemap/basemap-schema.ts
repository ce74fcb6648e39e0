import type { ExpressionSpecification, FilterSpecification } from '@maplibre/maplibre-gl-style-spec';

export type Language = 'zh-CN' | 'en';

/** A set of features of the tiles: their layer, and which of them. */
export interface Selection {
  sourceLayer: string;
  filter?: FilterSpecification;
}
/** Features with a kind in the basemap's own words. */
export interface KindSelection extends Selection {
  kind: ExpressionSpecification;
}

/**
 * How a tile schema says what the basemap draws. One style is written over this; a schema is one value of it. What a
 * schema does not have is left out.
 */
export interface BasemapSchema {
  /** The name to write, in the reader's language where the tiles carry it. */
  name(language: Language): ExpressionSpecification;
  /** Ground cover; kinds are the keys of the palette's `land`. */
  land: KindSelection[];
  water: Selection[];
  /** Line waters; kind is river, canal, stream, drain or coastline. */
  waterway: KindSelection[];
  building: Selection[];
  road: KindSelection & {
    bridge: ExpressionSpecification;
    tunnel: ExpressionSpecification;
    link: ExpressionSpecification;
    /** 1 along the line, −1 against it, 0 both ways. */
    oneway: ExpressionSpecification;
  };
  roadName: KindSelection;
  rail?: Selection;
  /** Administrative boundary lines. */
  boundary: Selection[];
  /** Points: kind is city, town, district, suburb, village, neighbourhood or locality; `rank` is lower for the more important. */
  place: KindSelection & { rank: ExpressionSpecification };
  waterName: Selection[];
  /** Points naming areas, with the square root of the area in pixels at the tile's zoom. */
  areaName?: KindSelection & { size: ExpressionSpecification };
}
