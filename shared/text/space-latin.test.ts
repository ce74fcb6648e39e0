import { expect, test } from 'vitest';
import { spaceLatin } from './space-latin.ts';

test('Latin words stand apart from Chinese ones, single letters do not', () => {
  expect(spaceLatin('右转，沿Market Street行驶 700 米')).toBe('右转，沿 Market Street 行驶 700 米');
  expect(spaceLatin('直行，沿11th Avenue行驶 610 米')).toBe('直行，沿 11th Avenue 行驶 610 米');
  expect(spaceLatin('右转，沿W 230th Street行驶 7 米')).toBe('右转，沿 W 230th Street 行驶 7 米');
  expect(spaceLatin('到达-122.39319, 37.79451')).toBe('到达 -122.39319, 37.79451');
  expect(spaceLatin('到达A座3号楼')).toBe('到达A座3号楼');
  expect(spaceLatin('Turn right, along 建兴路 for 90 m')).toBe('Turn right, along 建兴路 for 90 m');
});
