import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    include: ['{shared,electron,renderer,build}/**/*.test.{ts,tsx,mjs}'],
    exclude: ['electron/e2e/**', '**/*.long.test.ts', '**/node_modules/**', 'dist/**'],
    testTimeout: 20_000,
  },
});
