import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['electron/e2e/**', '**/*.long.test.ts', '**/node_modules/**', 'dist/**'],
    // All processors: the default leaves one to a watcher, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 20_000,
  },
});
