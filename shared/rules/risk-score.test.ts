import { expect, test } from 'vitest';
import type { ColumnSet } from '../ipc/data-plane.ts';
import { premisesCategories, supervisionGrades } from '../model/codes.ts';
import { defaultRiskParameters, scoreColumns } from './risk-score.ts';

type Columns = ColumnSet<'premises'>['columns'];
const one = (values: { [K in keyof Columns]?: number }): Columns =>
  Object.fromEntries(
    ['fid', 'category', 'grade', 'openHazards', 'openHighHazards', 'totalHazards', 'mixedUse'].map((name) => [
      name,
      Uint16Array.of(values[name as keyof Columns] ?? 0),
    ]),
  ) as unknown as Columns;
const score = (values: { [K in keyof Columns]?: number }) => scoreColumns(one(values), defaultRiskParameters)[0];

test('the score is the sum of its parts times the factor of the category', () => {
  const grade = supervisionGrades.indexOf('gradeSecure') + 1;
  expect(score({})).toBe(2);
  expect(score({ grade })).toBe(5);
  expect(score({ grade, openHazards: 3, openHighHazards: 1, totalHazards: 7, mixedUse: 1 })).toBe(5 + 6 + 4 + 1 + 2);
  const category = premisesCategories.indexOf('flammableExplosiveSite') + 1;
  expect(score({ category, grade, openHazards: 1, totalHazards: 1 })).toBe(1.5 * 7);
});

test('settled hazards count up to their limit', () => {
  expect(score({ totalHazards: 8 })).toBe(4);
  expect(score({ totalHazards: 800 })).toBe(4);
});
