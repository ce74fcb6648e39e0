import { expect, test } from 'vitest';
import { ownArguments } from './own-arguments.ts';

test('skips the runtime, its switches and the app folder', () => {
  expect(ownArguments(['electron', '--inspect=0', '-r', 'loader.js', '/app', '--headless', '--quit'], false)).toEqual([
    '--headless',
    '--quit',
  ]);
  expect(ownArguments(['electron', '/app'], false)).toEqual([]);
});

test('a packaged app has nothing to skip', () => {
  expect(ownArguments(['/opt/app', '--workspace', 'w.gpkg'], true)).toEqual(['--workspace', 'w.gpkg']);
});
