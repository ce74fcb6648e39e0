import type { TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { type Image, layoutOf, quoted, type SqlValue, sameValue, type TableLayout } from './table-layout.ts';

export interface StoredImage {
  fid: number;
  id: string;
  image: Image;
}

interface TableSql {
  selectById: string;
  selectBySourceRef: string;
  insert: string;
  insertAtFid: string;
  update: string;
  updateExceptGeometry: string;
  remove: string;
}

const sqlOf = new Map<TableName, TableSql>();

export const findById = (connection: Connection, table: TableName, id: string): StoredImage | null =>
  storedImage(connection.getValues(statementsOf(table).selectById, id));

export const findBySourceRef = (connection: Connection, table: TableName, sourceRef: string): StoredImage | null =>
  storedImage(connection.getValues(statementsOf(table).selectBySourceRef, sourceRef));

/** Inserts a row, at a given `fid` when one is to be restored; answers its fid. */
export function insertImage(connection: Connection, table: TableName, id: string, image: Image, fid: number | null): number {
  const sql = statementsOf(table);
  return fid === null
    ? connection.run(sql.insert, id, ...image).lastInsertRowid
    : connection.run(sql.insertAtFid, fid, id, ...image).lastInsertRowid;
}

/** Updates a row; the geometry only when it differs, so that its index is left alone. */
export function updateImage(connection: Connection, table: TableName, fid: number, before: Image, after: Image): void {
  const layout = layoutOf(table);
  const sql = statementsOf(table);
  const geometryPlace = layout.indexOf.get('geom');
  if (geometryPlace === undefined || !sameValue(before[geometryPlace] as SqlValue, after[geometryPlace] as SqlValue)) {
    connection.run(sql.update, ...after, fid);
  } else {
    connection.run(sql.updateExceptGeometry, ...after.slice(0, geometryPlace), ...after.slice(geometryPlace + 1), fid);
  }
}

export function removeImage(connection: Connection, table: TableName, fid: number): void {
  connection.run(statementsOf(table).remove, fid);
}

function storedImage(selected: SqlValue[] | undefined): StoredImage | null {
  return selected === undefined ? null : { fid: selected[0] as number, id: selected[1] as string, image: selected.slice(2) };
}

function statementsOf(table: TableName): TableSql {
  let sql = sqlOf.get(table);
  if (sql === undefined) {
    sql = makeStatements(layoutOf(table));
    sqlOf.set(table, sql);
  }
  return sql;
}

function makeStatements({ table, columns, selectList }: TableLayout): TableSql {
  const names = columns.map((column) => quoted(column.name));
  const marks = names.map(() => '?').join(', ');
  const assignments = (list: string[]) => list.map((name) => `${name} = ?`).join(', ');
  return {
    selectById: `SELECT ${selectList} FROM ${table} WHERE id = ?`,
    selectBySourceRef: `SELECT ${selectList} FROM ${table} WHERE source_ref = ?`,
    insert: `INSERT INTO ${table} (id, ${names.join(', ')}) VALUES (?, ${marks})`,
    insertAtFid: `INSERT INTO ${table} (fid, id, ${names.join(', ')}) VALUES (?, ?, ${marks})`,
    update: `UPDATE ${table} SET ${assignments(names)} WHERE fid = ?`,
    updateExceptGeometry: `UPDATE ${table} SET ${assignments(names.filter((name) => name !== '"geom"'))} WHERE fid = ?`,
    remove: `DELETE FROM ${table} WHERE fid = ?`,
  };
}
