import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** The long suites: soaks, long fuzzing, power cuts. */
export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['{shared,electron,renderer,build}/**/*.long.test.ts'],
    exclude: ['electron/e2e/**', '**/node_modules/**', 'dist/**'],
    testTimeout: 60 * 60_000,
    passWithNoTests: true,
  },
});
