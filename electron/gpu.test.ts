import type { App } from 'electron';
import { expect, test } from 'vitest';
import { argumentsAfterCrash, chooseRendering } from './gpu.ts';

test('the call is repeated without what drew, or what debugged, the first time', () => {
  const argv = ['--inspect=0', '-r', 'loader.js', '--no-sandbox', '--use-gl=angle', '--use-angle=gl', '/app', 'D:/辖区.gpkg'];
  expect(argumentsAfterCrash(argv)).toEqual(['--no-sandbox', '/app', 'D:/辖区.gpkg', '--software-rendering=crashed']);
});

test.each([
  { argv: ['software-rendering'], shown: true, given: ['disable-gpu-compositing', 'enable-unsafe-swiftshader', 'use-angle', 'use-gl'] },
  { argv: ['software-rendering'], shown: false, given: ['enable-unsafe-swiftshader', 'use-angle', 'use-gl'] },
  { argv: [], shown: true, given: ['enable-unsafe-swiftshader'] },
])('$argv, windows looked at: $shown', ({ argv, shown, given }) => {
  const appended: string[] = [];
  const commandLine = {
    hasSwitch: (name: string) => argv.includes(name),
    getSwitchValue: () => '',
    appendSwitch: (name: string) => appended.push(name),
  };
  const mode = chooseRendering({ commandLine } as unknown as App, shown);
  expect(mode).toEqual({ software: argv.length > 0, crashed: false });
  expect(appended.toSorted()).toEqual(given);
});
