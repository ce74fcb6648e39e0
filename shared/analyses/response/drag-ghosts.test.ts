import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KM, kilometreAMinute, streetInputs } from '../../testing/a-street.ts';
import { coverageParameters, runCoverage } from './coverage.ts';
import { startGhostDrag } from './drag-ghosts.ts';

const ghost = fc.record({
  name: fc.constant('拟建站'),
  type: fc.constantFrom('fireStation' as const, 'firePost' as const),
  lon: fc.double({ min: -1 * KM, max: 11 * KM, noNaN: true }),
  lat: fc.double({ min: -0.004, max: 0.004, noNaN: true }),
});

it('counts what the full run counts, wherever the ghosts are', async () => {
  const request = {
    profileChanges: kilometreAMinute,
    closures: [{ positions: [[6 * KM, 0] as [number, number]] }],
    tiers: [
      { label: '站', types: ['fireStation' as const], minutes: 1.5, clockStart: 'departure' as const },
      { label: '全', types: ['fireStation' as const, 'firePost' as const], minutes: 3, clockStart: 'dispatch' as const },
    ],
  };
  const drag = await startGhostDrag(coverageParameters.parse(request), streetInputs());
  await fc.assert(
    fc.asyncProperty(fc.array(ghost, { maxLength: 3 }), async (ghostStations) => {
      const preview = drag.move(ghostStations);
      const full = await runCoverage(coverageParameters.parse({ ...request, ghostStations }), streetInputs());
      const counts = (tiers: typeof preview.tiers) =>
        tiers.map(({ premises, highRiskPremises, openHazards }) => ({ premises, highRiskPremises, openHazards }));
      expect(counts(preview.tiers)).toEqual(counts(full.tiers));
      expect([...preview.ghosts.map(({ snapMeters }) => snapMeters)]).toEqual(
        full.stations.filter((station) => station.ghost).map(({ snapMeters }) => snapMeters),
      );
      const { tierSeconds, fid } = full.premises;
      const firstTier = Array.from(fid, (_, place) =>
        full.tiers.findIndex(({ travelSeconds }, tier) => tierSeconds[tier * fid.length + place]! <= travelSeconds),
      );
      expect([...preview.firstTier]).toEqual(firstTier);
    }),
    { seed: 5, numRuns: 40 },
  );
});

it('tells the ground the ghosts alone reach, longer limits the wider', async () => {
  const drag = await startGhostDrag(coverageParameters.parse({ profileChanges: kilometreAMinute }), streetInputs());
  const { tiers } = drag.move([{ name: '', type: 'fireStation', lon: 5 * KM, lat: 0 }]);
  const easts = tiers.map(({ area }) => Math.max(...area.lon) / KM);
  // A minute a kilometre, told to two cells of the ground.
  for (const [index, east] of [6, 8, 9].entries()) expect(Math.abs(easts[index]! - east)).toBeLessThan(0.05);
  expect(drag.move([]).tiers.every(({ area }) => area.lon.length === 0)).toBe(true);
});
