import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { entityOf, newRow, type TableName } from '../../model/index.ts';
import { bytesAsSource } from '../../testing/byte-source.ts';
import { type PbfNode, pbfFile } from '../../testing/write-osm-pbf.ts';
import type { BoundingBox, IntakeRow } from '../intake.ts';
import { tallyIssues } from '../tally-issues.ts';
import { osmToIntake } from './osm-to-intake.ts';

const inflate = (bytes: Uint8Array, size: number): Uint8Array => inflateSync(bytes, { maxOutputLength: size });

async function readBytes(bytes: Uint8Array, clip: BoundingBox | null = null, pieceBytes = 1000) {
  const tally = tallyIssues();
  const tables: { [T in TableName]?: IntakeRow[] } = {};
  const reading = osmToIntake(bytesAsSource(bytes, 'test.osm.pbf', pieceBytes), { inflate, clip, tally });
  for (;;) {
    const next = await reading.next();
    if (next.done === true) return { tables, tally, failure: next.value };
    const { table, rows } = next.value;
    tables[table] = [...(tables[table] ?? []), ...rows];
  }
}

const node = (id: number, lon: number, lat: number, tags: Record<string, string> = {}): PbfNode => ({
  id,
  lon: Math.round(lon * 1e7),
  lat: Math.round(lat * 1e7),
  tags,
});
/** A small town: a street with a gate, a roundabout, a lake with an island, a shop in a building, a hydrant, a restriction. */
const town = {
  nodes: [
    node(1, 118.9, 42.2),
    node(2, 118.901, 42.2, { barrier: 'lift_gate', access: 'private' }),
    node(3, 118.902, 42.2),
    node(4, 118.902, 42.201),
    node(5, 118.901, 42.201),
    node(6, 118.95, 42.25, { emergency: 'fire_hydrant' }),
    node(7, 118.951, 42.25, { amenity: 'fire_station', name: '松州消防站' }),
    node(8, 118.952, 42.25, { shop: 'convenience', name: '便利店', 'addr:street': '新华街', 'addr:housenumber': '8号' }),
    node(9, 118.9, 42.25, { place: 'town', name: '红庙子镇', population: '12000' }),
    ...[11, 12, 13, 14].map((id, index) => node(id, 118.92 + 0.01 * Number(index === 1 || index === 2), 42.22 + 0.01 * Number(index > 1))),
    ...[21, 22, 23, 24].map((id, index) =>
      node(id, 118.924 + 0.002 * Number(index === 1 || index === 2), 42.224 + 0.002 * Number(index > 1)),
    ),
    node(12_000_000_001, 118.903, 42.2),
  ],
  ways: [
    { id: 100, refs: [1, 2, 3, 999, 4, 5], tags: { highway: 'residential', name: '新华街', maxspeed: '25 mph', access: 'yes' } },
    { id: 101, refs: [3, 4, 5, 3], tags: { highway: 'tertiary', junction: 'roundabout' } },
    { id: 102, refs: [3, 12_000_000_001], tags: { highway: 'motorway', bridge: 'yes', layer: '1' } },
    { id: 103, refs: [11, 12, 13], tags: {} },
    { id: 104, refs: [11, 14, 13], tags: {} },
    { id: 105, refs: [21, 22, 23, 24, 21], tags: {} },
    { id: 106, refs: [21, 22, 23, 24, 21], tags: { building: 'yes', shop: 'supermarket', name: '超市', 'building:levels': '3' } },
    { id: 107, refs: [997, 998], tags: { highway: 'primary' } },
    { id: 108, refs: [1, 5], tags: { waterway: 'river', name: '英金河' } },
  ],
  relations: [
    {
      id: 200,
      members: [103, 104].map((id) => ({ type: 1, id, role: 'outer' })).concat({ type: 1, id: 105, role: 'inner' }),
      tags: { type: 'multipolygon', natural: 'water', name: '湖' },
    },
    {
      id: 201,
      members: [{ type: 1, id: 103, role: 'outer' }],
      tags: { type: 'boundary', boundary: 'administrative', admin_level: '8', name: '破镇' },
    },
    {
      id: 202,
      members: [103, 104].map((id) => ({ type: 1, id, role: 'outer' })),
      tags: { type: 'boundary', boundary: 'administrative', admin_level: '8', name: '湖镇' },
    },
    {
      id: 203,
      members: [
        { type: 1, id: 100, role: 'from' },
        { type: 0, id: 3, role: 'via' },
        { type: 1, id: 102, role: 'to' },
        { type: 1, id: 101, role: 'to' },
      ],
      tags: { type: 'restriction', restriction: 'no_left_turn' },
    },
    {
      id: 204,
      members: [
        { type: 1, id: 107, role: 'from' },
        { type: 0, id: 3, role: 'via' },
        { type: 1, id: 102, role: 'to' },
      ],
      tags: { type: 'restriction', restriction: 'no_u_turn' },
    },
  ],
};

describe('a small town', () => {
  test('becomes rows the record accepts', async () => {
    const { tables, tally, failure } = await readBytes(pbfFile(town, deflateSync));
    expect(failure).toBeNull();
    expect(Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]))).toEqual({
      road: 4,
      waterway: 1,
      building: 1,
      land: 1,
      admin_area: 1,
      place: 1,
      station: 1,
      facility: 1,
      premises: 2,
      turn_restriction: 2,
    });
    for (const [table, rows] of Object.entries(tables))
      for (const { values } of rows) {
        const entity = entityOf(table as TableName);
        const parsed = entity.schema.safeParse(newRow(entity, '00000000-0000-4000-8000-000000000000', values));
        expect(parsed.error?.issues ?? []).toEqual([]);
      }
    expect(tally.byReason).toEqual({ missingNodes: 1, geometryInvalid: 1, brokenRelation: 1 });
    expect(tally.rejected).toBe(2);
  });
  test('roads keep node ids, barriers, direction, speed; a missing node cuts them in two', async () => {
    const { tables } = await readBytes(pbfFile(town));
    expect(tables.road!.map((row) => row.values)).toMatchObject([
      {
        sourceRef: 'osm:way/100',
        nodeIds: [1, 2, 3],
        barriers: [{ vertex: 1, barrier: 'lift_gate', access: 'private' }],
        oneway: 0,
        maxspeedKmh: 40.2,
        minZoom: 12,
      },
      { sourceRef: 'osm:way/100#2', nodeIds: [4, 5], osmWayId: 100 },
      { sourceRef: 'osm:way/101', oneway: 1 },
      { sourceRef: 'osm:way/102', oneway: 1, bridge: true, layer: 1, nodeIds: [3, 12_000_000_001], minZoom: 5 },
    ]);
    expect(tables.turn_restriction!.map(({ values }) => values)).toMatchObject([
      { sourceRef: 'osm:relation/203', kind: 'no_left_turn', fromWayId: 100, viaNodeId: 3, toWayId: 102 },
      { sourceRef: 'osm:relation/203#2', kind: 'no_left_turn', fromWayId: 100, viaNodeId: 3, toWayId: 101 },
    ]);
  });
  test('areas: the lake has its island, the shop in a building a point in it, the town its level', async () => {
    const { tables } = await readBytes(pbfFile(town));
    const lake = tables.land![0]!.values as { geom: { coordinates: number[][][][] }; kind: string };
    expect(lake.kind).toBe('water');
    expect(lake.geom.coordinates).toHaveLength(1);
    expect(lake.geom.coordinates[0]).toHaveLength(2);
    expect(tables.admin_area![0]!.values).toMatchObject({
      sourceRef: 'osm:relation/202',
      level: 'townStreet',
      osmAdminLevel: 8,
      name: '湖镇',
    });
    expect(tables.premises!.map((row) => row.values)).toMatchObject([
      { sourceRef: 'osm:node/8', category: 'smallShop', address: '新华街8号' },
      { sourceRef: 'osm:way/106', name: '超市', geom: { coordinates: [118.925, 42.225] } },
    ]);
  });
  test('a clip box keeps what touches it: roads whole, boundaries around it, nothing else', async () => {
    const { tables } = await readBytes(pbfFile(town), [118.9245, 42.2245, 118.9255, 42.2255]);
    expect(Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]))).toEqual({
      building: 1,
      premises: 1,
      admin_area: 1,
    });
    const corner = await readBytes(pbfFile(town), [118.8999, 42.1999, 118.9001, 42.2001]);
    expect(corner.tables.road!.map((row) => row.values.sourceRef)).toEqual(['osm:way/100', 'osm:way/100#2']);
  });
  test('the same file gives the same rows however it is cut', async () => {
    const whole = await readBytes(pbfFile(town, deflateSync), null, 1e6);
    expect((await readBytes(pbfFile(town, deflateSync), null, 3)).tables).toEqual(whole.tables);
  });
});

test('damaged and foreign files are failures, not surprises', async () => {
  const bytes = pbfFile(town, deflateSync);
  for (const broken of [bytes.slice(0, bytes.length - 9), bytes.slice(30), new Uint8Array(100).fill(255), new Uint8Array(0)])
    expect((await readBytes(broken)).failure?.code).toBe('fileMalformed');
});
