import { expect, it } from 'vitest';
import { columnsOf, DAY, KM, streetInputs } from '../../testing/a-street.ts';
import { hazardCountsOn, riskScoresOn } from './rows-on-day.ts';
import { withinScope } from './within-scope.ts';

const hazards = columnsOf('hazards', [
  { fid: 1, premisesFid: 11, lon: 0, lat: 0, severity: 4, open: 1, foundDay: DAY - 10 },
  { fid: 2, premisesFid: 11, lon: 0, lat: 0, severity: 1, open: 0, foundDay: DAY - 8, settledDay: DAY - 4 },
  { fid: 3, premisesFid: 12, lon: KM, lat: 0, severity: 2, open: 1, foundDay: DAY - 2 },
  { fid: 4, premisesFid: 0, lon: KM, lat: 0, open: 1, foundDay: DAY - 2 },
]);
const inputs = {
  ...streetInputs(),
  hazards,
  inspections: columnsOf('inspections', [
    { fid: 1, premisesFid: 11 },
    { fid: 2, premisesFid: 12 },
  ]),
};

it('counts the hazards a premises had on the day, not those of today', () => {
  const on = (day: number) => {
    const { openHazards, openHighHazards, totalHazards } = hazardCountsOn(inputs.premises, hazards, day);
    return [0, 1].map((row) => [openHazards[row], openHighHazards[row], totalHazards[row]]);
  };
  expect(on(DAY)).toEqual([
    [1, 1, 2],
    [1, 0, 1],
  ]);
  expect(on(DAY - 5)).toEqual([
    [2, 1, 2],
    [0, 0, 0],
  ]);
  expect(on(DAY - 20)).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  expect(riskScoresOn({ ...inputs, asOfDay: DAY - 5 })[0]).toBeGreaterThan(riskScoresOn(inputs)[0]!);
});

it('leaves what was filtered out, its hazards and its inspections', () => {
  const scoped = withinScope(inputs, { premises: Uint32Array.of(11, 14), hazards: Uint32Array.of(1, 3, 4) });
  expect([...scoped.premises.columns.fid]).toEqual([11, 14]);
  expect([...scoped.hazards.columns.fid]).toEqual([1, 4]);
  expect([...scoped.inspections.columns.fid]).toEqual([1]);
  expect(scoped.premises.columns.lon[1]).toBeCloseTo(7 * KM, 12);
});
