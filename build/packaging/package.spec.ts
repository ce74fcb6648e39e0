import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { project, projectFolder } from './app-facts.ts';
import { type FuseName, readFuses, statedFuses } from './fuses.ts';

// biome-ignore lint/suspicious/noSkippedTests: not disabled, but of this system only.
test.skip(process.platform !== 'linux', 'the unpacked app of the other systems has another shape');

const runtime = resolve(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(projectFolder, '.cache/electron-development'));
const switches = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--log-level=3'];
let output: string;
let unpacked: string;
let binary: string;

test.beforeAll(() => {
  output = mkdtempSync(join(tmpdir(), 'fire-one-map-package-'));
  const development = existsSync(join(runtime, 'resources/app')) ? ['--development'] : [];
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'package.ts'), '--runtime', runtime, '--dir', '--output', output, ...development],
    { cwd: projectFolder, stdio: 'pipe' },
  );
  const folder = development.length > 0 ? `${project.name}-${project.version}-linux-${process.arch}-devruntime` : 'linux-unpacked';
  unpacked = join(output, folder);
  binary = join(unpacked, project.name);
});
test.afterAll(() => rmSync(output, { recursive: true, force: true }));

function run(args: string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return spawnSync(binary, [...root, ...switches, ...args], {
    cwd: output,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 90_000,
  });
}

test('the packaged app makes the sample and imports a table, and GDAL reads both', () => {
  const sample = run(['--headless', '--workspace', 'sample.gpkg', '--sample', '--quit']);
  expect(sample.stderr).toBe('');
  expect(sample.status).toBe(0);
  const { counts } = JSON.parse(sample.stdout.trimEnd().split('\n').at(-1)!);
  expect(counts.premises).toBeGreaterThan(1000);
  const report = execFileSync('ogrinfo', ['-ro', '-so', join(output, 'sample.gpkg'), 'premises'], { encoding: 'utf8' });
  expect(report).toContain(`Feature Count: ${counts.premises}`);

  writeFileSync(join(output, 'a.csv'), 'code,name,lon,lat\nP-1,东街超市,114.33,30.5\n');
  const table = run(['--headless', '--workspace', 'table.gpkg', '--import', 'a.csv', '--as', 'premises', '--quit']);
  expect(table.stderr).toBe('');
  expect(JSON.parse(table.stdout).counts).toMatchObject({ premises: 1, placed: 1 });
});

test('its fuses are those stated, each of them', async () => {
  const fuses = await readFuses(binary);
  const present = Object.keys(fuses) as FuseName[];
  expect(present.length).toBeGreaterThanOrEqual(8);
  expect(fuses).toEqual(Object.fromEntries(present.map((name) => [name, statedFuses[name]])));
});

test('it cannot be turned into a Node, nor made to load foreign code', () => {
  const marker = join(output, 'marker');
  const script = join(output, 'foreign.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
  const asNode = run([script], { ELECTRON_RUN_AS_NODE: '1' });
  expect(asNode.status).toBe(2);
  run(['--headless', '--nonsense'], { NODE_OPTIONS: `--require ${script}` });
  expect(existsSync(marker)).toBe(false);
});

test('it carries its licences and nothing of the development tree', () => {
  expect(readdirSync(unpacked)).toEqual(
    expect.arrayContaining(['LICENSE.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html', 'THIRD-PARTY-LICENSES.txt', 'sbom.cdx.json']),
  );
  expect(readdirSync(join(unpacked, 'resources'))).not.toContain('app');
  const archive = readFileSync(join(unpacked, 'resources/app.asar'));
  const header = archive.toString('utf8', 16, 16 + archive.readUInt32LE(12));
  const top = Object.keys(JSON.parse(header).files.dist.files).sort();
  expect(top).toEqual(['electron', 'preload', 'renderer']);
  expect(archive.includes(projectFolder)).toBe(false);
});
