import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import type { BasemapArchive } from '../../../shared/ipc/index.ts';
import { contrast } from '../../../shared/look/contrast.ts';
import { archiveStyle, type BasemapStyle, groundStyle } from './basemap-style.ts';
import { labelFont } from './label-layers.ts';
import { basemapPalettes, stepBack } from './palette.ts';

const archive: BasemapArchive = {
  id: 'a1b2',
  name: 'City',
  path: '/maps/city.pmtiles',
  kind: 'vector',
  schema: 'openmaptiles',
  minZoom: 0,
  maxZoom: 14,
  bounds: [116, 39, 117, 40],
  attribution: null,
  vectorLayers: ['water', 'transportation', 'some layer'],
  away: false,
};
const moods = (['light', 'dark'] as const).flatMap((theme) =>
  (['zh-CN', 'en'] as const).flatMap((language) => [false, true].map((covered) => ({ theme, language, covered }))),
);
const styles = moods.flatMap((mood): [string, BasemapStyle][] => {
  const name = `${mood.theme} ${mood.language} ${mood.covered ? 'covered' : 'bare'}`;
  return [
    [`ground ${name}`, groundStyle({ ...mood, rev: 7 })],
    ...(['openmaptiles', 'protomaps', 'unknown'] as const).map((schema): [string, BasemapStyle] => [
      `${schema} ${name}`,
      archiveStyle({ ...mood, archive: { ...archive, schema } }),
    ]),
    [`raster ${name}`, archiveStyle({ ...mood, archive: { ...archive, kind: 'raster', vectorLayers: [] } })],
  ];
});

describe('basemap styles', () => {
  it.each(styles)('%s is a valid style', (_name, style) => {
    expect(validateStyleMin({ version: 8, ...style }).map((error) => error.message)).toEqual([]);
  });

  it.each(styles)('%s puts every layer in a slot, ground before labels, ids once', (_name, style) => {
    const slots = style.layers.map((layer) => (layer.metadata as { slot?: string } | undefined)?.slot);
    expect(slots.every((slot) => slot === 'ground' || slot === 'labels')).toBe(true);
    expect(slots.lastIndexOf('ground')).toBeLessThan(slots.includes('labels') ? slots.indexOf('labels') : slots.length);
    expect(new Set(style.layers.map((layer) => layer.id)).size).toBe(style.layers.length);
  });

  it.each(styles)('%s writes only in the bundled font and asks no server', (_name, style) => {
    for (const layer of style.layers) {
      if (layer.type === 'symbol') expect(layer.layout?.['text-font']).toEqual(labelFont);
    }
    for (const source of Object.values(style.sources)) {
      expect('attribution' in source).toBe(false);
      expect(JSON.stringify(source)).toMatch(/"app:\/\/main\/tiles\//);
    }
  });

  it('fetches anew for another revision', () => {
    const mood = { theme: 'light', language: 'en', covered: false } as const;
    expect(groundStyle({ ...mood, rev: 'w1-8' }).sources).not.toEqual(groundStyle({ ...mood, rev: 'w1-9' }).sources);
  });

  it.each(['light', 'dark'] as const)('brings names forward over coloured ground (%s)', (theme) => {
    const bare = basemapPalettes[theme];
    const under = stepBack(bare);
    for (const kind of ['place', 'quiet', 'road', 'water', 'green'] as const) {
      const least = Math.max(8, contrast(bare.text[kind], bare.halo) + 0.5);
      expect(contrast(under.text[kind], under.halo), kind).toBeGreaterThanOrEqual(least);
    }
  });

  it('steps back under heat without losing a layer', () => {
    const mood = { theme: 'dark', language: 'zh-CN', rev: 1 } as const;
    const bare = groundStyle({ ...mood, covered: false });
    const under = groundStyle({ ...mood, covered: true });
    expect(under.layers.map((layer) => layer.id)).toEqual(bare.layers.map((layer) => layer.id));
    expect(under.layers.find((layer) => layer.id.includes('building-0'))).not.toEqual(
      bare.layers.find((layer) => layer.id.includes('building-0')),
    );
  });
});
