import { expect, it } from 'vitest';
import { checkRequest } from './check-request.ts';

const said = (...[id, request]: Parameters<typeof checkRequest>) => {
  const checked = checkRequest(id, request);
  if (checked.ok) throw new Error('accepted');
  expect(checked.failure.code).toBe('badParameters');
  return checked.failure.details;
};

it('refuses what would be passed over: classes of roads nobody knows, tiers out of order', () => {
  const path = (request: object) => {
    const checked = checkRequest('coverage', request);
    return checked.ok ? null : checked.failure.details.path;
  };
  const tier = { label: 'x', types: ['fireStation'], clockStart: 'dispatch' };
  expect(path({ profileChanges: { speedKmh: { primary: 30 } } })).toBeNull();
  expect(path({ profileChanges: { speedKmh: { primry: 30 } } })).toBe('profileChanges.speedKmh.primry');
  expect(path({ tiers: [{ ...tier, minutes: 3, note: '' }] })).toBe('tiers.0.note');
  expect(
    path({
      tiers: [
        { ...tier, minutes: 3 },
        { ...tier, minutes: 5 },
      ],
    }),
  ).toBeNull();
  expect(
    path({
      tiers: [
        { ...tier, minutes: 5 },
        { ...tier, minutes: 3 },
      ],
    }),
  ).toBe('tiers');
});

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
