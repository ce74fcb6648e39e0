import type { ImportCounts, IntakeBatch, IntakeRow } from '../../shared/formats/intake.ts';
import type { Issue, ReasonCode } from '../../shared/formats/issue.ts';
import type { TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { encodeField, encodeNewRow, isUuid } from './encode-row.ts';
import { findBySourceRef, type StoredImage } from './row-writer.ts';
import {
  columnOfField,
  type Image,
  type LayoutColumn,
  layoutOf,
  quoted,
  type SqlValue,
  sameValue,
  type TableLayout,
} from './table-layout.ts';
import type { WriteSession } from './write-session.ts';

/** What the record itself found while writing rows in. */
export interface IntakeTally {
  counts: ImportCounts;
  issues: Issue[];
  issuesTotal: number;
  byReason: Partial<Record<ReasonCode, number>>;
}

/** Issues kept with their place; beyond these only the totals grow. */
export const ISSUES_KEPT = 1000;

/** What the record works out itself, whatever a file says. */
const DERIVED_FIELDS = ['warningColor', 'colorReasons', 'colorRuleVersion', 'rev', 'fid'];
const POSITION_FIELDS = ['sourceX', 'sourceY', 'sourceCrs'] as const;

/**
 * Writes intake batches into a session, each row matched by its `sourceRef`: a new row is created, a known one merged field
 * by field (what a row does not mention stays; a null position never removes one), an equal one left alone.
 */
export function createIntakeWriter(connection: Connection, session: WriteSession, importBatchId: string | null, file: string) {
  const tally: IntakeTally = {
    counts: { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, placed: 0, unplaced: 0, tables: {} },
    issues: [],
    issuesTotal: 0,
    byReason: {},
  };
  const { counts } = tally;

  const report = (code: ReasonCode, row: IntakeRow, column: string | null, value: unknown) => {
    tally.issuesTotal++;
    tally.byReason[code] = (tally.byReason[code] ?? 0) + 1;
    if (tally.issues.length < ISSUES_KEPT) {
      tally.issues.push({
        code,
        file,
        row: row.origin,
        column,
        value: typeof value === 'string' || typeof value === 'number' ? `${value}` : null,
      });
    }
  };
  const reject = (row: IntakeRow, field: string, value: unknown) => {
    counts.rejected++;
    report(reasonOf(field, value), row, field, value);
  };

  function resolveLookups(row: IntakeRow, values: Record<string, unknown>): void {
    for (const { field, table, by, value } of row.lookups ?? []) {
      const id = findId(connection, table, by, value);
      if (id !== null) values[field] = id;
      else report('unknownPremises', row, field, value);
    }
  }

  function create(layout: TableLayout, row: IntakeRow, values: Record<string, unknown>): Image | null {
    const id = isUuid(values.id) ? values.id : crypto.randomUUID();
    if (importBatchId !== null && layout.indexOf.has('importBatchId')) values.importBatchId = importBatchId;
    const image = encodeNewRow(layout, id, values, session.rev);
    if (!image.ok) {
      const field = String(image.failure.details.field);
      reject(row, field, values[field]);
      return null;
    }
    session.insert(layout.table, id, image.value);
    counts.created++;
    return image.value;
  }

  function merge(layout: TableLayout, row: IntakeRow, values: Record<string, unknown>, stored: StoredImage): Image | null {
    const image = [...stored.image];
    keepBetterPosition(layout, values, stored);
    for (const [field, value] of Object.entries(values)) {
      if (field === 'id' || value === undefined) continue;
      const place = layout.indexOf.get(field);
      const encoded = place === undefined ? null : encodeField(layout, field, layout.columns[place] as LayoutColumn, value);
      if (!encoded?.ok) {
        reject(row, field, value);
        return null;
      }
      image[place as number] = encoded.value;
    }
    const changed = image.some((value, place) => !sameValue(value, stored.image[place] as SqlValue));
    if (!changed) {
      counts.unchanged++;
      return image;
    }
    const batchPlace = layout.indexOf.get('importBatchId');
    if (importBatchId !== null && batchPlace !== undefined) image[batchPlace] = importBatchId;
    session.update(layout.table, stored, image);
    counts.updated++;
    return image;
  }

  return {
    tally,
    write: ({ table, rows }: IntakeBatch) => {
      const layout = layoutOf(table);
      counts.tables[table] = (counts.tables[table] ?? 0) + rows.length;
      for (const row of rows) {
        const values: Record<string, unknown> = { ...row.values };
        for (const field of DERIVED_FIELDS) delete values[field];
        resolveLookups(row, values);
        const stored = findBySourceRef(connection, table, row.values.sourceRef);
        const image = stored === null ? create(layout, row, values) : merge(layout, row, values, stored);
        if (image !== null && layout.geometry !== null) counts[isPlaced(connection, layout, image) ? 'placed' : 'unplaced']++;
      }
    },
  };
}

/**
 * A null position never removes one, and a position corrected by hand is kept as long as the file still states the same
 * original coordinates. Whatever position remains, the reason for having none follows it.
 */
function keepBetterPosition(layout: TableLayout, values: Record<string, unknown>, stored: StoredImage): void {
  if (layout.geometry === null) return;
  const current = (field: string): SqlValue => stored.image[layout.indexOf.get(field) as number] ?? null;
  const placed = current('geom') !== null;
  const sameOrigin =
    layout.geometry === 'POINT' &&
    current('sourceX') !== null &&
    POSITION_FIELDS.every((field) => values[field] !== undefined && values[field] === current(field));
  if (values.geom === null || (placed && sameOrigin)) delete values.geom;
  if (!layout.indexOf.has('unplacedReason')) return;
  if (values.geom !== undefined || placed) values.unplacedReason = null;
}

/** A hazard without a point of its own stands where its premises stands. */
function isPlaced(connection: Connection, layout: TableLayout, image: Image): boolean {
  if (image[layout.indexOf.get('geom') as number] !== null) return true;
  if (layout.table !== 'hazard') return false;
  const premisesId = image[layout.indexOf.get('premisesId') as number] ?? null;
  return premisesId !== null && connection.get('SELECT 1 FROM premises WHERE id = ? AND geom IS NOT NULL', premisesId) !== undefined;
}

function findId(connection: Connection, table: TableName, by: string, value: string): string | null {
  if (by !== 'id' && !layoutOf(table).indexOf.has(by)) return null;
  const found = connection.getValues(`SELECT id FROM ${table} WHERE ${quoted(columnOfField(by))} = ? ORDER BY fid LIMIT 1`, value);
  return found === undefined ? null : (found[0] as string);
}

function reasonOf(field: string, value: unknown): ReasonCode {
  if (field === 'geom') return 'geometryInvalid';
  if (field === 'name' && (value === undefined || value === null || value === '')) return 'missingName';
  return 'fileMalformed';
}
