import { expect, it } from 'vitest';
import { NO_DAY } from '../../ipc/data-plane.ts';
import { columnsOf, DAY, KM, streetInputs } from '../../testing/a-street.ts';
import { kindOfCode, locateCells } from '../hotspots/index.ts';
import type { ResponseInputs } from './inputs.ts';
import { responseTasks } from './tasks.ts';

const { hotspots, cluster, emerging, bias } = responseTasks;

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
  const parameters = hotspots.parameters.parse({ shape: 'square', measure: 'openHazards' });
  const found = await hotspots.run(parameters, crowd());
  if (!found.ok) throw new Error(found.failure.code);
  const { classes, grid, counted, inside, explanation } = found.value;
  expect(counted).toBe(24);
  expect(classes.some((level) => level === 3)).toBe(true);
  expect(classes).toHaveLength(grid.columns * grid.rows);
  // Without zones the cells with premises or hazards take part, and no empty ground.
  expect(inside.reduce((sum, flag) => sum + flag, 0)).toBe(40);
  expect(explanation.method.length).toBeGreaterThan(0);
  const narrow = hotspots.parameters.parse({ measure: 'hazards', period: { from: '2024-09-25', to: '2024-09-30' } });
  // Day 20,000 is 2024-10-04.
  expect(await hotspots.run(narrow, crowd())).toMatchObject({ value: { counted: 6 } });
});

it('counts what lies in the zones only, and refuses cells that are too small', async () => {
  const outside = { ...crowd(), zones: streetInputs().zones.slice(1) };
  expect(await hotspots.run(hotspots.parameters.parse({ cellMeters: 5000 }), outside)).toMatchObject({
    value: { counted: 0, outside: 30 },
  });
  expect(await hotspots.run(hotspots.parameters.parse({ cellMeters: 5000, measure: 'openHazards' }), outside)).toMatchObject({
    value: { counted: 0, outside: 24 },
  });
  expect(await hotspots.run(hotspots.parameters.parse({ region: 'data' }), outside)).toMatchObject({ value: { counted: 30, outside: 0 } });
  expect(await hotspots.run(hotspots.parameters.parse({ cellMeters: 10 }), outside)).toMatchObject({ failure: { code: 'tooManyCells' } });
});

it('groups what stands close together', async () => {
  const run = (request: object) => cluster.run(cluster.parameters.parse(request), crowd());
  const hazards = await run({ of: 'openHazards', radiusMeters: 50 });
  expect(hazards).toMatchObject({ value: { clusters: [{ points: 24, weight: 24 * 8 }] } });
  expect(await run({ radiusMeters: 50 })).toMatchObject({ value: { clusters: [{ points: 30 }] } });
  expect(await run({ of: 'premises', radiusMeters: 50 })).toMatchObject({ value: { clusters: [] } });
  expect(await run({ of: 'premises', radiusMeters: 250, minPoints: 3 })).toMatchObject({ value: { clusters: [{ points: 40 }] } });
});

it('tells new hot spots from lasting ones', async () => {
  const base = crowd();
  const months = [DAY - 150, DAY - 120, DAY - 90, DAY - 60, DAY - 30, DAY - 1];
  const hazard = (lon: number, foundDay: number, index: number) => ({ fid: index + 1, lon, lat: 0, open: 1, severity: 1, foundDay });
  const lasting = months.flatMap((day) => Array.from({ length: 20 }, () => [1.9 * KM, day] as const));
  const fresh = Array.from({ length: 30 }, () => [6.1 * KM, DAY - 1] as const);
  const hazards = columnsOf(
    'hazards',
    [...lasting, ...fresh].map(([lon, day], index) => hazard(lon, day, index)),
  );
  const found = await emerging.run(emerging.parameters.parse({ shape: 'square', stepsBack: 0 }), { ...base, hazards });
  if (!found.ok) throw new Error(found.failure.code);
  const { codes, grid, days, cube } = found.value;
  expect(cube.reduce((sum, value) => sum + value, 0)).toBe(150);
  expect(days.count).toBe(6);
  const [old, young] = [...locateCells(grid, Float64Array.of(1.9 * KM, 6.1 * KM), new Float64Array(2))];
  expect(kindOfCode(codes[old!]!)).toMatchObject({ hot: true, kind: 'persistent' });
  expect(kindOfCode(codes[young!]!)).toMatchObject({ hot: true, kind: 'new' });
});

it('compares hazards with checks by zone and by cell, and lists what was never visited', async () => {
  const unseen = {
    ...crowd(),
    zones: streetInputs().zones,
    inspections: columnsOf('inspections', [{ premisesFid: 10, inspectedDay: DAY - 1 }]),
  };
  const zones = await bias.run(bias.parameters.parse({}), unseen);
  if (!zones.ok) throw new Error(zones.failure.code);
  expect(zones.value.units.map(({ name, hazards, checks, premises }) => [name, hazards, checks, premises])).toEqual([
    ['西片区', 30, 1, 25],
    ['空片区', 0, 0, 0],
  ]);
  // Of the 25 in zones one was checked.
  expect(zones.value.neverVisited).toHaveLength(24);
  const cells = await bias.run(bias.parameters.parse({ units: 'cells', region: 'data', cellMeters: 1000 }), unseen);
  if (!cells.ok) throw new Error(cells.failure.code);
  expect(cells.value.units.reduce((sum, { premises }) => sum + premises, 0)).toBe(40);
  expect(cells.value.units.some(({ flag }) => flag === 'unseen')).toBe(true);
});
