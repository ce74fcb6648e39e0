import { rmSync } from 'node:fs';
import type { Geometry } from 'geojson';
import {
  chosenFields,
  codeInWords,
  type ExportOptions,
  type ExportPages,
  exportedValue,
  fieldKind,
} from '../../../shared/formats/export-columns.ts';
import { prjOf } from '../../../shared/formats/shapefile/prj-of-crs.ts';
import type { Crs } from '../../../shared/geo/crs.ts';
import { projectGeometry } from '../../../shared/geo/project-geometry.ts';
import { encodeGeoPackageGeometry } from '../../../shared/geo/wkb.ts';
import { entityOf } from '../../../shared/model/index.ts';
import { openSqlite } from '../sqlite.ts';
import type { SqlValue } from '../table-layout.ts';

/**
 * A table as one layer of a GeoPackage (OGC 12-128r17), fields under their own names with codes in the reader's words. Overwrites what is at `path`.
 * The file is whole only when this has ended; a failure leaves it for the caller to delete.
 */
export async function writeGeopackage(path: string, pages: ExportPages, options: ExportOptions, crs: Crs): Promise<void> {
  rmSync(path, { force: true });
  const database = openSqlite(path, { readOnly: false });
  try {
    database.exec(
      'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300; BEGIN',
    );
    database.exec(metadata);
    const { table } = options;
    const geometryKind = entityOf(table).geometry;
    const srsId = addSystem(database, crs);
    const fields = chosenFields(options);
    const columns = fields.map((field) => `${quote(field)} ${columnType(options, field)}`);
    const layer = quote(table);
    database.exec(
      `CREATE TABLE ${layer} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL${geometryKind === null ? '' : `, geom ${geometryKind}`}, ${columns.join(', ')})`,
    );
    const places = new Array(fields.length + (geometryKind === null ? 0 : 1)).fill('?').join(', ');
    const names = [...(geometryKind === null ? [] : ['geom']), ...fields.map((field) => quote(field))];
    const insert = database.prepare(`INSERT INTO ${layer} (${names.join(', ')}) VALUES (${places})`);
    const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
    for await (const rows of pages)
      for (const row of rows) {
        const values: SqlValue[] = fields.map((field) => sqlValue(options, field, exportedValue(options, field, row)));
        if (geometryKind !== null) {
          const geometry = projectGeometry(row.geom as Geometry | null, crs);
          if (geometry !== null) widen(box, geometry.coordinates);
          values.unshift(geometry === null ? null : encodeGeoPackageGeometry(geometry, srsId));
        }
        insert.run(...values);
      }
    const bounds = box[0] > box[2] ? [null, null, null, null] : box;
    database
      .prepare(
        'INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(table, geometryKind === null ? 'attributes' : 'features', table, ...bounds, geometryKind === null ? null : srsId);
    if (geometryKind !== null)
      database.prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)').run(table, 'geom', geometryKind, srsId);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

const metadata = `
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]', NULL),
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL), ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name));
`;

/** The number of a system in the file. The shifted ones of web maps have none anywhere: they are the undefined geographic one. */
function addSystem(database: ReturnType<typeof openSqlite>, crs: Crs): number {
  if (crs.id === 'wgs84') return 4326;
  if (!crs.id.startsWith('EPSG:')) return 0;
  const srsId = Number(crs.id.slice(5));
  database
    .prepare("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)")
    .run(crs.id, srsId, srsId, prjOf(crs) ?? 'undefined');
  return srsId;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function columnType({ table, includePersonal }: ExportOptions, field: string): string {
  const definition = entityOf(table).fields[field];
  if (definition === undefined || (definition.personal && !includePersonal)) return 'TEXT';
  const kind = fieldKind(table, field);
  if (kind === 'date') return 'DATE';
  if (kind === 'flag') return 'BOOLEAN';
  return definition.sql === 'integer' ? 'INTEGER' : definition.sql === 'real' ? 'REAL' : 'TEXT';
}

function sqlValue(options: ExportOptions, field: string, value: unknown): SqlValue {
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return codeInWords(options, field, value);
  return JSON.stringify(value);
}

function widen(box: [number, number, number, number], part: unknown): void {
  const list = part as unknown[];
  if (typeof list[0] !== 'number') {
    for (const inner of list) widen(box, inner);
    return;
  }
  const [x, y] = list as [number, number];
  box[0] = Math.min(box[0], x);
  box[1] = Math.min(box[1], y);
  box[2] = Math.max(box[2], x);
  box[3] = Math.max(box[3], y);
}
