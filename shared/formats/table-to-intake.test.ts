import { describe, expect, test } from 'vitest';
import { entityOf, newRow } from '../model/index.ts';
import { textAsSource } from '../testing/byte-source.ts';
import { readIntake } from '../testing/read-table.ts';
import { csv } from './csv.ts';
import { geojson } from './geojson.ts';
import type { IntakeRow } from './intake.ts';
import { tableOfKind } from './table-to-intake.ts';

const uuid = '00000000-0000-4000-8000-000000000000';
/** A row must be one the record accepts. */
function expectValid(kind: keyof typeof tableOfKind, rows: IntakeRow[]): void {
  const entity = entityOf(tableOfKind[kind]);
  for (const row of rows) expect(entity.schema.safeParse(newRow(entity, uuid, row.values)).error?.issues ?? []).toEqual([]);
}

describe('premises from a table', () => {
  const header = '编号,名称,地址,类别,等级,面积,评级日期,电话,经度,纬度\n';
  const read = (lines: string) => readIntake(csv, textAsSource(header + lines), 'premises');

  test('a full row', async () => {
    const { rows, tally } = await read('P1,红山饭店,新华街1号,餐馆,建安,"1,200㎡",2026年3月1日,139,118.95,42.26\n');
    expect(tally).toMatchObject({ read: 1, rejected: 0, issuesTotal: 0 });
    expect(rows[0]).toEqual({
      origin: 2,
      values: {
        sourceRef: 'premises:code/P1',
        code: 'P1',
        name: '红山饭店',
        address: '新华街1号',
        category: 'smallEatery',
        supervisionGrade: 'gradeSecure',
        areaSquareMeters: 1200,
        gradedOn: '2026-03-01',
        phone: '139',
        geom: { type: 'Point', coordinates: [118.95, 42.26] },
        unplacedReason: null,
        sourceX: '118.95',
        sourceY: '42.26',
        sourceCrs: 'wgs84',
      },
    });
    expectValid('premises', rows);
  });

  test('rows without a usable position are kept, each with its reason, column and value', async () => {
    const positions: [x: string, y: string, reason: string, code: string][] = [
      ['', '', 'noCoordinates', 'noCoordinates'],
      ['118.95', '', 'noCoordinates', 'noCoordinates'],
      ['0', '0', 'zeroCoordinates', 'zeroCoordinates'],
      ['-9999', '-9999', 'sentinelCoordinates', 'sentinelCoordinates'],
      ['999', '999', 'sentinelCoordinates', 'sentinelCoordinates'],
      ['待测', '42.26', 'notANumber', 'notANumber'],
      ['118.95', '142.26', 'outOfRange', 'outOfRange'],
      ['218.95', '42.26', 'outOfRange', 'outOfRange'],
      ['42.26', '118.95', 'outOfRange', 'swappedCoordinates'],
    ];
    const { rows, tally } = await read(positions.map(([x, y], index) => `P${index},店,街,,,,,,${x},${y}\n`).join(''));
    expect(tally).toMatchObject({ read: positions.length, rejected: 0 });
    expect(rows.map((row) => [(row.values as { unplacedReason: string }).unplacedReason, (row.values as { geom: unknown }).geom])).toEqual(
      positions.map(([, , reason]) => [reason, null]),
    );
    expect(tally.issues.map((issue) => [issue.row, issue.code])).toEqual(positions.map(([, , , code], index) => [index + 2, code]));
    expect(tally.issues[5]).toMatchObject({ column: '经度', value: '待测' });
    expectValid('premises', rows);
  });

  test('a missing name and a repeated key are rejected, named by row; unreadable cells cost only themselves', async () => {
    const { rows, tally } = await read(
      'P1,,街,,,,,,118.9,42.2\nP2,店,街,夔,特级,大,明天,,118.9,42.2\nP2,店,街,,高,,,,118.9,42.2\n,店,新华 街1号,,,,,,,\n,店,新华街1号,,,,,,,\n,店,,,,,,,118.9,42.2\n,店,,,,,,,118.8,42.2\n',
    );
    expect(tally).toMatchObject({ read: 7, rejected: 3 });
    expect(
      tally.issues.filter((issue) => issue.code === 'missingName' || issue.code === 'duplicateInFile').map(({ code, row }) => [code, row]),
    ).toEqual([
      ['missingName', 2],
      ['duplicateInFile', 4],
      ['duplicateInFile', 6],
    ]);
    expect(tally.byReason).toMatchObject({ unknownCode: 2, invalidNumber: 1, invalidDate: 1 });
    expect(rows.map((row) => row.values.sourceRef)).toEqual([
      'premises:code/P2',
      'premises:name/店|新华街1号',
      'premises:name/店|@118.900000,42.200000',
      'premises:name/店|@118.800000,42.200000',
    ]);
    expect(rows[0]?.values).toMatchObject({ businessItems: '夔' });
    expectValid('premises', rows);
  });

  test('one column may hold both coordinates, in either order', async () => {
    const cells: [string, [number, number] | null][] = [
      ['"(42.26, 118.95)"', [118.95, 42.26]],
      ['"118.95,42.26"', [118.95, 42.26]],
      ['"42.26，118.95"', [118.95, 42.26]],
      ['POINT(118.95 42.26)', [118.95, 42.26]],
      ['"东经118°57′0″,北纬42°15′36″"', [118.95, 42.26]],
      ['新华街', null],
      ['"(0.0, 0.0)"', null],
    ];
    const { rows, tally } = await readIntake(
      csv,
      textAsSource(`名称,编号,坐标\n${cells.map(([cell], i) => `店,${i},${cell}\n`).join('')}`),
      'premises',
    );
    expect(
      rows.map(
        (row) => (row.values as { geom: { coordinates: number[] } | null }).geom?.coordinates.map((x) => Math.round(x * 1e6) / 1e6) ?? null,
      ),
    ).toEqual(cells.map(([, position]) => position));
    expect(tally.byReason).toEqual({ notANumber: 1, zeroCoordinates: 1 });
  });

  test('other systems are converted and the original kept', async () => {
    const { rows } = await readIntake(csv, textAsSource('名称,X,Y\n店,4419488.0,448438.3\n'), 'premises', { crs: 'EPSG:4548' });
    const { geom, sourceX, sourceCrs } = rows[0]!.values as unknown as {
      geom: { coordinates: number[] };
      sourceX: string;
      sourceCrs: string;
    };
    expect(geom.coordinates[0]).toBeCloseTo(116.397, 5);
    expect(geom.coordinates[1]).toBeCloseTo(39.908, 5);
    expect([sourceX, sourceCrs]).toEqual(['4419488.0', 'EPSG:4548']);
  });

  test('without a column for the name nothing is read', async () => {
    expect((await readIntake(csv, textAsSource('a,b\n1,2\n'), 'premises')).failure?.code).toBe('noColumnForName');
  });
});

test('hazards point to their premises, by code before name', async () => {
  const { rows, tally } = await readIntake(
    csv,
    textAsSource(
      '场所编号,单位名称,隐患内容,严重程度,检查日期,整改期限,状态\nP1,饭店,疏散通道堆放杂物,高,2026/3/1,46100,整改中\n,饭店,线路老化,轻微,2026-03-02,,已整改\n',
    ),
    'hazards',
  );
  expect(tally.issues).toEqual([]);
  expect(rows[0]).toMatchObject({
    values: { kind: 'blockedPassage', severity: 'severityHigh', foundOn: '2026-03-01', deadlineOn: '2026-03-19', state: 'rectifying' },
    lookups: [
      { field: 'premisesId', table: 'premises', by: 'code', value: 'P1' },
      { by: 'name', value: '饭店' },
    ],
  });
  expect(rows[1]).toMatchObject({ values: { kind: 'agedWiring', state: 'accepted' }, lookups: [{ by: 'name', value: '饭店' }] });
  expectValid('hazards', rows);
});

test('what an inspection found is not turned round: failed is no pass, ordered to shut is no closed door', async () => {
  const found = {
    合格: 'pass',
    不合格: 'hazardsFound',
    未通过: 'hazardsFound',
    未发现隐患: 'pass',
    责令停业整改: 'hazardsFound',
    停业: 'closed',
    拒绝检查: 'refused',
    'Not passed': null,
  };
  const lines = Object.keys(found).map((word, index) => `店${index},2026-03-01,双随机,${word}`);
  const { rows } = await readIntake(csv, textAsSource(`场所名称,检查日期,检查方式,检查结果\n${lines.join('\n')}\n`), 'inspections');
  expect(rows.map(({ values }) => ('result' in values ? values.result : null))).toEqual(Object.values(found));
  expect(rows[0]).toMatchObject({ values: { mode: 'surprise' } });
  expectValid('inspections', rows);
});

test('features from OpenStreetMap keep their object as the key', async () => {
  const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry });
  const document = {
    type: 'FeatureCollection',
    features: [
      feature(
        { '@id': 'node/7', name: '饭店', amenity: 'restaurant', 'addr:street': '新华街', 'addr:housenumber': '1号' },
        { type: 'Point', coordinates: [118.9, 42.2] },
      ),
      feature(
        { osm_id: 'a246', name: '店', shop: 'yes' },
        {
          type: 'Polygon',
          coordinates: [
            [
              [118, 42],
              [118.002, 42],
              [118.002, 42.002],
              [118, 42],
            ],
          ],
        },
      ),
    ],
  };
  const { rows } = await readIntake(geojson, textAsSource(JSON.stringify(document), 'a.geojson'), 'premises');
  expect(rows[0]?.values).toMatchObject({ sourceRef: 'osm:node/7', category: 'smallEatery', address: '新华街1号' });
  expect(rows[1]?.values).toMatchObject({ sourceRef: 'osm:way/123', category: 'smallShop', geom: { coordinates: [118.001, 42.001] } });
});

test('zones are wound as RFC 7946 says, roads read as OpenStreetMap means them', async () => {
  const clockwise = [
    [118, 42],
    [118, 42.1],
    [118.1, 42.1],
    [118.1, 42],
    [118, 42],
  ];
  const zones = {
    type: 'Feature',
    properties: { 片区名称: '一片区', 片长: '张三' },
    geometry: { type: 'Polygon', coordinates: [clockwise] },
  };
  const zone = await readIntake(geojson, textAsSource(JSON.stringify(zones), 'z.geojson'), 'zones');
  expect(zone.rows[0]?.values).toMatchObject({
    name: '一片区',
    chiefName: '张三',
    geom: { type: 'MultiPolygon', coordinates: [[clockwise.toReversed()]] },
  });
  expectValid('zones', zone.rows);
  const roads = {
    type: 'Feature',
    properties: { 道路名称: '新华路', highway: 'motorway', maxspeed: '25 mph', bridge: 'viaduct' },
    geometry: {
      type: 'MultiLineString',
      coordinates: [
        [
          [118, 42],
          [118.1, 42],
        ],
        [
          [118.2, 42],
          [118.3, 42],
        ],
      ],
    },
  };
  const road = await readIntake(geojson, textAsSource(JSON.stringify(roads), 'r.geojson'), 'roads');
  expect(road.rows).toHaveLength(2);
  expect(road.rows[0]?.values).toMatchObject({
    name: '新华路',
    roadClass: 'motorway',
    oneway: 1,
    maxspeedKmh: 40.2,
    bridge: true,
    minZoom: 5,
  });
  expect(road.rows[1]?.values.sourceRef).toBe(`${road.rows[0]?.values.sourceRef}#2`);
  expectValid('roads', road.rows);
});

test('directions of roads in the words of offices, of navigation maps and of shapefiles made from OpenStreetMap', async () => {
  const directions = async (header: string, words: readonly string[]): Promise<unknown[]> => {
    const lines = words.map((word, row) => `路${row},支路,${word},"LINESTRING(118.9 42.${row + 10},119 42.${row + 10})"`);
    const read = await readIntake(csv, textAsSource(`路名,${header},wkt\n${lines.join('\n')}\n`), 'roads');
    return read.rows.map(({ values }) => (values as { oneway?: unknown }).oneway);
  };
  expect(await directions('等级,单行', ['双向', '单向', '反向', '是', '否', '-1', 'FT', 'TF', '非单行', '', '甲'])).toEqual([
    ...[0, 1, -1, 1, 0, -1, 1, -1, 0, 0],
    undefined,
  ]);
  expect(await directions('等级,通行方向', ['0', '1', '2', '3'])).toEqual([0, 0, 1, -1]);
  expect(await directions('fclass,oneway', ['F', 'T', 'B'])).toEqual([1, -1, 0]);
});

test('cells as offices fill them in: what cannot be is named with what it may mean', async () => {
  const header = '名称,地址,面积,座位数,是否三合一,登记日期,电话\n';
  const lines = [
    '店一,街1号,约2亩,三十,无,二〇二六年三月五日,139 0476 1234',
    '店二,街2号,200㎡,12,有,2026-02-30,8221234',
    '店三,街3号,,,,26/3/5,',
  ];
  const { rows, tally } = await readIntake(csv, textAsSource(header + lines.join('\n')), 'premises');
  expect(rows.map(({ values }) => values)).toMatchObject([
    { areaSquareMeters: 1333.33, seats: 30, mixedUse: false, registeredOn: '2026-03-05', phone: '13904761234' },
    { areaSquareMeters: 200, seats: 12, mixedUse: true, phone: '8221234' },
    { registeredOn: '2026-03-05' },
  ]);
  expect(rows[1]?.values).not.toHaveProperty('registeredOn');
  expect(tally.issues.filter(({ field }) => field === 'registeredOn')).toMatchObject([
    { code: 'impossibleDate', row: 3, column: '登记日期', value: '2026-02-30', suggestion: '2026-02-28' },
    { code: 'shortYear', row: 4, value: '26/3/5', suggestion: '2026-03-05' },
  ]);
});

test('shapes may stand in a column as Well-Known Text', async () => {
  const zones = '片区名称,片长,边界\n北片,张三,"POLYGON((118.9 42.2,119 42.2,119 42.3,118.9 42.2))"\n南片,李四,"POLYGON((118.9"\n';
  const { rows, tally } = await readIntake(csv, textAsSource(zones), 'zones');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.values).toMatchObject({ name: '北片', geom: { type: 'MultiPolygon' } });
  expect(tally.issues).toMatchObject([{ code: 'geometryInvalid', row: 3 }]);
  const roads = '道路名称,道路等级,wkt\n新华街,主干路,"LINESTRING(118.9 42.2,119 42.2)"\n';
  const read = await readIntake(csv, textAsSource(roads), 'roads');
  expect(read.rows[0]?.values).toMatchObject({ name: '新华街', geom: { type: 'LineString', coordinates: [[118.9, 42.2], [119, 42.2]] } }); // biome-ignore format: short
});
