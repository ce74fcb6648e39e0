import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { endCounts, screensOfFailures, unitCounts } from './run-tests.mjs';

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

test('what was on screen is told of each test that failed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fire-one-map-results-'));
  try {
    for (const name of ['a', 'b', 'c']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'a', 'error-context.md'), '# Error\n\n```\nnot found\n```\n\n```yaml\n- banner:\n  - text: 示范数据\n```\n');
    writeFileSync(join(folder, 'b', 'error-context.md'), '# Error\n\n```\nno window\n```\n');
    expect(screensOfFailures(folder)).toEqual(['\n── on screen: a\n- banner:\n  - text: 示范数据\n']);
    expect(screensOfFailures(join(folder, 'none'))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
