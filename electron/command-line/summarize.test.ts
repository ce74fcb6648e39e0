import { expect, test } from 'vitest';
import type { Issue } from '../../shared/formats/issue.ts';
import { tableNames } from '../../shared/model/index.ts';
import { summarize } from './summarize.ts';

const counts = Object.fromEntries([...tableNames, 'placed', 'unplaced'].map((name, index) => [name, index])) as never;
const outcome = (byReason: Record<string, number>, rejected: number, issues: Issue[] = []) =>
  ({ counts: { rejected }, issuesTotal: Object.values(byReason).reduce((sum, count) => sum + count, 0), byReason, issues }) as never;

test('every table is counted under its own name', () => {
  const summary = summarize('/w.gpkg', { rev: 7, counts }, { outcomes: [], runs: [], timings: { total: 1 }, language: 'zh-CN' });
  expect(Object.keys(summary)).toEqual(['workspace', 'rev', 'counts', 'issues', 'runs', 'timings']);
  expect(Object.keys(summary.counts)).toHaveLength(tableNames.length + 2);
  expect(Object.keys(summary.counts).slice(0, 4)).toEqual(['premises', 'placed', 'unplaced', 'hazards']);
  expect(summary.issues).toEqual({ total: 0, rejected: 0, byReason: {}, listed: [] });
});

test('issues of several files are added up', () => {
  const issue: Issue = { code: 'missingName', file: '台账.xlsx', sheet: '第二页', row: 5, column: '名称', value: null };
  const outcomes = [outcome({ noCoordinates: 2, missingName: 1 }, 1, [issue]), outcome({ noCoordinates: 3 }, 0)];
  const { issues } = summarize('/w.gpkg', { rev: 7, counts }, { outcomes, runs: [], timings: {}, language: 'zh-CN' });
  expect(issues).toMatchObject({ total: 6, rejected: 1, byReason: { noCoordinates: 5, missingName: 1 } });
  expect(issues.listed).toEqual([{ ...issue, rejects: true, suggestion: null, message: expect.stringMatching(/^名称：/) }]);
});
