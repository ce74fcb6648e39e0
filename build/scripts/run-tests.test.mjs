import { expect, test } from 'vitest';
import { endCounts, unitCounts } from './run-tests.mjs';

const file = (status, tests) => ({ status, assertionResults: Array.from({ length: tests }) });

test('a test file that cannot be loaded is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [file('passed', 5), file('failed', 1), file('failed', 0)],
  };
  expect(unitCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a run without a report is a failure', () => {
  expect(unitCounts(null).failed).toBe(1);
  expect(endCounts(null).failed).toBe(1);
});

test('tests on the app are counted with the errors outside of them', () => {
  const report = { stats: { expected: 9, unexpected: 1, flaky: 1, skipped: 3 }, errors: [{}] };
  expect(endCounts(report)).toEqual({ passed: 10, failed: 2, skipped: 3 });
});
