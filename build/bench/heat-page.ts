import { resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { build, preview } from 'vite';
import { appFolder, electronBinary, runtimeSwitches } from '../../electron/e2e/electron-command.ts';
import type { HeatPage, PageTimes } from './heat-page/page.ts';
import { type Measurement, median } from './measure.ts';

const RUNS = 7;
const root = resolve(import.meta.dirname, 'heat-page');
const outDir = resolve(appFolder, 'dist/bench/heat-page');

/**
 * From a change of the filter to an idle map, in one Electron window: our kernel with its texture upload and drawing, and
 * MapLibre's heatmap layer. Both on the page's own thread, MapLibre's tiles in its workers as it does.
 */
export async function measureHeatPage(count: number): Promise<Measurement[]> {
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome130', chunkSizeWarningLimit: 4000 },
  });
  const server = await preview({ root, configFile: false, logLevel: 'error', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The page is served nowhere.');
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [...runtimeSwitches(), resolve(root, 'open-page.cjs'), url],
    cwd: appFolder,
    timeout: 60_000,
  });
  try {
    const page = await app.firstWindow();
    await page.waitForFunction(() => 'heatPage' in globalThis);
    const graphics = await page.evaluate(graphicsOf);
    const ask = (method: keyof HeatPage): Promise<PageTimes> =>
      page.evaluate(([name, points, runs]) => (globalThis as unknown as { heatPage: HeatPage }).heatPage[name](points, runs), [
        method,
        count,
        RUNS,
      ] as const);
    const ours = await ask('measureOurs');
    const theirs = await ask('measureMapLibre');
    const name = `${count / 1000}k points in an Electron window`;
    const rowOf = (work: string, method: string, times: number[], isOurs: boolean): Measurement => ({
      work: `${name}, ${work}`,
      method,
      ours: isOurs,
      wallMs: median(times),
      cpuMs: null,
      runs: times.length,
      note: graphics,
    });
    return [
      rowOf('positions to idle map', 'heat kernel, texture, layer', [ours.first], true),
      rowOf('positions to idle map', 'MapLibre heatmap', [theirs.first], false),
      rowOf('filter changed to idle map', 'heat kernel, texture, layer', ours.changed, true),
      rowOf('filter changed to idle map', 'MapLibre heatmap', theirs.changed, false),
    ];
  } finally {
    await app.close();
    await server.close();
  }
}

function graphicsOf(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'no WebGL2';
  return renderer.includes('SwiftShader') ? 'software WebGL (SwiftShader)' : renderer;
}
