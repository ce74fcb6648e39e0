import type { ExpressionSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Language } from '../basemap-schema.ts';

/** The name in the reader's language where the tile carries one, else the local name. */
export function localName(language: Language): ExpressionSpecification {
  const keys =
    language === 'zh-CN'
      ? ['name:zh-Hans', 'name:zh', 'name_zh', 'name', 'name:latin']
      : ['name:en', 'name_en', 'name_int', 'name', 'name:latin'];
  return ['coalesce', ...keys.map((key): ExpressionSpecification => ['get', key]), ''];
}
