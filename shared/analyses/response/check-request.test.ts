import { expect, it } from 'vitest';
import { checkRequest } from './check-request.ts';

const said = (...[id, request]: Parameters<typeof checkRequest>) => {
  const checked = checkRequest(id, request);
  if (checked.ok) throw new Error('accepted');
  expect(checked.failure.code).toBe('badParameters');
  return checked.failure.details;
};

it('names the parameter and what is allowed, in both languages', () => {
  expect(said('coverage', { band: 'quick' })).toEqual({
    path: 'band',
    reason: expect.stringContaining('"slow"|"normal"|"fast"'),
    reasonZh: expect.stringMatching(/无效选项.*"slow"\|"normal"\|"fast"/),
  });
  expect(said('route', { from: { lon: 1, lat: 2 }, to: { place: '学校' } })).toMatchObject({
    path: 'to',
    reason: '{lon, lat}, {stationId} or {premisesFid}',
    reasonZh: '{lon, lat}, {stationId} or {premisesFid}',
  });
  expect(said('cluster', { radiusMeters: -1 })).toMatchObject({ path: 'radiusMeters', reason: expect.stringContaining('>0') });
  expect(said('nearest', {})).toMatchObject({ path: 'to' });
});

it('refuses parameters nobody knows, wherever they are', () => {
  expect(said('hotspots', { cellmeters: 100 })).toMatchObject({ path: 'cellmeters', reason: expect.stringContaining('cellMeters') });
  expect(said('hotspots', { period: { since: '2024-01-01' } })).toMatchObject({ path: 'period.since' });
});
