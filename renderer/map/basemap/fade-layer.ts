import type { LayerSpecification } from '@maplibre/maplibre-gl-style-spec';

const opacityOf: Partial<Record<LayerSpecification['type'], string>> = {
  background: 'background-opacity',
  circle: 'circle-opacity',
  fill: 'fill-opacity',
  line: 'line-opacity',
  raster: 'raster-opacity',
};

/** The same layer with a share of its own opacity (0 to 1), so that what lies below shows through it. */
export function fadeLayer<Layer extends LayerSpecification>(layer: Layer, share: number): Layer {
  const name = opacityOf[layer.type];
  if (name === undefined) return layer;
  const paint = (layer.paint ?? {}) as Record<string, unknown>;
  return { ...layer, paint: { ...paint, [name]: scale(paint[name] ?? 1, share) } };
}

/** Zoom may only be asked for outermost: the values of a curve or of steps are scaled one by one, any other expression as a whole. */
function scale(value: unknown, share: number): unknown {
  if (typeof value === 'number') return value * share;
  const [operator, ...rest] = value as [string, ...unknown[]];
  // interpolate, kind, input, stop, value, stop, value …; step, input, value, stop, value …
  const firstValue = operator === 'interpolate' ? 3 : operator === 'step' ? 1 : null;
  if (firstValue === null) return ['*', share, value];
  return [operator, ...rest.map((part, index) => (index >= firstValue && (index - firstValue) % 2 === 0 ? scale(part, share) : part))];
}
