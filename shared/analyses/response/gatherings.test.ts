import { expect, it } from 'vitest';
import { NO_DAY } from '../../ipc/data-plane.ts';
import { columnsOf, DAY, KM, streetInputs } from '../../testing/a-street.ts';
import type { ResponseInputs } from './inputs.ts';
import { responseTasks } from './tasks.ts';

const { hotspots, cluster } = responseTasks;

/** Forty premises in a row with one check each, and thirty hazards about the tenth of them. */
function crowd(): ResponseInputs {
  const places = Array.from({ length: 40 }, (_, index) => ({ fid: index + 1, lon: (index + 0.5) * 0.2 * KM, lat: 0, totalHazards: 1 }));
  const found = Array.from({ length: 30 }, (_, index) => ({
    fid: index + 1,
    lon: (1.9 + 0.01 * (index % 6)) * KM,
    lat: 0.0001 * (index % 3),
    open: index < 24 ? 1 : 0,
    severity: 4,
    foundDay: DAY - index,
    settledDay: index < 24 ? NO_DAY : DAY - index + 1,
  }));
  return {
    ...streetInputs(),
    network: null,
    zones: [],
    premises: columnsOf('premises', places),
    hazards: columnsOf('hazards', found),
    inspections: columnsOf(
      'inspections',
      places.map(({ fid, lon }) => ({ fid, lon, premisesFid: fid, inspectedDay: DAY - 3 })),
    ),
  };
}

it('finds where hazards gather, in the period asked for', async () => {
  const parameters = hotspots.parameters.parse({ shape: 'square' });
  const found = await hotspots.run(parameters, crowd());
  if (!found.ok) throw new Error(found.failure.code);
  const { classes, grid, counted, inside, explanation } = found.value;
  expect(counted).toBe(24);
  expect(classes.some((level) => level === 3)).toBe(true);
  expect(classes).toHaveLength(grid.columns * grid.rows);
  expect(inside.reduce((sum, flag) => sum + flag, 0)).toBeGreaterThan(40);
  expect(explanation.method.length).toBeGreaterThan(0);
  const narrow = hotspots.parameters.parse({ measure: 'hazards', period: { from: '2024-09-25', to: '2024-09-30' } });
  // Day 20,000 is 2024-10-04.
  expect(await hotspots.run(narrow, crowd())).toMatchObject({ value: { counted: 6 } });
});

it('counts what lies in the zones only, and refuses cells that are too small', async () => {
  const outside = { ...crowd(), zones: streetInputs().zones.slice(1) };
  expect(await hotspots.run(hotspots.parameters.parse({ cellMeters: 5000 }), outside)).toMatchObject({ value: { counted: 0 } });
  expect(await hotspots.run(hotspots.parameters.parse({ region: 'data' }), outside)).toMatchObject({ value: { counted: 24 } });
  expect(await hotspots.run(hotspots.parameters.parse({ cellMeters: 10 }), outside)).toMatchObject({ failure: { code: 'tooManyCells' } });
});

it('groups what stands close together', async () => {
  const run = (request: object) => cluster.run(cluster.parameters.parse(request), crowd());
  const hazards = await run({ radiusMeters: 50 });
  expect(hazards).toMatchObject({ value: { clusters: [{ points: 24, weight: 24 * 8 }] } });
  expect(await run({ of: 'hazards', radiusMeters: 50 })).toMatchObject({ value: { clusters: [{ points: 30 }] } });
  expect(await run({ of: 'premises', radiusMeters: 50 })).toMatchObject({ value: { clusters: [] } });
  expect(await run({ of: 'premises', radiusMeters: 250, minPoints: 3 })).toMatchObject({ value: { clusters: [{ points: 40 }] } });
});
