import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCrs } from '../geo/crs.ts';
import { parseAngle, parsePair } from './parse-coordinates.ts';
import { looksLikeWkt, parseWkt } from './parse-wkt.ts';
import { readPosition } from './read-position.ts';

const parsed = parseCrs('wgs84');
if (!parsed.ok) throw new Error('wgs84 is unknown');
const crs = parsed.value;
const round = (value: number): number => Math.round(value * 1e5) / 1e5;
const placeOf = (cell: string, district?: [number, number, number, number]): [number, number] | string => {
  const read = readPosition({ row: 2, values: { 坐标: cell }, geometry: null }, { position: '坐标' }, crs, district);
  return read.placed ? [round(read.lon), round(read.lat)] : read.code;
};

describe('one coordinate', () => {
  const cases: [text: string, value: number | null, axis?: 'lon' | 'lat'][] = [
    ['118.95', 118.95],
    ['１１８．９５', 118.95],
    ['118.95°', 118.95],
    ['118.95°E', 118.95, 'lon'],
    ['E118.95', 118.95, 'lon'],
    ['W122.4', -122.4, 'lon'],
    ['122.4 W', -122.4, 'lon'],
    ['33.9S', -33.9, 'lat'],
    ['东经118.95', 118.95, 'lon'],
    ['東經118.95度', 118.95, 'lon'],
    ['北纬42.26', 42.26, 'lat'],
    ['西经122.4', -122.4, 'lon'],
    ['经度：118.95', 118.95, 'lon'],
    ['lat=42.26', 42.26, 'lat'],
    ['118°57′0″', 118.95],
    ['118°57\'0"', 118.95],
    ["118º57'00''", 118.95],
    ['118°57′', 118.95],
    ['118°57.0′', 118.95],
    ['118度57分0秒', 118.95],
    ['118度57分', 118.95],
    ['东经118度57分0秒', 118.95, 'lon'],
    ['118°57’0”', 118.95],
    ['１１８°５７′０″', 118.95],
    ['118:57:00', 118.95],
    ['118 57 00', 118.95],
    ['118-57-00', 118.95],
    ['118 57 00 E', 118.95, 'lon'],
    ['-122°24′0″', -122.4],
    ['−122.4', -122.4],
    ['1.1895e2', 118.95],
    ['118°61′0″', null],
    ['118°57′60″', null],
    ['新华街', null],
    ['', null],
    ['1.2.3', null],
  ];
  for (const [text, value, axis] of cases)
    test(text, () => {
      const read = parseAngle(text);
      expect(read === null ? null : round(read.value)).toBe(value);
      expect(read?.axis ?? undefined).toBe(axis);
    });
});

describe('both coordinates in one cell', () => {
  for (const cell of [
    '118.95,42.26',
    '118.95，42.26',
    '118.95;42.26',
    '118.95；42.26',
    '118.95、42.26',
    '118.95|42.26',
    '118.95/42.26',
    '118.95 42.26',
    '118.95　42.26',
    '118.95\t42.26',
    '118.95,42.26,0',
    '118.95,42.26,',
    '42.26,118.95',
    '42.26 118.95',
    '(42.26, 118.95)',
    '（42.26，118.95）',
    '(118.95, 42.26)',
    '[118.95, 42.26]',
    '【118.95，42.26】',
    '１１８．９５，４２．２６',
    '东经118°57′0″ 北纬42°15′36″',
    '东经118°57′0″北纬42°15′36″',
    '东经118°57′0″，北纬42°15′36″',
    '北纬42°15′36″ 东经118°57′0″',
    '北纬42度15分36秒，东经118度57分0秒',
    '東經118°57′0″ 北緯42°15′36″',
    'E118°57′0″ N42°15′36″',
    'N42°15′36″, E118°57′0″',
    '118°57′0″E 42°15′36″N',
    '42°15\'36"N 118°57\'0"E',
    "42º15'36''N, 118º57'0''E",
    '118°57′0″,42°15′36″',
    '118°57.0′ 42°15.6′',
    '118 57 0, 42 15 36',
    '118 57 0 42 15 36',
    '118:57:00 42:15:36',
    'E118.95N42.26',
    'E118.95 N42.26',
    '118.95E42.26N',
    '118.95°E, 42.26°N',
    '经度:118.95 纬度:42.26',
    '经度：118.95，纬度：42.26',
    '纬度42.26经度118.95',
    '经度118.95纬度42.26',
    'lon=118.95&lat=42.26',
    'lat:42.26,lng:118.95',
    'lng: 118.95; lat: 42.26',
    'x:118.95,y:42.26',
    '{"lng":118.95,"lat":42.26}',
    '{"latitude": 42.26, "longitude": 118.95}',
    '{"type":"Point","coordinates":[118.95,42.26]}',
    'geo:42.26,118.95',
    '坐标：118.95，42.26',
    '坐标(118.95,42.26)',
    'POINT(118.95 42.26)',
    'POINT (118.95 42.26)',
    'point z (118.95 42.26 512)',
    'SRID=4326;POINT(118.95 42.26)',
    'ＰＯＩＮＴ（118.95　42.26）',
    'LINESTRING(118.94 42.25, 118.96 42.27)',
    'POLYGON((118.94 42.25,118.96 42.25,118.96 42.27,118.94 42.27,118.94 42.25))',
  ])
    test(cell, () => expect(placeOf(cell)).toEqual([118.95, 42.26]));

  const refused: [cell: string, code: string][] = [
    ['', 'noCoordinates'],
    ['无', 'noCoordinates'],
    ['新华街1号', 'notANumber'],
    ['118.95', 'notANumber'],
    ['1,2,3,4', 'notANumber'],
    ['北纬42.26，北纬42.27', 'notANumber'],
    ['118°70′0″,42°15′36″', 'notANumber'],
    ['(0.0, 0.0)', 'zeroCoordinates'],
    ['-9999,-9999', 'sentinelCoordinates'],
    ['218.95,42.26', 'outOfRange'],
    ['POINT(118.95)', 'notANumber'],
    ['POINT(118.95 42.26', 'notANumber'],
  ];
  for (const [cell, code] of refused) test(`refused: ${cell}`, () => expect(placeOf(cell)).toBe(code));

  test('where both orders are possible the district decides', () => {
    expect(placeOf('43.8, 87.6')).toEqual([87.6, 43.8]);
    expect(placeOf('87.6, 43.8')).toEqual([87.6, 43.8]);
    expect(placeOf('(87.6, 43.8)')).toEqual([87.6, 43.8]);
    expect(placeOf('10.5, 50.2', [50, 10, 51, 11])).toEqual([50.2, 10.5]);
    expect(placeOf('10.5, 50.2', [10, 50, 11, 51])).toEqual([10.5, 50.2]);
    expect(placeOf('(37.78, -122.42)')).toEqual([-122.42, 37.78]);
  });
  test('columns the wrong way round are named with how they belong', () => {
    const read = (经度: string, 纬度: string) =>
      readPosition({ row: 2, values: { 经度, 纬度 }, geometry: null }, { lon: '经度', lat: '纬度' }, crs);
    expect(read('43.8', '87.6')).toMatchObject({ placed: false, code: 'swappedCoordinates', suggestion: '87.6, 43.8' });
    expect(read('北纬42.26', '东经118.95')).toMatchObject({ code: 'swappedCoordinates' });
    expect(read('-122.42', '37.78')).toMatchObject({ placed: true, lon: -122.42 });
  });
});

describe('properties', () => {
  test('any position is read back from every way of writing it', () => {
    const dms = (value: number): string => {
      const seconds = Math.round(value * 3600);
      return `${Math.floor(seconds / 3600)}°${Math.floor(seconds / 60) % 60}′${seconds % 60}″`;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 75 * 3600, max: 135 * 3600 }),
        fc.integer({ min: 18 * 3600, max: 53 * 3600 }),
        fc.nat(5),
        (x, y, form) => {
          const [lon, lat] = [x / 3600, y / 3600];
          const cell = [
            `${lon},${lat}`,
            `(${lat}, ${lon})`,
            `东经${dms(lon)} 北纬${dms(lat)}`,
            `${dms(lat)}N${dms(lon)}E`,
            `POINT(${lon} ${lat})`,
            `${lat} ${lon}`,
          ][form]!;
          const place = placeOf(cell) as [number, number];
          expect(Math.hypot(place[0] - lon, place[1] - lat)).toBeLessThan(2e-5);
        },
      ),
      { seed: 9, numRuns: 500 },
    );
  });
  test('any text at all gives an answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9°′″东经北纬EN,;. ()-]{0,40}$/)), (text) => {
        parsePair(text);
        const read = parseAngle(text);
        expect(read === null || Number.isFinite(read.value)).toBe(true);
        const shape = parseWkt(`POLYGON${text}`);
        expect(shape === null || shape.type === 'Polygon').toBe(true);
      }),
      { seed: 10, numRuns: 2000 },
    );
  });
});

test('shapes in Well-Known Text', () => {
  const shapes: Record<string, unknown> = {
    'LINESTRING Z (1 2 3, 3 4 5)': { type: 'LineString', coordinates: [[1, 2], [3, 4]] }, // biome-ignore format: one line a shape
    'MULTIPOINT(1 2, 3 4)': { type: 'MultiPoint', coordinates: [[1, 2], [3, 4]] }, // biome-ignore format: one line a shape
    'MULTIPOINT((1 2),(3 4))': { type: 'MultiPoint', coordinates: [[1, 2], [3, 4]] }, // biome-ignore format: one line a shape
    'MULTILINESTRING((1 2,3 4),(5 6,7 8))': { type: 'MultiLineString', coordinates: [[[1, 2], [3, 4]], [[5, 6], [7, 8]]] }, // biome-ignore format: one line a shape
    'MULTIPOLYGON(((0 0,1 0,1 1,0 0)))': { type: 'MultiPolygon', coordinates: [[[[0, 0], [1, 0], [1, 1], [0, 0]]]] }, // biome-ignore format: one line a shape
  };
  for (const [text, shape] of Object.entries(shapes)) expect(parseWkt(text)).toEqual(shape);
  for (const text of [
    'POLYGON((0 0,1 0,1 1))',
    'POLYGON((0 0,1 0,1 1,0 0)',
    'LINESTRING(1 2)',
    'POINT EMPTY',
    'POINT((((((1 2))))))',
    'POINT(a b)',
  ])
    expect([text, parseWkt(text)]).toEqual([text, null]);
  expect(looksLikeWkt('POINTLESS (1 2)')).toBe(false);
});
