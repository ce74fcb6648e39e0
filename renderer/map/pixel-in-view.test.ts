import { expect, it } from 'vitest';
import { pixelInView } from './pixel-in-view.ts';

const size = [1000, 600] as const;

it('the centre is in the middle, a tile is 512 pixels wide, and what is out of sight is nowhere', () => {
  const view = { center: [114.3, 30.5] as const, zoom: 12 };
  expect(pixelInView(view.center, view, size)).toEqual([500, 300]);
  const [x, y] = pixelInView([114.3 + 360 / 2 ** 12 / 4, 30.5], view, size)!;
  expect(x).toBeCloseTo(500 + 512 / 4, 6);
  expect(y).toBeCloseTo(300, 6);
  const north = pixelInView([114.3, 30.51], view, size)!;
  expect(north[1]).toBeLessThan(300);
  // A minute of latitude is longer on the map than one of longitude, by 1 / cos.
  expect((300 - north[1]) / (pixelInView([114.31, 30.5], view, size)![0] - 500)).toBeCloseTo(1 / Math.cos((30.505 * Math.PI) / 180), 4);
  expect(pixelInView([115.3, 30.5], view, size)).toBeNull();
});
