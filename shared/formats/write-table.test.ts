import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { parseCrs } from '../geo/crs.ts';
import { personalMask } from '../model/personal-mask.ts';
import { textAsSource } from '../testing/byte-source.ts';
import { readIntake, readTable } from '../testing/read-table.ts';
import { csv } from './csv.ts';
import { geojson } from './geojson.ts';
import { writeCsv } from './write-csv.ts';
import { writeGeojson } from './write-geojson.ts';

const all = async (pieces: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
};
const row = {
  id: '00000000-0000-4000-8000-000000000001',
  fid: 1,
  rev: 2,
  code: 'P1',
  name: '红山饭店',
  category: 'smallEatery',
  supervisionGrade: 'gradeSecure',
  phone: '13900000000',
  responsiblePerson: '张三',
  address: '新华街1号, "二楼"\n后门',
  mixedUse: true,
  colorReasons: ['a', 'b'],
  sourceRef: 'premises:code/P1',
  sourceX: '-122.4',
  geom: { type: 'Point', coordinates: [118.95, 42.26] },
};
const unplaced = { ...row, id: '00000000-0000-4000-8000-000000000002', code: 'P2', sourceRef: 'osm:node/7', geom: null, phone: null };
const chinese = { table: 'premises', language: 'zh-CN', includePersonal: true } as const;

const parsed = parseCrs('wgs84');
if (!parsed.ok) throw new Error('wgs84');
const wgs84 = parsed.value;

describe('CSV', () => {
  test('opens in Excel as meant: mark, Chinese titles, words for codes, position columns', async () => {
    const text = await all(writeCsv([[row], [unplaced]], chinese, wgs84));
    expect(text.startsWith('\ufeff标识,编号,名称,类别,地址')).toBe(true);
    const { rows, issues } = await readTable(csv, textAsSource(text));
    expect(issues).toEqual([]);
    expect(rows[0]?.values).toMatchObject({
      名称: '红山饭店',
      类别: '小餐饮',
      地址: '新华街1号, "二楼"\n后门',
      电话: '13900000000',
      原始X: '-122.4',
      经度: '118.9500000',
      纬度: '42.2600000',
    });
    expect(rows[1]?.values).toMatchObject({ 经度: '', 纬度: '', 电话: '' });
    expect(await all(writeCsv([], { ...chinese, language: 'en' }, wgs84))).toContain('Name,Category');
  });
  test('personal fields are masked unless allowed, and only say that there is something', async () => {
    const { rows } = await readTable(
      csv,
      textAsSource(await all(writeCsv([[row, unplaced]], { ...chinese, includePersonal: false }, wgs84))),
    );
    expect(rows.map(({ values }) => [values.电话, values.负责人])).toEqual([
      [personalMask, personalMask],
      ['', personalMask],
    ]);
  });
  test('no text cell starts a formula, whatever it says', async () => {
    const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', ' =', '', '1');
    await fc.assert(
      fc.asyncProperty(start, fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '(', '店') }), async (prefix, rest) => {
        const note = prefix + rest;
        const text = await all(writeCsv([[{ ...row, note }]], chinese, wgs84));
        const asWritten = Papa.parse<Record<string, string>>(text.slice(1), { header: true }).data[0]!.备注!;
        if (!/^-?\d+$/.test(asWritten)) expect(/^\s*[=+\-@＝＋－＠\t]/.test(asWritten)).toBe(false);
        const { rows } = await readTable(csv, textAsSource(text));
        expect(rows[0]!.values.备注).toBe(note.replaceAll(/\r\n?/g, '\n'));
      }),
      { seed: 2, numRuns: 200 },
    );
  });
  test('an export read back finds every row again by its key', async () => {
    const { rows, tally } = await readIntake(csv, textAsSource(await all(writeCsv([[row, unplaced]], chinese, wgs84))), 'premises');
    expect(rows.map(({ values }) => values.sourceRef)).toEqual(['premises:code/P1', 'osm:node/7']);
    expect(rows[0]?.values).toMatchObject({ category: 'smallEatery', supervisionGrade: 'gradeSecure', name: '红山饭店' });
    expect(tally.rejected).toBe(0);
  });
});

test('GeoJSON: RFC 7946, unplaced rows kept, personal fields masked', async () => {
  const text = await all(writeGeojson([[row], [unplaced]], { ...chinese, includePersonal: false }, wgs84));
  const document = JSON.parse(text) as { type: string; features: { id: string; properties: Record<string, unknown>; geometry: unknown }[] };
  expect(document.features.map((feature) => feature.geometry)).toEqual([{ type: 'Point', coordinates: [118.95, 42.26] }, null]);
  expect(document.features[0]).toMatchObject({
    id: row.id,
    properties: { name: '红山饭店', phone: personalMask, category: 'smallEatery' },
  });
  expect((await readTable(geojson, textAsSource(text))).rows).toHaveLength(2);
  expect(JSON.parse(await all(writeGeojson([], chinese, wgs84)))).toEqual({ type: 'FeatureCollection', features: [] });
});
