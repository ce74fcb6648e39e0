import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: resolve(import.meta.dirname, '..'),
  testMatch: ['**/electron/e2e/**/*.spec.ts', '**/build/packaging/*.spec.ts'],
  outputDir: resolve(import.meta.dirname, '../test-results'),
  workers: 1,
  timeout: 120_000,
  forbidOnly: true,
  reporter: [['list']],
});
