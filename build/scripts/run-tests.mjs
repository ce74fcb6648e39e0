import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp } from './build-app.mjs';
import { cache, node24, root } from './folders.mjs';
import { runCommand } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';
import { startDisplay } from './start-display.mjs';

const bin = (name) => join(root, 'node_modules', name);

/**
 * Types, lint, unit tests, build, tests on the real app; each runs even when one before it failed. With `long`, the long suites and
 * nothing else. Ends with one line,
 * `N passed, N failed`, over all tests, and answers 0 only when nothing failed.
 */
export async function runTests(runtime, { long, args }) {
  const results = join(cache, 'test-results');
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const failedChecks = [];
  const check = async (name, work) => {
    const started = Date.now();
    say(`\n── ${name}`);
    const code = await work().catch((error) => {
      if (!(error instanceof SetupFailure)) throw error;
      say(error.message);
      return 1;
    });
    if (code !== 0) failedChecks.push(name);
    say(`── ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    return code === 0;
  };
  const run = (script, parameters, env = {}) => runCommand(node24, [script, ...parameters], { output: 'stdout', env });

  if (!long) {
    await check('types', () => run(bin('typescript/bin/tsc'), ['-b']));
    await check('lint', () => run(bin('@biomejs/biome/bin/biome'), ['check', '--error-on-warnings', '.']));
  }
  const unitReport = join(results, 'unit.json');
  const unitConfig = join(root, `build/vitest.${long ? 'long.' : ''}config.ts`);
  await check(long ? 'long suites' : 'unit tests', () =>
    run(bin('vitest/vitest.mjs'), [
      'run',
      '--config',
      unitConfig,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
      ...args,
    ]),
  );
  const endReport = join(results, 'e2e.json');
  if (!long && (await check('build', async () => (await buildApp()) ?? 0))) {
    const displays = process.platform === 'linux' ? [await startDisplay(), await startDisplay()] : [];
    const env = {
      ELECTRON_OVERRIDE_DIST_PATH: runtime,
      PLAYWRIGHT_JSON_OUTPUT_NAME: endReport,
      ...(displays.length > 0
        ? { DISPLAY: displays[0].display, FIRE_ONE_MAP_DISPLAYS: displays.map(({ display }) => display).join(',') }
        : {}),
    };
    const passed = await check('tests on the app', () =>
      run(
        bin('@playwright/test/cli.js'),
        ['test', '--config', join(root, 'build/playwright.config.ts'), '--reporter=list,json', ...args],
        env,
      ),
    );
    for (const display of displays) display.stop();
    if (!passed) for (const screen of screensOfFailures(join(root, 'test-results'))) say(screen);
  }

  const unit = unitCounts(readJson(unitReport));
  const end = long ? { passed: 0, failed: 0, skipped: 0 } : endCounts(readJson(endReport));
  const total = { passed: unit.passed + end.passed, failed: unit.failed + end.failed, skipped: unit.skipped + end.skipped };
  if (failedChecks.length > 0) say(`\nFailed: ${failedChecks.join(', ')}.`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
  return failedChecks.length > 0 || total.failed > 0 || total.passed === 0 ? 1 : 0;
}

/** What the app's windows said when tests failed, by test: what fails once in a hundred runs may not fail again. */
export function screensOfFailures(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((test) => {
    const context = join(folder, test, 'error-context.md');
    const screen = existsSync(context) ? /^```yaml\n(.*?)^```/ms.exec(readFileSync(context, 'utf8')) : null;
    return screen ? [`\n── on screen: ${test}\n${screen[1]}`] : [];
  });
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}

/** A test file that could not even be loaded counts as one failed test, and so does a run without a report. */
export function unitCounts(report) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

export function endCounts(report) {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}
