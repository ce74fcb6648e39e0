import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';
import { createPropertyExpression, latest } from '@maplibre/maplibre-gl-style-spec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fadeLayer } from './fade-layer.ts';

const spec = latest.paint_fill['fill-opacity'];
const at = (value: unknown, zoom: number): number => {
  const made = createPropertyExpression(value, 'fill-opacity', spec as never);
  if (made.result === 'error') throw new Error(JSON.stringify(made.value));
  return made.value.evaluate({ zoom } as never, { type: 'Polygon', properties: { rank: 3 } } as never);
};
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const leaf = fc.oneof(share, fc.constant(['match', ['get', 'rank'], 3, 0.5, 0.25]));
const opacity = fc.oneof(
  leaf,
  fc.tuple(leaf, leaf).map(([low, high]) => ['interpolate', ['linear'], ['zoom'], 8, low, 14, high]),
  fc.tuple(leaf, leaf, leaf).map(([low, middle, high]) => ['step', ['zoom'], low, 9, middle, 13, high]),
);

test('at every zoom a faded layer has its share of its own opacity', () => {
  fc.assert(
    fc.property(opacity, share, fc.integer({ min: 6, max: 16 }), (own, part, zoom) => {
      const layer = { id: 'a', type: 'fill', source: 's', paint: { 'fill-color': '#123456', 'fill-opacity': own } } as LayerSpecification;
      const faded = fadeLayer(layer, part);
      const paint = faded.paint as Record<string, unknown>;
      expect(paint['fill-color']).toBe('#123456');
      expect(at(paint['fill-opacity'], zoom)).toBeCloseTo(at(own, zoom) * part, 10);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('what says nothing of its opacity is opaque; names stay as they are', () => {
  const picture: LayerSpecification = { id: 'r', type: 'raster', source: 's' };
  expect(fadeLayer(picture, 0.4)).toEqual({ ...picture, paint: { 'raster-opacity': 0.4 } });
  const names: LayerSpecification = { id: 'n', type: 'symbol', source: 's', 'source-layer': 'l' };
  expect(fadeLayer(names, 0.4)).toBe(names);
});
