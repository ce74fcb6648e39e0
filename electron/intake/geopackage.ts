import { existsSync } from 'node:fs';
import { checkGeometry } from '../../shared/formats/check-geometry.ts';
import { crsOfEpsg } from '../../shared/formats/crs-of-name.ts';
import { putValue } from '../../shared/formats/feature-table.ts';
import { type SheetInfo, type SourceRow, type TableFormat, tableHead } from '../../shared/formats/format.ts';
import type { Issue } from '../../shared/formats/issue.ts';
import { mostColumns } from '../../shared/formats/limits.ts';
import { Refusal } from '../../shared/formats/refusal.ts';
import { decodeGeoPackageGeometry } from '../../shared/geo/wkb.ts';
import { done, type Failure, failed } from '../../shared/model/index.ts';
import { refuseLongPath } from '../record/long-path.ts';
import { immutableAddress, openSqlite, type SqliteDatabase } from '../record/sqlite.ts';

const rowsPerBatch = 500;
const mostTables = 1000;
const longestText = 4000;
/** 200,000 vertices with heights and measures take 6.4 MB. */
const mostGeometryBytes = 8 * 2 ** 20;

interface Layer {
  table: string;
  geometry: string | null;
  srs: number | null;
}

/**
 * A GeoPackage at a path: any of its tables, read by SQLite itself, which never runs anything the file brings along: no views, no generated
 * columns, an untrusted schema.
 */
export function geopackage(path: string): TableFormat {
  return {
    id: 'geopackage',
    extensions: ['gpkg'],
    recognises: ({ bytes }) => new TextDecoder().decode(bytes.subarray(0, 15)) === 'SQLite format 3',
    async open({ name: file }, options) {
      const tooLong = refuseLongPath(path);
      if (tooLong !== null) return tooLong;
      return reading(file, () => {
        const database = openUntrusted(path);
        try {
          const layers = findLayers(database);
          if (layers === null) return failed('fileTypeUnsupported', { file, type: 'SQLite' });
          const sheets: SheetInfo[] = layers.map(({ table }) => ({ name: table, rows: null, hidden: false }));
          const layer = options.sheet === undefined ? firstWithRows(database, layers) : layers.find(({ table }) => table === options.sheet);
          if (layer === undefined)
            return options.sheet === undefined
              ? failed('noTableInside', { file })
              : failed('sheetUnknown', { file, sheet: options.sheet.slice(0, 100) });
          const columns = columnsOf(database, layer.table).filter((column) => column !== layer.geometry);
          if (columns.length > mostColumns) return failed('tooManyColumns', { file, count: columns.length, limit: mostColumns });
          const crs = layer.srs === null ? null : crsOfSrs(database, layer.srs);
          return done({
            head: tableHead({ columns, sheet: layer.table, sheets, crs: crs?.id ?? null, crsStated: crs?.stated ?? null }),
            rows: (report) => readRows(path, layer, columns, file, report),
          });
        } finally {
          database.close();
        }
      });
    },
  };
}

/** Opens the file as immutable, so that SQLite puts no file of its own beside it; unless another program's changes still stand in a `-wal`. */
function openUntrusted(path: string): SqliteDatabase {
  const database = openSqlite(existsSync(`${path}-wal`) ? path : immutableAddress(path), { readOnly: true });
  database.exec(
    'PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -8192',
  );
  return database;
}

/** Runs what asks SQLite; its errors about the file become a refusal. */
function reading<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof Error && 'errcode' in error) throw new Refusal('fileMalformed', { file, place: error.message.slice(0, 100) });
    throw error;
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
type Row = Record<string, unknown>;
const all = (database: SqliteDatabase, sql: string, ...values: string[]): Row[] => database.prepare(sql).all(...values) as Row[];

/** The tables a person may mean, those with shapes first; null when it is not a GeoPackage. Views are left out: they run what the file says. */
function findLayers(database: SqliteDatabase): Layer[] | null {
  const names = new Set(all(database, "SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => String(name)));
  if (!names.has('gpkg_contents')) return null;
  const shapes = names.has('gpkg_geometry_columns')
    ? all(database, 'SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns LIMIT 1000')
    : [];
  const withShapes = shapes
    .filter(({ table_name: table }) => names.has(String(table)))
    .map(
      ({ table_name: table, column_name: column, srs_id: srs }): Layer => ({
        table: String(table),
        geometry: String(column),
        srs: Number(srs),
      }),
    );
  const taken = new Set(withShapes.map(({ table }) => table));
  const virtual = new Set(
    all(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'").map(({ name }) => String(name)),
  );
  const plain = [...names].filter((name) => !taken.has(name) && !virtual.has(name) && !/^(gpkg_|sqlite_|rtree_)/.test(name));
  return [
    ...withShapes.filter(({ table }) => !virtual.has(table)),
    ...plain.map((table): Layer => ({ table, geometry: null, srs: null })),
  ].slice(0, mostTables);
}

function firstWithRows(database: SqliteDatabase, layers: readonly Layer[]): Layer | undefined {
  return layers.find(({ table }) => all(database, `SELECT 1 FROM ${quoted(table)} LIMIT 1`).length > 0) ?? layers[0];
}

/** Stored columns only: a generated one would run the file's own expression. */
function columnsOf(database: SqliteDatabase, table: string): string[] {
  return all(database, 'SELECT name, hidden FROM pragma_table_xinfo(?)', table)
    .filter(({ hidden, name }) => Number(hidden) === 0 && name !== '__proto__')
    .map(({ name }) => String(name));
}

function crsOfSrs(database: SqliteDatabase, srs: number): { id: string | null; stated: string } {
  const [row] = all(
    database,
    'SELECT srs_name, organization, organization_coordsys_id AS code FROM gpkg_spatial_ref_sys WHERE srs_id = CAST(? AS INTEGER)',
    String(srs),
  );
  const isEpsg = String(row?.organization ?? 'EPSG').toUpperCase() === 'EPSG';
  const code = Number(row?.code ?? srs);
  return { id: isEpsg ? crsOfEpsg(code) : null, stated: `${String(row?.srs_name ?? '').slice(0, 100)} ${code}`.trim() };
}

async function* readRows(
  path: string,
  { table, geometry }: Layer,
  columns: readonly string[],
  file: string,
  report: (issue: Issue) => void,
): AsyncGenerator<SourceRow[], Failure | null, void> {
  const database = reading(file, () => openUntrusted(path));
  try {
    const texts = columns.map(
      (column) =>
        `CASE typeof(${quoted(column)}) WHEN 'blob' THEN NULL WHEN 'text' THEN substr(${quoted(column)}, 1, ${longestText}) ELSE ${quoted(column)} END`,
    );
    const shape =
      geometry === null
        ? 'NULL'
        : `CASE WHEN length(${quoted(geometry)}) <= ${mostGeometryBytes} THEN ${quoted(geometry)} ELSE length(${quoted(geometry)}) END`;
    const statement = reading(file, () => database.prepare(`SELECT ${[shape, ...texts].join(', ')} FROM ${quoted(table)}`));
    statement.setReturnArrays(true);
    const rows = statement.iterate() as unknown as Iterator<unknown[]>;
    let batch: SourceRow[] = [];
    for (let row = 1; ; row++) {
      const next = reading(file, () => rows.next());
      if (next.done === true) break;
      const [blob, ...cells] = next.value;
      const values: Record<string, string> = {};
      for (const [index, column] of columns.entries()) putValue(values, column, textOf(cells[index]));
      const read = readGeometry(blob);
      if ('reason' in read) report({ code: read.reason, file, row, column: geometry, value: read.value });
      else batch.push({ row, values, geometry: read.geometry });
      if (batch.length < rowsPerBatch) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
    return null;
  } finally {
    database.close();
  }
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

function readGeometry(blob: unknown): { geometry: SourceRow['geometry'] } | { reason: Issue['code']; value: string } {
  if (blob === null) return { geometry: null };
  if (!(blob instanceof Uint8Array)) return { reason: 'tooManyVertices', value: `${String(blob).slice(0, 20)} B` };
  try {
    const { geometry } = decodeGeoPackageGeometry(blob);
    return geometry === null ? { geometry } : checkGeometry(geometry);
  } catch (error) {
    if (error instanceof RangeError) return { reason: 'geometryInvalid', value: error.message };
    throw error;
  }
}
