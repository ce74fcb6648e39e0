import { readEnvelope } from '../../shared/geo/wkb.ts';
import type { SqliteDatabase } from './sqlite.ts';

/**
 * The R-tree index of a feature table's `geom` and the triggers that keep it, as the GeoPackage 1.3 extension
 * `gpkg_rtree_index` (annex F.3) words them. Frozen with the migrations that use it.
 */
export function rtreeSql(table: string): string {
  const index = `rtree_${table}_geom`;
  const bounds = 'ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)';
  return `CREATE VIRTUAL TABLE ${index} USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER ${index}_insert AFTER INSERT ON ${table} WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
  INSERT OR REPLACE INTO ${index} VALUES (NEW.fid, ${bounds});
END;
CREATE TRIGGER ${index}_update1 AFTER UPDATE OF geom ON ${table} WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
  INSERT OR REPLACE INTO ${index} VALUES (NEW.fid, ${bounds});
END;
CREATE TRIGGER ${index}_update2 AFTER UPDATE OF geom ON ${table} WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
  DELETE FROM ${index} WHERE id = OLD.fid;
END;
CREATE TRIGGER ${index}_update3 AFTER UPDATE ON ${table} WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))
BEGIN
  DELETE FROM ${index} WHERE id = OLD.fid;
  INSERT OR REPLACE INTO ${index} VALUES (NEW.fid, ${bounds});
END;
CREATE TRIGGER ${index}_update4 AFTER UPDATE ON ${table} WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))
BEGIN
  DELETE FROM ${index} WHERE id IN (OLD.fid, NEW.fid);
END;
CREATE TRIGGER ${index}_delete AFTER DELETE ON ${table} WHEN OLD.geom NOT NULL
BEGIN
  DELETE FROM ${index} WHERE id = OLD.fid;
END;
`;
}

/** The functions the triggers call. Without them any write to a feature table fails: every connection registers them. */
export function registerGeometryFunctions(database: SqliteDatabase): void {
  const register = (name: string, read: (bytes: Uint8Array) => number | null) =>
    database.function(name, { deterministic: true }, (value: unknown) => (value instanceof Uint8Array ? read(value) : null));
  register('ST_IsEmpty', (bytes) => (readEnvelope(bytes) === null ? 1 : 0));
  register('ST_MinX', (bytes) => readEnvelope(bytes)?.[0] ?? null);
  register('ST_MinY', (bytes) => readEnvelope(bytes)?.[1] ?? null);
  register('ST_MaxX', (bytes) => readEnvelope(bytes)?.[2] ?? null);
  register('ST_MaxY', (bytes) => readEnvelope(bytes)?.[3] ?? null);
}

/**
 * Bounds of everything in a table's R-tree, read from its root node alone (SQLite's rtree.c: depth and cell count as
 * big-endian 16-bit, then cells of a 64-bit id and 32-bit floats minx, maxx, miny, maxy). The floats are rounded outward,
 * by at most 1e-5 degrees. Null when the index is empty.
 */
export function indexBounds(database: SqliteDatabase, table: string): [number, number, number, number] | null {
  const root = database.prepare(`SELECT data FROM rtree_${table}_geom_node WHERE nodeno = 1`).get() as { data: Uint8Array } | undefined;
  if (root === undefined) return null;
  const view = new DataView(root.data.buffer, root.data.byteOffset, root.data.byteLength);
  const cells = view.getUint16(2);
  if (cells === 0) return null;
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let cell = 0; cell < cells; cell++) {
    const at = 4 + cell * 24 + 8;
    bounds[0] = Math.min(bounds[0], view.getFloat32(at));
    bounds[2] = Math.max(bounds[2], view.getFloat32(at + 4));
    bounds[1] = Math.min(bounds[1], view.getFloat32(at + 8));
    bounds[3] = Math.max(bounds[3], view.getFloat32(at + 12));
  }
  return bounds;
}
