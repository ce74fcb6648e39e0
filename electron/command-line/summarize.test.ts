import { expect, test } from 'vitest';
import { tableNames } from '../../shared/model/index.ts';
import { summarize } from './summarize.ts';

const counts = Object.fromEntries([...tableNames, 'placed', 'unplaced'].map((name, index) => [name, index])) as never;
const outcome = (byReason: Record<string, number>, rejected: number) =>
  ({ counts: { rejected }, issuesTotal: Object.values(byReason).reduce((sum, count) => sum + count, 0), byReason }) as never;

test('every table is counted under its own name', () => {
  const summary = summarize('/w.gpkg', { rev: 7, counts }, [], [], { total: 1 });
  expect(Object.keys(summary)).toEqual(['workspace', 'rev', 'counts', 'issues', 'runs', 'timings']);
  expect(Object.keys(summary.counts)).toHaveLength(tableNames.length + 2);
  expect(Object.keys(summary.counts).slice(0, 4)).toEqual(['premises', 'placed', 'unplaced', 'hazards']);
  expect(summary.issues).toEqual({ total: 0, rejected: 0, byReason: {} });
});

test('issues of several files are added up', () => {
  const outcomes = [outcome({ noCoordinates: 2, missingName: 1 }, 1), outcome({ noCoordinates: 3 }, 0)];
  expect(summarize('/w.gpkg', { rev: 7, counts }, outcomes, [], {}).issues).toEqual({
    total: 6,
    rejected: 1,
    byReason: { noCoordinates: 5, missingName: 1 },
  });
});
