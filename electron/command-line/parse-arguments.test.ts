import { expect, test } from 'vitest';
import { parseArguments, peekArguments } from './parse-arguments.ts';

const parse = (text: string) => parseArguments(text.split(' ').filter((part) => part !== ''));
const line = (text: string) => {
  const result = parse(text);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
};

test('nothing said is an ordinary start', () => {
  expect(line('')).toEqual({ headless: false, quit: false, workspace: null, language: null, theme: null, steps: [] });
  expect(line('D:/辖区.gpkg').workspace).toBe('D:/辖区.gpkg');
});

test('all flags of one call, in their order', () => {
  const { steps, ...rest } = line(
    '--headless --workspace w.gpkg --sample --import a.csv --as premises --crs gcj02 --mapping m.json --layer 第二页 --date-order dayFirst --import b.osm.pbf --as osm --clip 1,2,3,4 --snapshot a.png --size 1366x768 --lang en --theme dark --show heat,premises --export premises=o.csv --quit',
  );
  expect(rest).toEqual({ headless: true, quit: true, workspace: 'w.gpkg', language: 'en', theme: 'dark' });
  expect(steps).toEqual([
    { kind: 'sample' },
    {
      kind: 'import',
      path: 'a.csv',
      as: 'premises',
      crs: 'gcj02',
      encoding: null,
      mappingPath: 'm.json',
      clip: null,
      layer: '第二页',
      dateOrder: 'dayFirst',
    },
    {
      kind: 'import',
      path: 'b.osm.pbf',
      as: 'osm',
      crs: null,
      encoding: null,
      mappingPath: null,
      clip: [1, 2, 3, 4],
      layer: null,
      dateOrder: null,
    },
    { kind: 'snapshot', path: 'a.png', width: 1366, height: 768, language: 'en', theme: 'dark', layers: ['heat', 'premises'] },
    { kind: 'export', path: 'o.csv', table: 'premises', format: 'csv', crs: 'wgs84', includePersonal: false },
  ]);
});

test('analyses with their parameters and results', () => {
  const { steps } = line('--workspace w.gpkg --run coverage --params p.json --out c.geojson --run route --out=r.CSV');
  expect(steps).toEqual([
    { kind: 'run', task: 'coverage', paramsPath: 'p.json', path: 'c.geojson' },
    { kind: 'run', task: 'route', paramsPath: null, path: 'r.CSV' },
  ]);
});

test('parameters belong to the analysis or the sheet they follow', () => {
  const { steps } = line('--workspace w.gpkg --run route --sheet a.pdf --params s.json --out r.csv --sheet b.PNG');
  expect(steps).toEqual([
    { kind: 'run', task: 'route', paramsPath: null, path: 'r.csv' },
    { kind: 'sheet', paramsPath: 's.json', path: 'a.pdf' },
    { kind: 'sheet', paramsPath: null, path: 'b.PNG' },
  ]);
});

test('looks belong to the snapshot they follow and to those after it', () => {
  const { steps } = line('--workspace w.gpkg --lang en --snapshot a.png --size 800x600 --snapshot b.png --theme dark --lang zh-CN');
  expect(steps).toMatchObject([
    { path: 'a.png', width: 800, height: 600, language: 'en', theme: 'light' },
    { path: 'b.png', width: 800, height: 600, language: 'zh-CN', theme: 'dark' },
  ]);
});

test('values may stand behind an equals sign', () => {
  expect(line('--workspace=w.gpkg --export=premises=o.geojson').steps).toMatchObject([{ path: 'o.geojson' }]);
});

test('personal fields are exported only when asked, wherever it is said', () => {
  const { steps } = line('--workspace w.gpkg --export premises=o.csv --include-personal');
  expect(steps).toMatchObject([{ includePersonal: true }]);
});

test('switches of the runtime are not ours to judge', () => {
  expect(line('--no-sandbox --use-gl=angle --user-data-dir=/x --remote-debugging-port=0 --inspect=0').steps).toEqual([]);
});

test.each([
  ['--headles', 'cliUnknownFlag'],
  ['readme.txt', 'cliUnknownFlag'],
  ['--workspace', 'cliMissingValue'],
  ['--workspace --sample', 'cliMissingValue'],
  ['--workspace=', 'cliMissingValue'],
  ['--headless', 'cliWorkspaceMissing'],
  ['--sample', 'cliWorkspaceMissing'],
  ['--workspace w.gpkg --as osm', 'cliNothingToModify'],
  ['--workspace w.gpkg --import a.csv', 'cliImportKindMissing'],
  ['--workspace w.gpkg --params p.json', 'cliNothingToModify'],
  ['--workspace w.gpkg --run magic --out o.csv', 'cliBadValue'],
  ['--workspace w.gpkg --run coverage', 'cliRunOutMissing'],
  ['--workspace w.gpkg --run coverage --out o.xls', 'cliBadValue'],
  ['--workspace w.gpkg --run coverage --out .csv', 'cliBadValue'],
  ['--workspace w.gpkg --import a.csv --as things', 'cliBadValue'],
  ['--workspace w.gpkg --import a.csv --as osm --clip 3,2,1,4', 'cliBadValue'],
  ['--workspace w.gpkg --import a.csv --as osm --clip 1,2,3', 'cliBadValue'],
  ['--workspace w.gpkg --snapshot a.png --size 10x10', 'cliBadValue'],
  ['--workspace w.gpkg --snapshot a.png --size wide', 'cliBadValue'],
  ['--workspace w.gpkg --lang fr', 'cliBadValue'],
  ['--workspace w.gpkg --theme red', 'cliBadValue'],
  ['--workspace w.gpkg --export premises=a.xls', 'cliBadValue'],
  ['--workspace w.gpkg --export secrets=a.csv', 'cliBadValue'],
  ['--workspace w.gpkg --export people=a.kml', 'cliBadValue'],
  ['--workspace w.gpkg --export premises=.csv', 'cliBadValue'],
  ['--workspace w.gpkg --export premises=a.csv --export-crs mars', 'cliBadValue'],
])('refuses %s', (text, code) => {
  const result = parse(text);
  expect(result.ok ? null : result.failure.code).toBe(code);
});

test('the language of a call that cannot be read', () => {
  expect(peekArguments(['--lang', 'en', '--nonsense', '--headless'])).toEqual({ language: 'en', headless: true });
  expect(peekArguments(['--lang=zh-CN'])).toEqual({ language: 'zh-CN', headless: false });
  expect(peekArguments(['--lang'])).toEqual({ language: null, headless: false });
});
