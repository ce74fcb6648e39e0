import { resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

/** One worker a display: apps that share one share its clipboard and its pointer. */
const displays = process.env.FIRE_ONE_MAP_DISPLAYS?.split(',') ?? [];
const worker = process.env.TEST_PARALLEL_INDEX;
if (worker !== undefined && displays.length > 0) process.env.DISPLAY = displays[Number(worker) % displays.length];

export default defineConfig({
  testDir: resolve(import.meta.dirname, '..'),
  testMatch: ['**/electron/e2e/**/*.spec.ts', '**/build/{durability,packaging}/*.spec.ts'],
  outputDir: resolve(import.meta.dirname, '../test-results'),
  globalSetup: resolve(import.meta.dirname, 'playwright.setup.ts'),
  workers: Math.max(1, displays.length),
  // Pictures are drawn on the processor, which both workers share, and others may work on the machine, too.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [['list']],
});
