import { expect, it } from 'vitest';
import { latitudeAtMercatorY, mercatorY } from '../../shared/analyses/mercator.ts';
import { extentInSight } from './map-view.ts';

it('leaves out of the extent what panels cover', () => {
  const zoom = 12;
  const degrees = 360 / (512 * 2 ** zoom);
  // 1,000 pixels across and 600 down, about 114° E and 30° N.
  const middle = mercatorY(30);
  const below = (pixels: number) => latitudeAtMercatorY(middle + pixels / (512 * 2 ** zoom));
  const extent = [114 - 500 * degrees, below(300), 114 + 500 * degrees, below(-300)] as const;
  const padding = { top: 100, right: 50, bottom: 20, left: 300 };
  const seen = extentInSight({ extent, zoom, padding })!;
  expect(seen[0]).toBeCloseTo(114 - 200 * degrees, 9);
  expect(seen[1]).toBeCloseTo(below(280), 9);
  expect(seen[2]).toBeCloseTo(114 + 450 * degrees, 9);
  expect(seen[3]).toBeCloseTo(below(-200), 9);
  expect(extentInSight({ extent: null, zoom, padding })).toBeNull();
});
