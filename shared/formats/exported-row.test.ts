import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Geometry } from 'geojson';
import { describe, expect, test } from 'vitest';
import { type Crs, parseCrs } from '../geo/crs.ts';
import { newRow } from '../model/entity.ts';
import { entities, entityOf, type TableName } from '../model/index.ts';
import { bytesAsSource } from '../testing/byte-source.ts';
import { readIntake } from '../testing/read-table.ts';
import { codeListOf } from '../text/code-list-of.ts';
import { texts } from '../text/index.ts';
import { type ExportOptions, type ExportPages, exportedFields, fieldKind, personalFields } from './export-columns.ts';
import type { TableImportKind } from './field-words.ts';
import { tableFormats } from './index.ts';
import { writeShapefile } from './shapefile/write-shapefile.ts';
import { writeCsv } from './write-csv.ts';
import { writeGeojson } from './write-geojson.ts';
import { writeKml } from './write-kml.ts';
import { writeTableXlsx } from './write-table-xlsx.ts';

const kinds = {
  premises: 'premises',
  hazard: 'hazards',
  inspection: 'inspections',
  zone: 'zones',
  station: 'stations',
  facility: 'facilities',
  person: 'people',
} as const satisfies Partial<Record<TableName, TableImportKind>>;
type Table = keyof typeof kinds;
const tables = Object.keys(kinds) as Table[];

type Writer = (rows: () => ExportPages, options: ExportOptions, crs: Crs) => AsyncIterable<string | Uint8Array>;
const writers: Record<string, Writer> = {
  csv: (rows, options, crs) => writeCsv(rows(), options, crs),
  xlsx: (rows, options, crs) => writeTableXlsx(rows(), options, crs, [['工作区', '试验']]),
  geojson: (rows, options, crs) => writeGeojson(rows(), options, crs),
  kml: (rows, options, crs) => writeKml(rows(), options, crs),
  shapefile: (rows, options, crs) => writeShapefile(rows, options, crs, { renamed: [], cut: 0 }),
};
const crsOf = (name: string): Crs => {
  const parsed = parseCrs(name);
  if (!parsed.ok) throw new Error(name);
  return parsed.value;
};

async function bytesOf(pieces: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
  return Buffer.concat(all);
}

const text = fc
  .string({
    unit: fc.constantFrom('红', '山', '店', 'a', '1', '=', "'", '-', '＝', '"', ',', '；', '&', '<', '_x0041_', '🚒'),
    minLength: 1,
    maxLength: 12,
  })
  .filter((value) => value !== '***' && !/^\s|\s$/.test(value));
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(Date.UTC(1990, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const lon = fc.integer({ min: 1_150_000, max: 1_170_000 }).map((value) => value / 10_000);
const lat = fc.integer({ min: 300_000, max: 420_000 }).map((value) => value / 10_000);

function anyValue(table: Table, field: string): fc.Arbitrary<unknown> {
  const { schema } = entityOf(table).fields[field]!;
  const number = fc.oneof(
    fc.integer({ min: -50, max: 90_000 }),
    fc.integer({ min: 0, max: 10 ** 6 }).map((value) => value / 100),
  );
  switch (fieldKind(table, field)) {
    case 'date':
      return fc.option(day);
    case 'flag':
      return fc.boolean();
    case 'number':
      return fc.option(schema.safeParse(0.5).success ? number : fc.integer({ min: 0, max: 90_000 }));
    case 'list':
      return field === 'equipment'
        ? fc.array(fc.record({ name: text, quantity: fc.integer({ min: 1, max: 9 }) }), { maxLength: 3 })
        : fc.constant([]);
    default: {
      const list = codeListOf(table, field);
      const codes = list === null ? [] : Object.keys(codesIn(list)).filter((code) => schema.safeParse(code).success);
      if (codes.length > 0) return fc.option(fc.constantFrom(...codes));
      if (!schema.safeParse('a').success) return fc.option(fc.uuid({ version: 4 }));
      return field === 'name' ? text : fc.option(text);
    }
  }
}
const codesIn = (list: NonNullable<ReturnType<typeof codeListOf>>): object => texts['zh-CN'].codes[list];

function geometryOf(table: Table): fc.Arbitrary<Geometry | null> {
  const kind = entityOf(table).geometry;
  if (kind === 'POINT') return fc.option(fc.tuple(lon, lat).map((coordinates) => ({ type: 'Point', coordinates })));
  if (kind !== 'MULTIPOLYGON') return fc.constant(null);
  const square = (x: number, y: number, size: number) => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
  return fc.tuple(lon, lat, fc.boolean(), fc.boolean()).map(([x, y, second, hole]) => ({
    type: 'MultiPolygon',
    coordinates: [
      [square(x, y, 0.5), ...(hole ? [square(x + 0.1, y + 0.1, 0.2).toReversed()] : [])],
      ...(second ? [[square(x + 2, y, 0.25)]] : []),
    ],
  }));
}

const rowOf = (table: Table): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      ...Object.fromEntries(
        exportedFields(table)
          .filter((field) => entityOf(table).fields[field] !== undefined)
          .map((field) => [field, anyValue(table, field)]),
      ),
      geom: geometryOf(table),
    })
    .map((values) => {
      const row: Record<string, unknown> = { ...newRow(entities[table] as never, randomUUID(), values as never) };
      if (row.sourceRef !== null) row.sourceRef = `${table}:code/${String(row.sourceRef)}`;
      return row;
    });

describe.each(tables)('%s', (table) => {
  const options = { table, language: 'zh-CN', includePersonal: true } as const;
  const formats = Object.keys(writers).filter((format) => entityOf(table).geometry !== null || format === 'csv' || format === 'xlsx');
  test.each(formats)('%s says on re-import exactly what the record had', async (format) => {
    const known = tableFormats.find(({ id }) => id === format)!;
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowOf(table), { minLength: 1, maxLength: 6 }),
        fc.constantFrom('zh-CN', 'en'),
        fc.constantFrom('wgs84', 'gcj02', 'EPSG:4548'),
        async (rows, language, name) => {
          const crs = crsOf(format === 'kml' && name.startsWith('EPSG') ? 'bd09' : name);
          const bytes = await bytesOf(writers[format]!(() => [rows], { ...options, language }, crs));
          const read = await readIntake(known, bytesAsSource(bytes, `x.${format}`), kinds[table], { crs: crs.id });
          expect(read.failure).toBeNull();
          expect(read.tally.rejected).toBe(0);
          expect(read.tally.issuesTotal).toBe(0);
          expect(read.rows.map(({ values }) => values.id)).toEqual(rows.map(({ id }) => id));
          read.rows.forEach(({ values }, index) => {
            const row = rows[index]!;
            for (const [field, value] of Object.entries(values)) {
              if (field === 'geom') expectSamePlace(value as Geometry, row.geom as Geometry);
              else if (field === 'unplacedReason')
                expect(values.geom === undefined ? value : row.geom).toEqual(values.geom === undefined ? row[field] : row.geom);
              else if (field === 'sourceRef' && row.sourceRef === null) expect(value).toBe(`${table}:id/${String(row.id)}`);
              else expect(value, field).toEqual(row[field]);
            }
            if (format !== 'xlsx' && format !== 'csv') expect('geom' in values).toBe(row.geom !== null);
            for (const field of personalFields(table)) expect((values as Record<string, unknown>)[field] ?? null).toBe(row[field]);
          });
        },
      ),
      { seed: 11, numRuns: 12 },
    );
  });
  test('masks are never taken for values', async () => {
    const [row] = fc.sample(rowOf(table), { seed: 3, numRuns: 1 });
    const filled = { ...row, ...Object.fromEntries(personalFields(table).map((field) => [field, '张三'])) };
    const bytes = await bytesOf(writeCsv([[filled]], { ...options, includePersonal: false }, crsOf('wgs84')));
    expect(Buffer.from(bytes).toString()).not.toContain('张三');
    const { rows } = await readIntake(tableFormats.find(({ id }) => id === 'csv')!, bytesAsSource(bytes), kinds[table]);
    for (const field of personalFields(table)) expect(field in rows[0]!.values).toBe(false);
  });
});

function expectSamePlace(found: Geometry, wanted: Geometry): void {
  const flat = (geometry: Geometry): number[] => ('coordinates' in geometry ? (geometry.coordinates as unknown[]).flat(4) : []) as number[];
  expect(found.type).toBe(wanted.type);
  const numbers = flat(found);
  expect(numbers).toHaveLength(flat(wanted).length);
  // A tenth of a metre; parts of a polygon may begin at another corner.
  const sorted = (list: number[]): number[] => list.toSorted((a, b) => a - b);
  const places = sorted(flat(wanted));
  for (const [index, value] of sorted(numbers).entries()) expect(Math.abs(value - places[index]!)).toBeLessThan(1e-6);
}
