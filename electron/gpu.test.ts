import { expect, test } from 'vitest';
import { argumentsAfterCrash } from './gpu.ts';

test('the call is repeated without what drew, or what debugged, the first time', () => {
  const argv = ['--inspect=0', '-r', 'loader.js', '--no-sandbox', '--use-gl=angle', '--use-angle=gl', '/app', 'D:/辖区.gpkg'];
  expect(argumentsAfterCrash(argv)).toEqual(['--no-sandbox', '/app', 'D:/辖区.gpkg', '--software-rendering=crashed']);
});
