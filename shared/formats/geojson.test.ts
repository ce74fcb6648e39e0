import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesAsSource, textAsSource } from '../testing/byte-source.ts';
import { readTable } from '../testing/read-table.ts';
import { mostVertices } from './check-geometry.ts';
import { geojson } from './geojson.ts';

const point = (id: number, properties: object, coordinates: unknown = [118.9, 42.2]): object => ({
  type: 'Feature',
  id,
  properties,
  geometry: { type: 'Point', coordinates },
});
const collection = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', name: 'x', features, crs: null });

describe('shapes of file', () => {
  test('a collection, however it is cut into pieces, braces and escapes in its strings', async () => {
    const features = [point(1, { name: '饭店 {"[,]}" \\', features: '[' }), point(2, { n: 3, ok: true, none: null, deep: { a: [1] } })];
    for (const pieceBytes of [1, 7, 100_000]) {
      const { head, rows, issues, failure } = await readTable(geojson, textAsSource(collection(...features), 'a.geojson', pieceBytes));
      expect([issues, failure]).toEqual([[], null]);
      expect(head.columns).toEqual(['name', 'features', '@id', 'n', 'ok', 'none', 'deep']);
      expect(rows[0]).toMatchObject({ row: 1, values: { name: '饭店 {"[,]}" \\', '@id': '1' }, geometry: { type: 'Point' } });
      expect(rows[1]?.values).toMatchObject({ n: '3', ok: 'true', none: '', deep: '{"a":[1]}' });
    }
  });
  test('one feature, one geometry, features line by line, a record-separated sequence', async () => {
    const one = JSON.stringify(point(1, { name: 'a' }));
    for (const [text, count] of [
      [one, 1],
      ['{"type":"Point","coordinates":[1,2]}', 1],
      [`${one}\n${one}\r\n${one}`, 3],
      [`\x1e${one}\n\x1e${one}\n`, 2],
      ['{"type":"FeatureCollection","features":[]}', 0],
    ] as const) {
      const { rows, failure } = await readTable(geojson, textAsSource(text, 'a.geojson', 9));
      expect([rows.length, failure]).toEqual([count, null]);
    }
  });
  test('GBK inside JSON is read and flagged', async () => {
    const bytes = new TextEncoder().encode(collection(point(1, { name: '??' })));
    bytes.set([0xb5, 0x5c], bytes.indexOf(0x3f));
    const { rows, issues } = await readTable(geojson, bytesAsSource(bytes));
    expect(issues).toMatchObject([{ code: 'encodingUncertain' }]);
    expect(rows[0]?.values.name).toHaveLength(1);
  });
});

describe('what is refused, with its feature number', () => {
  test('geometry collections, unknown types, broken coordinates, open rings, giants', async () => {
    const shapes: [object | string, string][] = [
      [{ type: 'GeometryCollection', geometries: [] }, 'geometryTypeUnsupported'],
      [{ type: 'Circle', coordinates: [1, 2] }, 'geometryTypeUnsupported'],
      [{ type: 'Point', coordinates: ['1', 2] }, 'geometryInvalid'],
      [
        {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          ],
        },
        'geometryInvalid',
      ],
      [{ type: 'LineString', coordinates: [[0, 0]] }, 'geometryInvalid'],
      [{ type: 'LineString', coordinates: Array.from({ length: mostVertices + 1 }, (_, x) => [x / 1e4, 0]) }, 'tooManyVertices'],
      ['text', 'geometryInvalid'],
    ];
    const features = shapes.map(([geometry]) => ({ type: 'Feature', properties: {}, geometry }));
    const { rows, issues, failure } = await readTable(geojson, textAsSource(collection(...features, point(9, {}))));
    expect(failure).toBeNull();
    expect(rows.map((row) => row.row)).toEqual([shapes.length + 1]);
    expect(issues.map((issue) => [issue.row, issue.code])).toEqual(shapes.map(([, code], index) => [index + 1, code]));
  });
  test('a file that breaks off, other JSON, and nesting without end are failures', async () => {
    const whole = collection(point(1, {}), point(2, {}));
    expect((await readTable(geojson, textAsSource(whole.slice(0, -40)))).failure?.code).toBe('fileMalformed');
    for (const [text, code] of [
      ['[1,2,3]', 'fileMalformed'],
      ['{"type":"Topology","objects":{}}', 'notGeoJson'],
      [`{"type":"Feature","properties":${'['.repeat(10_000)}`, 'nestingTooDeep'],
      ['   ', 'fileEmpty'],
      ['hello', 'fileMalformed'],
    ] as const)
      expect(await geojson.open(textAsSource(text), {})).toMatchObject({ ok: false, failure: { code } });
  });
});

test('any features come back as they were written', async () => {
  const name = fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ']', ',', '店', '\n', '𠮷') });
  const feature = fc.record({
    name,
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(feature, { maxLength: 20 }),
      fc.integer({ min: 1, max: 50 }),
      fc.constantFrom(0, 2),
      async (features, pieceBytes, space) => {
        const document = {
          type: 'FeatureCollection',
          features: features.map(({ name, lon, lat }, id) => point(id, { name }, [lon, lat, 12])),
        };
        const { rows, issues, failure } = await readTable(
          geojson,
          textAsSource(JSON.stringify(document, null, space), 'a.geojson', pieceBytes),
        );
        expect([issues, failure]).toEqual([[], null]);
        expect(rows.map((row) => row.values.name)).toEqual(features.map((feature) => feature.name));
        expect(rows.map((row) => (row.geometry as { coordinates: unknown }).coordinates)).toEqual(
          features.map(({ lon, lat }) => JSON.parse(JSON.stringify([lon, lat]))),
        );
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});

test('reads the system this app writes into files of a shifted ground', async () => {
  const text =
    '{"type":"FeatureCollection","coordinateSystem":"gcj02","features":[{"type":"Feature","properties":{"coordinateSystem":"bd09"},"geometry":{"type":"Point","coordinates":[118.9,42.2]}}]}';
  const opened = await geojson.open(textAsSource(text), {});
  expect(opened.ok && opened.value.head).toMatchObject({ crs: 'gcj02', crsStated: 'gcj02' });
  const plain = await geojson.open(textAsSource(text.replace('"coordinateSystem":"gcj02",', '')), {});
  expect(plain.ok && plain.value.head.crs).toBe('wgs84');
});
