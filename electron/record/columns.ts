import {
  type ColumnArray,
  type ColumnSetName,
  type ColumnsVersion,
  type ColumnType,
  columnSets,
  NO_DAY,
} from '../../shared/ipc/data-plane.ts';
import {
  facilityTypes,
  hazardSeverities,
  hazardStates,
  inspectionResults,
  premisesCategories,
  stationTypes,
  supervisionGrades,
  warningColors,
} from '../../shared/model/index.ts';
import { currentRev, headHash } from './change-log.ts';
import { type Connection, openReader } from './connection.ts';
import { openHazardSql } from './warning-colors.ts';
import type { Workspace } from './workspace.ts';

export interface ColumnChunk {
  rev: number;
  head: string;
  total: number;
  offset: number;
  count: number;
  columns: Record<string, ColumnArray>;
  last: boolean;
}

/**
 * Where a set's numbers come from. SQLite joins each column of a chunk into one text (a hundred thousand calls across the
 * driver's border become one), positions as the hexadecimal bytes of the points' coordinates.
 */
interface ColumnSource {
  /** Rows of the set, with `fid` and the point blob `geom`. */
  from: string;
  fid: string;
  point: string;
  /** SQL of an integer, by column. */
  numbers: Record<string, string>;
  /** How many rows, where there is a quicker way than to look at each. */
  total?: string;
}

const indexOfCode = (column: string, codes: readonly string[]): string =>
  `CASE ${column} ${codes.map((code, index) => `WHEN '${code}' THEN ${index + 1}`).join(' ')} ELSE 0 END`;
const day = (date: string): string => `coalesce(CAST(julianday(${date}) - 2440587.5 AS INTEGER), ${NO_DAY})`;
const capped = (count: string): string => `min(coalesce(${count}, 0), 65535)`;
const firstOf = (dates: string[]): string => `nullif(min(${dates.map((date) => `coalesce(${date}, '9')`).join(', ')}), '9')`;

const sources: Record<ColumnSetName, ColumnSource> = {
  premises: {
    from: 'premises LEFT JOIN temp.hazard_counts ON hazard_counts.premises_id = premises.id WHERE geom IS NOT NULL',
    fid: 'premises.fid',
    point: 'geom',
    // Both from indexes: no row is read.
    total: 'SELECT (SELECT count(*) FROM premises) - (SELECT count(*) FROM premises WHERE geom IS NULL) AS n',
    numbers: {
      category: indexOfCode('category', premisesCategories),
      grade: indexOfCode('supervision_grade', supervisionGrades),
      color: indexOfCode('warning_color', warningColors),
      openHazards: capped('open_hazards'),
      openHighHazards: capped('open_high_hazards'),
      totalHazards: capped('total_hazards'),
      mixedUse: 'mixed_use',
      registeredDay: day('registered_on'),
      closedDay: day('closed_on'),
    },
  },
  hazards: {
    from: `hazard LEFT JOIN premises ON premises.id = hazard.premises_id
      WHERE coalesce(hazard.geom, premises.geom) IS NOT NULL AND coalesce(hazard.state, 'found') <> 'void'`,
    fid: 'hazard.fid',
    point: 'coalesce(hazard.geom, premises.geom)',
    numbers: {
      severity: indexOfCode('hazard.severity', hazardSeverities),
      state: indexOfCode('hazard.state', hazardStates),
      open: openHazardSql,
      prominent: 'hazard.prominent',
      premisesFid: 'coalesce(premises.fid, 0)',
      foundDay: day('hazard.found_on'),
      settledDay: `CASE WHEN ${openHazardSql} THEN ${NO_DAY} ELSE ${day(
        `coalesce(${firstOf(['hazard.rectified_on', 'hazard.accepted_on', 'hazard.closed_on'])}, CASE hazard.state WHEN 'fixedOnSite' THEN hazard.found_on END)`,
      )} END`,
    },
  },
  inspections: {
    from: 'inspection JOIN premises ON premises.id = inspection.premises_id WHERE premises.geom IS NOT NULL',
    fid: 'inspection.fid',
    point: 'premises.geom',
    numbers: {
      premisesFid: 'premises.fid',
      inspectedDay: day('inspection.inspected_on'),
      result: indexOfCode('inspection.result', inspectionResults),
      hazardCount: capped('inspection.hazard_count'),
    },
  },
  stations: {
    from: 'station WHERE geom IS NOT NULL',
    fid: 'fid',
    point: 'geom',
    numbers: { type: indexOfCode('type', stationTypes) },
  },
  facilities: {
    from: 'facility WHERE geom IS NOT NULL',
    fid: 'fid',
    point: 'geom',
    numbers: { type: indexOfCode('type', facilityTypes) },
  },
};

const prepareHazardCounts = `
DROP TABLE IF EXISTS temp.hazard_counts;
CREATE TEMP TABLE hazard_counts (premises_id TEXT PRIMARY KEY, open_hazards INTEGER, open_high_hazards INTEGER, total_hazards INTEGER) WITHOUT ROWID;
`;
/** Counts the hazards of one chunk's premises: the first chunk need not wait for those of all. */
const countHazards = `
INSERT INTO temp.hazard_counts
SELECT premises_id, sum(${openHazardSql}), sum(${openHazardSql} AND severity = 'severityHigh'), count(*)
FROM hazard WHERE premises_id IN (SELECT id FROM premises WHERE geom IS NOT NULL AND fid > ? ORDER BY fid LIMIT ?)
AND coalesce(state, 'found') <> 'void' GROUP BY premises_id
`;

/** Points carry an 8-byte header and 5 bytes of kind before x and y (shared/geo/wkb.ts). */
const COORDINATES_AT = 14;

/**
 * Streams a column set in fid order, chunk by chunk, all of one revision: the snapshot is held by a connection of its own until the
 * last chunk, whatever is committed meanwhile. Hazards that are void are in no count.
 */
export function* streamColumns(
  workspace: Pick<Workspace, 'address' | 'driver'>,
  set: ColumnSetName,
  chunkRows: number,
): Generator<ColumnChunk> {
  const connection = openReader(workspace.address, workspace.driver);
  try {
    connection.exec('PRAGMA query_only = OFF; BEGIN');
    const version = { rev: currentRev(connection), head: headHash(connection) };
    yield* columnChunks(connection, set, chunkRows, version);
  } finally {
    connection.close();
  }
}

/** Chunks of a column set as a connection sees its tables; it must be allowed temporary tables and hold one snapshot. */
export function* columnChunks(connection: Connection, set: ColumnSetName, rows: number, version: ColumnsVersion): Generator<ColumnChunk> {
  if (set === 'premises') connection.exec(prepareHazardCounts);
  const chunkRows = Math.max(1, rows);
  const { from, fid, point, numbers, total: totalSql = `SELECT count(*) AS n FROM ${from}` } = sources[set];
  const total = connection.get<{ n: number }>(totalSql)?.n ?? 0;
  const names = Object.keys(numbers);
  const inner = `SELECT ${fid} AS c_fid, hex(substr(${point}, ${COORDINATES_AT}, 16)) AS c_point, ${names.map((name) => `${numbers[name]} AS c_${name}`).join(', ')} FROM ${from} AND ${fid} > ? ORDER BY ${fid} LIMIT ?`;
  const chunkSql = `SELECT count(*), group_concat(c_fid), group_concat(c_point, ''), ${names.map((name) => `group_concat(c_${name})`).join(', ')} FROM (${inner})`;
  let lastFid = 0;
  let offset = 0;
  do {
    if (set === 'premises') {
      connection.exec('DELETE FROM temp.hazard_counts');
      connection.run(countHazards, lastFid, chunkRows);
    }
    const values = connection.getValues(chunkSql, lastFid, chunkRows) as (string | number | null)[];
    const count = values[0] as number;
    const columns = count === 0 ? emptyColumns(set) : columnsOf(set, count, values as string[], names);
    if (count > 0) lastFid = (columns.fid as Uint32Array)[count - 1] as number;
    yield { ...version, total, offset, count, columns, last: offset + count >= total };
    offset += count;
  } while (offset < total);
}

function columnsOf(set: ColumnSetName, count: number, values: string[], names: string[]): Record<string, ColumnArray> {
  const types: Record<string, ColumnType> = columnSets[set];
  const columns: Record<string, ColumnArray> = { fid: Uint32Array.from(numbersOf(values[1] as string)) };
  const points = Buffer.from(values[2] as string, 'hex');
  const lon = new Float64Array(count);
  const lat = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    lon[index] = points.readDoubleLE(index * 16);
    lat[index] = points.readDoubleLE(index * 16 + 8);
  }
  columns.lon = lon;
  columns.lat = lat;
  names.forEach((name, index) => {
    const column = arrayOf(types[name] as ColumnType, count);
    column.set(numbersOf(values[index + 3] as string));
    columns[name] = column;
  });
  return columns;
}

function emptyColumns(set: ColumnSetName): Record<string, ColumnArray> {
  return Object.fromEntries(Object.entries(columnSets[set]).map(([name, type]) => [name, arrayOf(type, 0)]));
}

const numbersOf = (joined: string): number[] => JSON.parse(`[${joined}]`) as number[];

function arrayOf(type: ColumnType, length: number): ColumnArray {
  switch (type) {
    case 'u8':
      return new Uint8Array(length);
    case 'u16':
      return new Uint16Array(length);
    case 'u32':
      return new Uint32Array(length);
    case 'i32':
      return new Int32Array(length);
    case 'f32':
      return new Float32Array(length);
    case 'f64':
      return new Float64Array(length);
  }
}
