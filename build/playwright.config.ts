import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: resolve(import.meta.dirname, '../electron/e2e'),
  outputDir: resolve(import.meta.dirname, '../test-results'),
  workers: 1,
  timeout: 120_000,
  forbidOnly: true,
  reporter: [['list']],
});
