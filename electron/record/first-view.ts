import type { TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { indexBounds } from './geopackage-rtree.ts';

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];

/**
 * What the first view fits, by rank: premises, forces and buildings; without any, the roads; else whatever there is. A bay or
 * a county border that an extract carries whole reaches far beyond the district.
 */
const ranks: readonly (readonly TableName[])[] = [
  ['premises', 'hazard', 'station', 'facility', 'zone', 'building'],
  ['road', 'place'],
  ['admin_area', 'land', 'waterway'],
];
/** Share of premises left out at each side: a few rows geocoded to another city must not shrink the district to a dot. */
const STRAY_SHARE = 0.01;
/** Below this many, none is called a stray. */
const FEWEST = 200;
/** Positions looked at; more do not move a percentile that anybody sees. */
const SAMPLE = 20_000;

/** Keeps the first view of one workspace; the sample of premises is drawn anew only when their bounds or number have moved. */
export function createFirstView(): { of(reader: Connection, placed: number): Box | null } {
  let known: { key: string; box: Box } | null = null;
  const premisesBox = (reader: Connection, placed: number): Box | null => {
    const bounds = indexBounds(reader.database, 'premises');
    if (bounds === null || placed < FEWEST) return bounds;
    const key = `${bounds.join()} ${Math.round(Math.log(placed) * 100)}`;
    if (known?.key !== key) known = { key, box: withoutStrays(reader, placed) };
    return known.box;
  };
  return {
    of(reader, placed) {
      for (const tables of ranks) {
        const boxes = tables
          .map((table) => (table === 'premises' ? premisesBox(reader, placed) : indexBounds(reader.database, table)))
          .filter((box) => box !== null);
        if (boxes.length > 0) return boxes.reduce(join);
      }
      return null;
    },
  };
}

/** The box of all but the outermost premises, widened by a tenth to take back the edge that was cut with them. */
function withoutStrays(reader: Connection, placed: number): Box {
  const step = Math.ceil(placed / SAMPLE);
  const rows = reader.allValues('SELECT minx, miny FROM rtree_premises_geom WHERE id % ? = 0', step) as [number, number][];
  const [west, east] = percentiles(rows.map(([x]) => x));
  const [south, north] = percentiles(rows.map(([, y]) => y));
  const [across, up] = [(east - west) / 10, (north - south) / 10];
  return [west - across, south - up, east + across, north + up];
}

function percentiles(values: number[]): [low: number, high: number] {
  const sorted = Float64Array.from(values).sort();
  const cut = Math.floor(sorted.length * STRAY_SHARE);
  return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0];
}

const join = (a: Box, b: Box): Box => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
