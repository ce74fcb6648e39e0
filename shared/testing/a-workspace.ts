import type { IntakeBatch, IntakeRow } from '../formats/intake.ts';
import { newRow } from '../model/entity.ts';
import {
  type Change,
  entities,
  entityOf,
  facilityTypes,
  hazardKinds,
  hazardSeverities,
  hazardStates,
  premisesCategories,
  type RowIn,
  stationTypes,
  supervisionGrades,
  type TableName,
} from '../model/index.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Contents for a workspace in tests and benchmarks: believable rows, the same for the same seeds. */
export interface WorkspaceBuilder {
  readonly rows: { readonly [T in TableName]?: RowIn<T>[] };
  /** Premises around a district centre; one in twenty has no position. */
  withPremises(count: number, seed?: number): WorkspaceBuilder;
  /** Hazards at premises built before. */
  withHazards(count: number, seed?: number): WorkspaceBuilder;
  withStations(count: number, seed?: number): WorkspaceBuilder;
  withFacilities(count: number, seed?: number): WorkspaceBuilder;
  /** Two-way streets of a few vertices each. */
  withRoads(count: number, seed?: number): WorkspaceBuilder;
  /** Square zones side by side. */
  withZones(count: number, seed?: number): WorkspaceBuilder;
  with<T extends TableName>(table: T, ...rows: RowIn<T>[]): WorkspaceBuilder;
  /** Everything as one change. */
  toChange(edit?: string): Change;
  /** Everything as intake batches of at most `batchRows` rows; hazards name their premises by source reference. */
  toBatches(batchRows?: number): IntakeBatch[];
}

const CENTRE = { lon: 118.96, lat: 42.27 };
const streets = ['东街', '西大街', '红旗路', '解放路', '站前街', '永巨街', '桥北大道', '松山路'];
const trades = ['超市', '便利店', '面馆', '旅馆', '诊所', '幼儿园', '网吧', '理发店', '木工坊', '仓库'];
const owners = ['红山', '昌盛', '兴隆', '老百姓', '蒙东', '福来', '金利', '万家', '宏达', '永安'];

export function aWorkspace(): WorkspaceBuilder {
  const rows: { [table: string]: Record<string, unknown>[] } = {};
  const add = <T extends TableName>(table: T, row: Partial<RowIn<T>> & { id: string }): void => {
    rows[table] ??= [];
    rows[table].push(newRow(entityOf(table), row.id, row as never));
  };
  const builder: WorkspaceBuilder = {
    rows: rows as WorkspaceBuilder['rows'],
    withPremises: (count, seed = 1) => {
      const random = seededRandom(seed);
      for (let index = 0; index < count; index++) {
        const placed = random.integer(20) !== 0;
        add('premises', {
          id: random.uuid(),
          geom: placed ? pointNear(random) : null,
          unplacedReason: placed ? null : 'noCoordinates',
          code: `HS${String(index + 1).padStart(7, '0')}`,
          name: `${random.pick(owners)}${random.pick(trades)}${index}号`,
          category: random.pick(premisesCategories),
          address: `红山区${random.pick(streets)}${random.integer(400)}号`,
          mixedUse: random.chance(0.1),
          supervisionGrade: random.pick(supervisionGrades),
          registeredOn: dayText(random),
          areaSquareMeters: 20 + random.integer(4000) / 10,
          sourceRef: `premises:code/HS${index + 1}`,
          sourceCrs: 'wgs84',
        });
      }
      return builder;
    },
    withHazards: (count, seed = 2) => {
      const random = seededRandom(seed);
      const premises = rows.premises ?? [];
      for (let index = 0; index < count; index++) {
        add('hazard', {
          id: random.uuid(),
          number: `YH${index + 1}`,
          premisesId: premises.length > 0 ? (random.pick(premises).id as string) : null,
          kind: random.pick(hazardKinds),
          severity: random.pick(hazardSeverities),
          state: random.pick(hazardStates),
          prominent: random.chance(0.1),
          major: random.chance(0.01),
          foundOn: dayText(random),
          rectifiedOn: random.chance(0.5) ? dayText(random) : null,
          sourceRef: `hazards:number/YH${index + 1}`,
        });
      }
      return builder;
    },
    withStations: (count, seed = 3) => {
      const random = seededRandom(seed);
      for (let index = 0; index < count; index++) {
        add('station', {
          id: random.uuid(),
          geom: pointNear(random),
          name: `第${index + 1}消防驿站`,
          type: random.pick(stationTypes),
          address: `${random.pick(streets)}${random.integer(400)}号`,
          equipment: [{ name: '灭火器', quantity: 1 + random.integer(12) }],
          sourceRef: `stations:name/${index + 1}`,
        });
      }
      return builder;
    },
    withFacilities: (count, seed = 4) => {
      const random = seededRandom(seed);
      for (let index = 0; index < count; index++) {
        add('facility', {
          id: random.uuid(),
          geom: pointNear(random),
          type: random.pick(facilityTypes),
          sourceRef: `facilities:${index + 1}`,
        });
      }
      return builder;
    },
    withRoads: (count, seed = 5) => {
      const random = seededRandom(seed);
      for (let index = 0; index < count; index++) {
        const start = pointNear(random).coordinates as [number, number];
        const coordinates = [0, 1, 2].map((step) => [start[0] + step * 0.001, start[1] + step * random.next() * 0.001]);
        add('road', {
          id: random.uuid(),
          geom: { type: 'LineString', coordinates },
          name: random.chance(0.7) ? `${random.pick(owners)}${random.pick(streets)}` : null,
          roadClass: random.pick(['primary', 'secondary', 'residential'] as const),
          oneway: 0,
          osmWayId: index + 1,
          nodeIds: coordinates.map((_, vertex) => index * 10 + vertex),
          minZoom: 10 + random.integer(5),
          sourceRef: `osm:way/${index + 1}`,
        });
      }
      return builder;
    },
    withZones: (count, seed = 6) => {
      const random = seededRandom(seed);
      for (let index = 0; index < count; index++) {
        const west = CENTRE.lon + index * 0.01;
        add('zone', {
          id: random.uuid(),
          geom: { type: 'MultiPolygon', coordinates: [[squareRing(west, CENTRE.lat, 0.01)]] },
          name: `第${index + 1}联防片区`,
          state: 'adopted',
          colorIndex: index % 8,
          sourceRef: `zones:name/${index + 1}`,
        });
      }
      return builder;
    },
    with: (table, ...added) => {
      for (const row of added) add(table, row as Partial<RowIn<typeof table>> & { id: string });
      return builder;
    },
    toChange: (edit = 'editPremises') => {
      const count = Object.values(rows).reduce((sum, list) => sum + list.length, 0);
      return { note: { edit, subject: null, count }, puts: structuredClone(rows) as Change['puts'], deletes: {} };
    },
    toBatches: (batchRows = 1000) => {
      const premisesRefs = new Map((rows.premises ?? []).map((row) => [row.id, row.sourceRef as string]));
      const batches: IntakeBatch[] = [];
      for (const table of Object.keys(entities) as TableName[]) {
        const list = rows[table] ?? [];
        for (let start = 0; start < list.length; start += batchRows) {
          const slice = list.slice(start, start + batchRows);
          batches.push({ table, rows: slice.map((row, index) => intakeRow(row, start + index + 1, premisesRefs)) });
        }
      }
      return batches;
    },
  };
  return builder;
}

/** The fields a file would speak of: those that are not at their initial value, without the record's own id. */
function intakeRow(row: Record<string, unknown>, origin: number, premisesRefs: Map<unknown, string>): IntakeRow {
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row)) if (field !== 'id' && field !== 'premisesId' && value !== null) values[field] = value;
  const premisesRef = premisesRefs.get(row.premisesId);
  return {
    origin,
    values: values as IntakeRow['values'],
    ...(premisesRef === undefined ? {} : { lookups: [{ field: 'premisesId', table: 'premises', by: 'sourceRef', value: premisesRef }] }),
  };
}

function pointNear(random: SeededRandom): { type: 'Point'; coordinates: number[] } {
  const spread = () => (random.next() + random.next() + random.next() - 1.5) * 0.12;
  return { type: 'Point', coordinates: [round(CENTRE.lon + spread()), round(CENTRE.lat + spread())] };
}

function squareRing(west: number, south: number, size: number): number[][] {
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

function dayText(random: SeededRandom): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${2024 + random.integer(2)}-${two(1 + random.integer(12))}-${two(1 + random.integer(28))}`;
}
