import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Point } from 'geojson';
import { afterAll, describe, expect, test } from 'vitest';
import type { ReadOptions, SourceRow, TableHead } from '../../shared/formats/format.ts';
import { parseCrs, toWgs84 } from '../../shared/geo/crs.ts';
import { writeZip } from '../../shared/testing/write-zip.ts';
import { openByteSource } from './byte-source.ts';
import { chooseFormat } from './choose-format.ts';

/** Files written by GDAL: frozen ones, and the same made here and now where it is installed. */
const fixtures = join(import.meta.dirname, 'fixtures');
const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string, options: ReadOptions = {}): Promise<{ format: string; head: TableHead; rows: SourceRow[] }> {
  const opened = await openByteSource(path, 2 ** 30);
  if (!opened.ok) throw new Error(opened.failure.code);
  try {
    const chosen = await chooseFormat(opened.value, path);
    if (!chosen.ok || chosen.value.kind === 'osm') throw new Error(JSON.stringify(chosen));
    const table = await chosen.value.format.open(chosen.value.source, options);
    if (!table.ok) throw new Error(JSON.stringify(table.failure));
    const rows: SourceRow[] = [];
    for await (const batch of table.value.rows((issue) => expect.fail(JSON.stringify(issue)))) rows.push(...batch);
    return { format: chosen.value.format.id, head: table.value.head, rows };
  } finally {
    await opened.value.close();
  }
}

const points = [
  { 名称: '红山饭店', 地址: '新华街1号 <甲>&', 面积: '120.5', at: [118.956789, 42.26] },
  { 名称: '东街超市', 地址: '东街', 面积: '80', at: [118.9, 42.3] },
] as const;
const hole = [
  [118.2, 42.2],
  [118.2, 42.4],
  [118.4, 42.4],
  [118.4, 42.2],
  [118.2, 42.2],
];
const square = (west: number): number[][] => [
  [west, 42],
  [west + 1, 42],
  [west + 1, 43],
  [west, 43],
  [west, 42],
];
const zones = [
  { 名称: '甲网格', 片长: '张三', geometry: { type: 'Polygon', coordinates: [square(118), hole] } },
  { 名称: '乙网格', 片长: '李四', geometry: { type: 'MultiPolygon', coordinates: [[square(120)], [square(122)]] } },
];
const collection = (features: unknown[]): string => JSON.stringify({ type: 'FeatureCollection', features });
const pointsJson = collection(
  points.map(({ at, ...properties }) => ({
    type: 'Feature',
    properties: { ...properties, 面积: Number(properties.面积) },
    geometry: { type: 'Point', coordinates: at },
  })),
);
const zonesJson = collection(zones.map(({ geometry, ...properties }) => ({ type: 'Feature', properties, geometry })));

function run(program: string, ...options: string[]): void {
  const { status, stderr } = spawnSync(program, options, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${options.join(' ')}: ${stderr}`);
}

function writeWithGdal(into: string): void {
  const work = join(into, 'work');
  mkdirSync(join(work, 'shp'), { recursive: true });
  mkdirSync(join(into, 'photos'));
  const [pointFile, zoneFile] = [join(work, 'points.geojson'), join(work, 'zones.geojson')];
  writeFileSync(pointFile, pointsJson);
  writeFileSync(zoneFile, zonesJson);
  run('ogr2ogr', '-f', 'KML', join(into, 'points.kml'), pointFile, '-dsco', 'NameField=名称');
  run('ogr2ogr', '-f', 'LIBKML', join(into, 'zones.kmz'), zoneFile);
  run('ogr2ogr', '-f', 'GPX', join(into, 'points.gpx'), pointFile, '-dsco', 'GPX_USE_EXTENSIONS=YES');
  run('ogr2ogr', '-f', 'GPKG', join(into, 'both.gpkg'), pointFile, '-nln', '场所', '-lco', 'SPATIAL_INDEX=NO', '-t_srs', 'EPSG:4549');
  run(
    'ogr2ogr',
    '-f',
    'GPKG',
    join(into, 'both.gpkg'),
    zoneFile,
    '-update',
    '-nln',
    '片区',
    '-lco',
    'SPATIAL_INDEX=NO',
    '-nlt',
    'GEOMETRY',
  );
  run(
    'ogr2ogr',
    '-f',
    'ESRI Shapefile',
    join(work, 'shp', '场所.shp'),
    pointFile,
    '-lco',
    'ENCODING=CP936',
    '-t_srs',
    'EPSG:4549',
    '-dim',
    'XYZ',
  );
  run('ogr2ogr', '-f', 'ESRI Shapefile', join(work, 'shp', '片区.shp'), zoneFile, '-lco', 'ENCODING=CP936');
  const members = readdirSync(join(work, 'shp')).map((name) => [name, readFileSync(join(work, 'shp', name))] as const);
  writeFileSync(join(into, 'gbk.shp.zip'), writeZip(Object.fromEntries(members)));
  writeFileSync(join(into, 'unstated.zip'), writeZip(Object.fromEntries(members.filter(([name]) => !name.endsWith('.cpg')))));
  run('ogr2ogr', '-f', 'GeoJSONSeq', join(work, 'points.geojsonl'), pointFile, '-lco', 'RS=YES');
  writeFileSync(join(into, 'points.geojsonl.gz'), gzipSync(readFileSync(join(work, 'points.geojsonl'))));
  run('ogr2ogr', '-f', 'GeoJSON', join(into, 'projected.geojson'), pointFile, '-t_srs', 'EPSG:4549', '-lco', 'RFC7946=NO');
  const facts = [
    'EXIF_GPSLatitude=(42) (15) (36)',
    'EXIF_GPSLatitudeRef=N',
    'EXIF_GPSLongitude=(118) (57) (24.44)',
    'EXIF_GPSLongitudeRef=E',
  ];
  const more = ['EXIF_DateTimeOriginal=2026:03:05 14:30:00', 'EXIF_GPSImgDirection=(90)', 'EXIF_GPSMapDatum=WGS-84'];
  const options = [...facts, ...more].flatMap((fact) => ['-mo', fact]);
  writeFileSync(join(work, 'a.pgm'), Buffer.concat([Buffer.from('P5 8 8 255\n'), Buffer.alloc(64, 200)]));
  run('gdal_translate', '-q', '-of', 'JPEG', ...options, join(work, 'a.pgm'), join(into, 'photos', '隐患.jpg'));
  run('gdal_translate', '-q', '-of', 'JPEG', join(work, 'a.pgm'), join(into, 'photos', 'nowhere.jpg'));
  for (const name of readdirSync(join(into, 'photos'))) if (name.endsWith('.xml')) rmSync(join(into, 'photos', name));
  rmSync(work, { recursive: true });
}

function expectPoints(rows: readonly SourceRow[], crs = 'wgs84'): void {
  const system = parseCrs(crs);
  if (!system.ok) throw new Error(crs);
  expect(rows).toHaveLength(points.length);
  for (const [index, { at, ...properties }] of points.entries()) {
    const { values, geometry } = rows[index]!;
    expect(values.名称 ?? values.name).toBe(properties.名称);
    expect([values.地址, Number(values.面积)]).toEqual([properties.地址, Number(properties.面积)]);
    if (geometry?.type !== 'Point') throw new Error(`${geometry?.type}`);
    const [x, y] = geometry.coordinates as [number, number];
    const placed = toWgs84(system.value, x, y);
    expect(placed?.[0]).toBeCloseTo(at[0], 6);
    expect(placed?.[1]).toBeCloseTo(at[1], 6);
  }
}
const area = (ring: number[][]): number =>
  ring.slice(1).reduce((sum, [x, y], index) => sum + (ring[index]![0]! * y! - x! * ring[index]![1]!) / 2, 0);
function expectZones(rows: readonly SourceRow[]): void {
  expect(rows.map(({ values }) => [values.名称, values.片长])).toEqual(zones.map(({ 名称, 片长 }) => [名称, 片长]));
  const shapes = rows.map(({ geometry }) =>
    geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.type === 'MultiPolygon' ? geometry.coordinates : [],
  );
  const sizes = shapes.map((polygons) => polygons.map((rings) => rings.map((ring) => Math.round(Math.abs(area(ring)) * 1e6) / 1e6)));
  expect(sizes).toEqual([[[1, 0.04]], [[1], [1]]]);
}

async function expectAll(from: string): Promise<void> {
  const at = (name: string): string => join(from, name);
  const kml = await read(at('points.kml'));
  expect(kml.format).toBe('kml');
  expectPoints(kml.rows);
  const kmz = await read(at('zones.kmz'));
  expect([kmz.format, kmz.head.sheets.length]).toEqual(['kmz', 2]);
  expectZones(kmz.rows);
  const gpx = await read(at('points.gpx'));
  expect([gpx.format, gpx.head.sheet]).toEqual(['gpx', 'waypoints']);
  expectPoints(gpx.rows.map(({ values, ...row }, index) => ({ ...row, values: { 名称: points[index]!.名称, ...values } })));
  const gpkg = await read(at('both.gpkg'));
  expect([gpkg.format, gpkg.head.crs, gpkg.head.sheets.map(({ name }) => name)]).toEqual(['geopackage', 'EPSG:4549', ['场所', '片区']]);
  expectPoints(gpkg.rows, 'EPSG:4549');
  expectZones((await read(at('both.gpkg'), { sheet: '片区' })).rows);
  for (const [name, certain] of [
    ['gbk.shp.zip', true],
    ['unstated.zip', false],
  ] as const) {
    const shp = await read(at(name), { sheet: '场所' }).catch((error: Error) => error);
    // A guessed encoding is always said.
    if (!certain) {
      expect(String(shp)).toContain('encodingUncertain');
      continue;
    }
    if (shp instanceof Error) throw shp;
    expect([shp.format, shp.head.crs, shp.head.encoding]).toEqual(['shapefile', 'EPSG:4549', 'gb18030']);
    expectPoints(shp.rows, 'EPSG:4549');
    expectZones((await read(at(name), { sheet: '片区' })).rows);
  }
  const lines = await read(at('points.geojsonl.gz'));
  expect(lines.format).toBe('geojson');
  expectPoints(lines.rows);
  const projected = await read(at('projected.geojson'));
  expect(projected.head.crs).toBe('EPSG:4549');
  expectPoints(projected.rows, 'EPSG:4549');
  const photos = await read(at('photos'));
  expect(photos.rows.map(({ values }) => values)).toEqual([
    { file: 'nowhere.jpg', time: '', lon: '', lat: '', direction: '', datum: '', description: '' },
    expect.objectContaining({ file: '隐患.jpg', time: '2026-03-05 14:30:00', direction: '90', datum: 'WGS-84' }),
  ]);
  const [lon, lat] = (photos.rows[1]!.geometry as Point).coordinates as [number, number];
  expect([lon, lat].map((degrees) => degrees.toFixed(6))).toEqual(['118.956789', '42.260000']);
}

describe('files of other programs', () => {
  test('frozen', { timeout: 60_000 }, async () => {
    // A copy, so that anything put beside a file would be seen.
    const copy = join(folder, 'frozen');
    cpSync(fixtures, copy, { recursive: true });
    await expectAll(copy);
    expect(readdirSync(copy, { recursive: true }).sort()).toEqual(readdirSync(fixtures, { recursive: true }).sort());
  });
  const hasGdal = ['ogr2ogr', 'gdal_translate'].every((program) => spawnSync(program, ['--version']).status === 0);
  test.runIf(hasGdal)('made here and now', { timeout: 120_000 }, async () => {
    const now = join(folder, 'now');
    mkdirSync(now);
    writeWithGdal(now);
    await expectAll(now);
  });
  test.runIf(!hasGdal)('GDAL is not here: only its frozen files are read', () => expect(existsSync(fixtures)).toBe(true));
});
