import type { Language } from './basemap-schema.ts';
import type { BasemapPalette } from './palette.ts';

/** What every layer of one basemap shares. */
export interface LayerContext {
  /** A layer id of this basemap. */
  id(name: string): string;
  source: string;
  palette: BasemapPalette;
  language: Language;
}
