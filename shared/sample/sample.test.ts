import { createHash } from 'node:crypto';
import type { LineString, MultiPolygon, Point, Position } from 'geojson';
import { beforeAll, describe, expect, it } from 'vitest';
import { entities, entityOf, newRow, type RowIn, settledHazardStates, type TableName } from '../model/index.ts';
import { assessWarningColor } from '../rules/warning-color.ts';
import { generateSample, sampleAsOfOn, sampleFromOn, sampleTotalRows } from './index.ts';
import { sampleRandom } from './sample-random.ts';

type Rows = { [T in TableName]?: RowIn<T>[] };
const rows: Rows = {};
let hash = '';
let total = 0;
let invalid: string[] = [];
let batchSizes: number[] = [];
const of = <T extends TableName>(table: T) => (rows[table] ?? []) as RowIn<T>[];

function hashSample(): string {
  const digest = createHash('sha256');
  for (const batch of generateSample()) digest.update(JSON.stringify(batch));
  return digest.digest('hex');
}

beforeAll(() => {
  const digest = createHash('sha256');
  invalid = [];
  batchSizes = [];
  for (const batch of generateSample()) {
    digest.update(JSON.stringify(batch));
    batchSizes.push(batch.rows.length);
    const { schema } = entityOf(batch.table);
    for (const { values } of batch.rows) {
      total++;
      const row = newRow(entityOf(batch.table), values.id as string, values as never);
      if (!schema.safeParse(row).success) invalid.push(`${batch.table} ${values.sourceRef}`);
      let list = rows[batch.table] as unknown[] | undefined;
      if (!list) {
        list = [];
        (rows as Record<string, unknown[]>)[batch.table] = list;
      }
      list.push(row);
    }
  }
  hash = digest.digest('hex');
}, 60_000);

describe('the sample district', () => {
  it('is made of valid rows with ids and source keys of their own, in batches of at most 1,000', () => {
    expect(invalid).toEqual([]);
    expect(total).toBe(sampleTotalRows);
    expect(Math.max(...batchSizes)).toBeLessThanOrEqual(1000);
    const ids = Object.keys(rows).flatMap((table) => of(table as TableName).map(({ id }) => id));
    expect(new Set(ids).size).toBe(total);
    for (const table of Object.keys(rows) as TableName[]) {
      const keys = of(table).map((row) => (row as unknown as { sourceRef: string }).sourceRef);
      expect(keys.every((key) => key.startsWith('sample:'))).toBe(true);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('is the same bytes every time', { timeout: 60_000 }, () => {
    expect(hashSample()).toBe(hash);
  });

  it('has the published figures', () => {
    expect(of('admin_area').filter(({ level }) => level === 'townStreet')).toHaveLength(13);
    const posts = of('station').filter(({ type }) => type === 'firePost');
    expect(posts).toHaveLength(10);
    expect(posts.filter(({ equipment }) => equipment.length === 0)).toHaveLength(1);
    expect(of('station').filter(({ type }) => type === 'fireSafetyServiceCentre')).toHaveLength(13);
    expect(of('premises')).toHaveLength(5621);
    expect(of('hazard')).toHaveLength(4999);
    const settled = of('hazard').filter(({ state }) => settledHazardStates.includes(state!));
    expect(settled).toHaveLength(4987);
    expect(settled.filter(({ state }) => state === 'void')).toHaveLength(0);
    expect(of('hazard').filter(({ prominent }) => prominent)).toHaveLength(564);
    expect(of('person').filter(({ role }) => role === '网格员')).toHaveLength(531);
    expect(of('facility').filter(({ type }) => type === 'hydrant')).toHaveLength(420);
    expect(of('inspection')).toHaveLength(12_000);
    expect(of('campaign')).toHaveLength(2);
    expect(of('admin_area').find(({ level }) => level === 'district')?.population).toBe(470_500);
  });

  it('grades about 62, 30 and 8 in a hundred', () => {
    const share = (grade: string) => of('premises').filter(({ supervisionGrade }) => supervisionGrade === grade).length / 5621;
    expect(share('gradeExcellent')).toBeCloseTo(0.62, 2);
    expect(share('gradeGood')).toBeCloseTo(0.3, 2);
    expect(share('gradeSecure')).toBeCloseTo(0.08, 2);
  });
});

describe('references', () => {
  it('point at rows that came before', () => {
    const known = (table: TableName) => new Set(of(table).map(({ id }) => id));
    const [premises, zones, areas, inspections, campaigns, people] = [
      known('premises'),
      known('zone'),
      known('admin_area'),
      known('inspection'),
      known('campaign'),
      known('person'),
    ];
    expect(of('premises').every(({ zoneId, adminAreaId }) => zones.has(zoneId!) && areas.has(adminAreaId!))).toBe(true);
    expect(of('hazard').every(({ premisesId, inspectionId }) => premises.has(premisesId!) && inspections.has(inspectionId!))).toBe(true);
    expect(
      of('inspection').every(({ premisesId, campaignId }) => premises.has(premisesId!) && (!campaignId || campaigns.has(campaignId))),
    ).toBe(true);
    expect(of('zone').every(({ chiefId, chiefName }) => people.has(chiefId!) && !!chiefName)).toBe(true);
    expect(of('grade_period').every(({ premisesId }) => premises.has(premisesId!))).toBe(true);
  });
});

describe('the street network', () => {
  const drivable = new Set([
    'motorway',
    'motorway_link',
    'trunk',
    'primary',
    'secondary',
    'tertiary',
    'residential',
    'living_street',
    'service',
  ]);

  it('is one connected graph of at least 15,000 edges between junctions', () => {
    const parent = new Map<number, number>();
    const root = (node: number): number => {
      let at = node;
      while ((parent.get(at) ?? at) !== at) at = parent.get(at)!;
      let walk = node;
      while ((parent.get(walk) ?? walk) !== at) {
        const next = parent.get(walk)!;
        parent.set(walk, at);
        walk = next;
      }
      return at;
    };
    const degree = new Map<number, number>();
    for (const { nodeIds, roadClass } of of('road')) {
      expect(drivable.has(roadClass!)).toBe(true);
      for (let i = 1; i < nodeIds.length; i++) {
        for (const node of [nodeIds[i - 1]!, nodeIds[i]!]) degree.set(node, (degree.get(node) ?? 0) + 1);
        parent.set(root(nodeIds[i - 1]!), root(nodeIds[i]!));
      }
    }
    expect(new Set([...degree.keys()].map(root)).size).toBe(1);
    let ends = 0;
    for (const { nodeIds } of of('road')) {
      for (let i = 1; i < nodeIds.length; i++) ends += Number(degree.get(nodeIds[i - 1]!) !== 2) + Number(degree.get(nodeIds[i]!) !== 2);
    }
    expect(ends / 2).toBeGreaterThanOrEqual(15_000);
  });

  it('gives a node the same coordinates everywhere, one node to a place', () => {
    const placeOf = new Map<number, string>();
    for (const { nodeIds, geom } of of('road')) {
      const { coordinates } = geom as LineString;
      expect(coordinates).toHaveLength(nodeIds.length);
      coordinates.forEach((position, i) => {
        const place = position.join();
        if ((placeOf.get(nodeIds[i]!) ?? place) !== place) throw new Error(`node ${nodeIds[i]} stands in two places`);
        placeOf.set(nodeIds[i]!, place);
      });
    }
    expect(new Set(placeOf.values()).size).toBe(placeOf.size);
  });

  it('has a node at every crossing on the ground', () => {
    const segments = of('road').flatMap(({ geom, roadClass, nodeIds }) =>
      roadClass === 'motorway'
        ? []
        : (geom as LineString).coordinates
            .slice(1)
            .map((b, i) => ({ a: (geom as LineString).coordinates[i]!, b, from: nodeIds[i]!, to: nodeIds[i + 1]! })),
    );
    const cells = new Map<string, number[]>();
    segments.forEach(({ a, b }, id) => {
      const [w, e, s, n] = [Math.min(a[0]!, b[0]!), Math.max(a[0]!, b[0]!), Math.min(a[1]!, b[1]!), Math.max(a[1]!, b[1]!)];
      for (let i = Math.floor(w * 1000); i <= Math.floor(e * 1000); i++) {
        for (let j = Math.floor(s * 1000); j <= Math.floor(n * 1000); j++) cells.set(`${i},${j}`, [...(cells.get(`${i},${j}`) ?? []), id]);
      }
    });
    const crossings = new Set<string>();
    for (const cell of cells.values()) {
      for (const p of cell) {
        for (const q of cell) {
          const [one, other] = [segments[p]!, segments[q]!];
          if (q <= p || one.from === other.from || one.from === other.to || one.to === other.from || one.to === other.to) continue;
          if (crosses(one.a, one.b, other.a, other.b)) crossings.add(`${p}/${q}`);
        }
      }
    }
    expect([...crossings]).toEqual([]);
  });

  it('names at least 800 streets and flags bridges', () => {
    const named = new Set(of('road').flatMap(({ name }) => (name ? [name] : [])));
    expect(named.size).toBeGreaterThanOrEqual(800);
    expect(of('road').filter(({ name, roadClass }) => !name && !['service', 'motorway_link'].includes(roadClass!))).toHaveLength(0);
    const bridges = of('road').filter(({ bridge }) => bridge);
    expect(bridges.length).toBeGreaterThan(20);
    expect(bridges.every(({ layer }) => layer === 1)).toBe(true);
    expect(of('road').filter(({ oneway }) => oneway === 1).length).toBeGreaterThan(10);
  });
});

describe('areas', () => {
  it('tile the district: 506 km², children sum to their parent', () => {
    const district = of('admin_area').find(({ level }) => level === 'district')!;
    expect(squareKilometres(district)).toBeGreaterThan(506 * 0.995);
    expect(squareKilometres(district)).toBeLessThan(506 * 1.005);
    const sum = (list: { geom: unknown }[]) => list.reduce((all, row) => all + squareKilometres(row), 0);
    const children = (id: string) => of('admin_area').filter(({ parentId }) => parentId === id);
    expect(sum(children(district.id))).toBeCloseTo(squareKilometres(district), 3);
    for (const subdistrict of children(district.id)) {
      expect(sum(children(subdistrict.id))).toBeCloseTo(squareKilometres(subdistrict), 3);
      expect(children(subdistrict.id).reduce((all, { population }) => all + population!, 0)).toBe(subdistrict.population);
    }
    expect(of('zone').length).toBeGreaterThanOrEqual(13);
    expect(sum(of('zone'))).toBeCloseTo(squareKilometres(district), 3);
  });

  it('neither overlap nor leave gaps at sampled points', () => {
    const district = of('admin_area').find(({ level }) => level === 'district')!;
    const communities = of('admin_area').filter(({ level }) => level === 'community');
    const subdistricts = of('admin_area').filter(({ level }) => level === 'townStreet');
    const random = sampleRandom('points');
    let inside = 0;
    for (let i = 0; i < 1200; i++) {
      const point: Position = [random.between(118.76, 119.16), random.between(42.15, 42.39)];
      if (!contains(district, point)) continue;
      inside++;
      for (const layer of [communities, subdistricts, of('zone')]) expect(layer.filter((area) => contains(area, point))).toHaveLength(1);
    }
    expect(inside).toBeGreaterThan(500);
  });

  it('hold their premises', () => {
    const areas = new Map(of('admin_area').map((area) => [area.id, area]));
    const zones = new Map(of('zone').map((zone) => [zone.id, zone]));
    const astray = of('premises').filter(({ geom, adminAreaId, zoneId }) => {
      const { coordinates } = geom as Point;
      return !contains(areas.get(adminAreaId!)!, coordinates) || !contains(zones.get(zoneId!)!, coordinates);
    });
    expect(astray.map(({ code }) => code)).toEqual([]);
  });

  it('give zones that share a border different colours', () => {
    const owners = new Map<string, Set<number>>();
    of('zone').forEach(({ geom }, i) => {
      for (const ring of (geom as MultiPolygon).coordinates.flat()) {
        for (let k = 1; k < ring.length; k++) {
          const side = [ring[k - 1]!.join(), ring[k]!.join()].sort().join(' ');
          owners.set(side, (owners.get(side) ?? new Set()).add(i));
        }
      }
    });
    const shared = [...owners.values()].filter(({ size }) => size === 2);
    expect(shared.length).toBeGreaterThan(500);
    for (const pair of shared) {
      const [a, b] = [...pair].map((i) => of('zone')[i]!.colorIndex);
      expect(a).not.toBe(b);
    }
  });
});

describe('the history', () => {
  it('runs in order within the 24 months', () => {
    for (const hazard of of('hazard')) {
      const dates = [hazard.foundOn, hazard.assignedOn, hazard.rectifiedOn, hazard.acceptedOn, hazard.closedOn].filter(
        (day) => day !== null,
      );
      expect([...dates].sort()).toEqual(dates);
      expect(dates[0]! >= sampleFromOn && dates[dates.length - 1]! <= sampleAsOfOn).toBe(true);
      expect(hazard.rectifiedOn === null).toBe(!settledHazardStates.includes(hazard.state!));
    }
    const registered = new Map(of('premises').map(({ id, registeredOn }) => [id, registeredOn!]));
    expect(of('inspection').every(({ premisesId, inspectedOn }) => inspectedOn! >= registered.get(premisesId!)!)).toBe(true);
  });

  it('counts on each inspection the hazards it found', () => {
    const found = new Map<string, number>();
    for (const { inspectionId } of of('hazard')) found.set(inspectionId!, (found.get(inspectionId!) ?? 0) + 1);
    const wrong = of('inspection').filter(
      ({ id, hazardCount, result }) => (found.get(id) ?? 0) !== hazardCount || hazardCount! > 0 !== (result === 'hazardsFound'),
    );
    expect(wrong).toHaveLength(0);
  });

  it('peaks in winter', () => {
    const winter = of('hazard').filter(({ foundOn }) => ['11', '12', '01', '02'].includes(foundOn!.slice(5, 7))).length;
    expect(winter / 4999).toBeGreaterThan(0.42);
  });

  it('ends every grade history in the grade of the premises', () => {
    const last = new Map(
      of('grade_period').flatMap(({ premisesId, grade, toOn }) => (toOn === null ? [[premisesId!, grade] as const] : [])),
    );
    expect(of('premises').every(({ id, supervisionGrade }) => last.get(id) === supervisionGrade)).toBe(true);
    expect(of('grade_period').every(({ fromOn, toOn }) => toOn === null || fromOn! <= toOn)).toBe(true);
  });

  it('has the warning colours of the rule', () => {
    const open = new Map<string, RowIn<'hazard'>[]>();
    for (const hazard of of('hazard')) {
      if (hazard.rectifiedOn === null) open.set(hazard.premisesId!, [...(open.get(hazard.premisesId!) ?? []), hazard]);
    }
    for (const { id, supervisionGrade, mixedUse, warningColor, colorReasons } of of('premises')) {
      const mine = open.get(id) ?? [];
      const count = (severity: string) => mine.filter((hazard) => hazard.severity === severity).length;
      const expected = assessWarningColor({
        supervisionGrade,
        mixedUse,
        openHazards: {
          severityLow: count('severityLow'),
          severitySlight: count('severitySlight'),
          severityGeneralCommon: count('severityGeneralCommon'),
          severityHigh: count('severityHigh'),
        },
        openProminent: mine.filter(({ prominent }) => prominent).length,
        openMajor: mine.filter(({ major }) => major).length,
      });
      expect([warningColor, colorReasons]).toEqual([expected.color, expected.reasons]);
    }
  });
});

it('speaks of no table the record does not know', () => {
  for (const table of Object.keys(rows)) expect(Object.keys(entities)).toContain(table);
});

/** Spherical area (Chamberlain and Duquette, 2007). */
function squareKilometres({ geom }: { geom: unknown }): number {
  const radians = Math.PI / 180;
  const ringArea = (ring: Position[]) => {
    let sum = 0;
    for (let i = 1; i < ring.length; i++) {
      const [[x1, y1], [x2, y2]] = [ring[i - 1] as [number, number], ring[i] as [number, number]];
      sum += (x2 - x1) * radians * (2 + Math.sin(y1 * radians) + Math.sin(y2 * radians));
    }
    return Math.abs((sum * 6371.0088 ** 2) / 2);
  };
  return (geom as MultiPolygon).coordinates.reduce(
    (all, [outer, ...holes]) => all + ringArea(outer!) - holes.reduce((sum, hole) => sum + ringArea(hole), 0),
    0,
  );
}

function contains({ geom }: { geom: unknown }, [x, y]: Position): boolean {
  let inside = false;
  for (const ring of (geom as MultiPolygon).coordinates.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1] as [number, number], ring[i] as [number, number]];
      if (ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

function crosses(a: Position, b: Position, c: Position, d: Position): boolean {
  const side = (p: Position, q: Position, r: Position) => (q[0]! - p[0]!) * (r[1]! - p[1]!) - (q[1]! - p[1]!) * (r[0]! - p[0]!);
  // Lines that touch within the rounding of seven decimals (a few millimetres) do not count as crossing.
  const opposite = (p: number, q: number) => Math.min(p, q) < -1e-11 && Math.max(p, q) > 1e-11;
  return opposite(side(a, b, c), side(a, b, d)) && opposite(side(c, d, a), side(c, d, b));
}
