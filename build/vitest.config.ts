import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Threads and processes that run sources find them stripped and compiled from the second time on: a worker of an import starts in 0.2 s of CPU, not 0.5.
process.env.NODE_COMPILE_CACHE ??= resolve(import.meta.dirname, '../.cache/compiled');

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
