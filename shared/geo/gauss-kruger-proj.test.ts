import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromWgs84, parseCrs, toWgs84 } from './crs.ts';
import { haversineMeters } from './haversine-meters.ts';

test('every CGCS2000 zone agrees with PROJ within 2 mm, there and back, whichever axis comes first', () => {
  const [, ...lines] = readFileSync(new URL('./fixtures/gauss-kruger-proj.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(64 * 15);
  for (const line of lines) {
    const [epsg, lon, lat, east, north] = line.split(',').map(Number) as [number, number, number, number, number];
    const crs = parseCrs(`EPSG:${epsg}`);
    if (!crs.ok) throw new Error(line);
    const [x, y] = fromWgs84(crs.value, lon, lat);
    expect(Math.hypot(x - east, y - north), line).toBeLessThan(0.002);
    // South of 10° a northing may be an easting: there only the usual order is sure.
    const orders = lat > 10 ? [[east, north] as const, [north, east] as const] : [[east, north] as const];
    for (const pair of orders) {
      const back = toWgs84(crs.value, ...pair);
      expect(back, line).not.toBeNull();
      expect(haversineMeters(back![0], back![1], lon, lat), line).toBeLessThan(0.002);
    }
  }
});
