import { exportKey } from '../../shared/formats/export-columns.ts';
import type { ImportCounts, ImportRequest, IntakeBatch, IntakeRow, Mapping } from '../../shared/formats/intake.ts';
import type { Issue, ReasonCode } from '../../shared/formats/issue.ts';
import { samePlace } from '../../shared/geo/same-place.ts';
import { decodeGeoPackageGeometry } from '../../shared/geo/wkb.ts';
import { newRow } from '../../shared/model/entity.ts';
import { entities, type TableName } from '../../shared/model/index.ts';
import type { Connection } from './connection.ts';
import { encodeField, encodeNewRow, encodeRow, fitGeometry, isUuid } from './encode-row.ts';
import { findDuplicate } from './imports/find-duplicate.ts';
import { createLinkResolver } from './imports/link-resolver.ts';
import { createNewerEdits, type NewerEdit } from './imports/newer-edits.ts';
import { createPremisesIndex } from './imports/premises-index.ts';
import type { Review } from './imports/review.ts';
import { reviewedFields } from './imports/reviewed-fields.ts';
import { findById, findBySourceRef, type StoredImage } from './row-writer.ts';
import { type Image, type LayoutColumn, layoutOf, type SqlValue, sameValue, type TableLayout } from './table-layout.ts';
import type { WriteSession } from './write-session.ts';

/** What the record itself found while writing rows in. */
export interface IntakeTally {
  counts: ImportCounts;
  issues: Issue[];
  issuesTotal: number;
  byReason: Partial<Record<ReasonCode, number>>;
  /** Rows with fields edited in the record after the file was written. */
  conflicts: number;
  /** New rows that look like a record there is, and were not decided about. */
  duplicates: number;
}

/** Issues kept with their place; beyond these only the totals grow. */
export const ISSUES_KEPT = 1000;

/** What the record works out itself, whatever a file says. */
const DERIVED_FIELDS = ['warningColor', 'colorReasons', 'colorRuleVersion', 'rev', 'fid'];
const POSITION_FIELDS = ['sourceX', 'sourceY', 'sourceCrs'] as const;

export interface IntakeWriterOptions {
  connection: Connection;
  session: WriteSession;
  importBatchId: string | null;
  file: string;
  /** Null for what is no file: then rows are matched by `sourceRef` alone. */
  request: ImportRequest | null;
  /** Where every issue goes, and with `keepRows` every row. */
  review: Review | null;
  keepRows: boolean;
}

/**
 * Writes intake batches into a session. A row finds its record by its id, its `sourceRef`, another key a person said is the same, or the key the
 * request chose. A new row is created, a known one merged field by field (what a row does not mention stays; a null position never removes one;
 * what was edited in the record after the file was written stays unless the request says otherwise), an equal one left alone.
 */
export function createIntakeWriter({ connection, session, importBatchId, file, request, review, keepRows }: IntakeWriterOptions) {
  const tally: IntakeTally = {
    counts: { read: 0, created: 0, updated: 0, unchanged: 0, rejected: 0, placed: 0, unplaced: 0, tables: {} },
    issues: [],
    issuesTotal: 0,
    byReason: {},
    conflicts: 0,
    duplicates: 0,
  };
  const { counts } = tally;
  const premises = createPremisesIndex(connection);
  const resolveLinks = createLinkResolver(connection, premises);
  const aliases = readAliases(connection);
  const decisions = new Map((request?.duplicates ?? []).map(({ row, id }) => [String(row), id]));
  let mapping: Mapping = request?.mapping ?? {};
  let newerEdits: ReturnType<typeof createNewerEdits> | null = null;

  const report = (code: ReasonCode, row: IntakeRow, field: string | null, value: unknown, suggestion: string | null = null) => {
    tally.issuesTotal++;
    tally.byReason[code] = (tally.byReason[code] ?? 0) + 1;
    const issue: Issue = {
      code,
      file,
      row: row.origin,
      column: field === null ? null : (mapping[field] ?? field),
      value: typeof value === 'string' || typeof value === 'number' ? `${value}` : null,
      field,
      suggestion,
    };
    review?.addIssues([issue]);
    if (tally.issues.length < ISSUES_KEPT) tally.issues.push(issue);
  };
  const reject = (row: IntakeRow, field: string, value: unknown): null => {
    counts.rejected++;
    report(reasonOf(field, value), row, field, value);
    return null;
  };

  function resolveLookups(row: IntakeRow, values: Record<string, unknown>): void {
    if (row.lookups === undefined || row.lookups.length === 0) return;
    const { ids, problems } = resolveLinks(row.lookups);
    for (const [field, id] of ids) values[field] = id;
    for (const { code, lookup, suggestion } of problems)
      report(code, row, fieldOfLookup[lookup.by] ?? lookup.field, lookup.value, suggestion);
  }

  /** The record a row stands for; `gone` when a person chose one that is not there any more. */
  function findStored(table: TableName, row: IntakeRow): StoredImage | null | 'gone' {
    const { id, sourceRef } = row.values;
    const decided = decisions.get(String(row.origin)) ?? null;
    if (decided !== null) return findById(connection, table, decided) ?? 'gone';
    const stored = (isUuid(id) ? findById(connection, table, id) : null) ?? findBySourceRef(connection, table, sourceRef);
    if (stored !== null) return stored;
    const known = aliases.get(`${table} ${sourceRef}`) ?? findByChosenKey(table, row);
    return known === null ? null : findById(connection, table, known);
  }

  function findByChosenKey(table: TableName, row: IntakeRow): string | null {
    const { code, name, address, qrId } = row.values as Record<string, unknown>;
    const column = request?.matchBy === 'code' ? 'code' : request?.matchBy === 'qrId' ? 'qr_id' : null;
    const value = request?.matchBy === 'code' ? code : qrId;
    if (table !== 'premises') return null;
    if (column !== null && typeof value === 'string') {
      return (connection.getValues(`SELECT id FROM premises WHERE ${column} = ? ORDER BY fid LIMIT 1`, value)?.[0] ?? null) as
        | string
        | null;
    }
    if (request === null || typeof name !== 'string' || typeof address !== 'string') return null;
    if (request.matchBy === 'nameAddress') return premises.at(name, address)[0]?.id ?? null;
    // A row without a code is the one premises of its name and address, unless a person said it is not.
    const isCoded = (request.matchBy ?? 'auto') !== 'auto' || typeof code === 'string';
    if (isCoded || decisions.has(String(row.origin))) return null;
    const alike = premises.at(name, address);
    return alike.length === 1 ? alike[0]!.id : null;
  }

  /** A record keeps the key it is known by; another one a person decided about is remembered as an alias. */
  function keepKey(table: TableName, row: IntakeRow, values: Record<string, unknown>, stored: StoredImage): void {
    const known = stored.image[layoutOf(table).indexOf.get('sourceRef') as number] ?? null;
    const { sourceRef } = row.values;
    if (known === sourceRef) return;
    if (sourceRef === exportKey(table, stored.id)) {
      delete values.sourceRef;
      return;
    }
    const taken = findBySourceRef(connection, table, sourceRef);
    if (known === null && taken === null) return;
    delete values.sourceRef;
    if (taken !== null || decisions.get(String(row.origin)) !== stored.id || aliases.has(`${table} ${sourceRef}`)) return;
    const layout = layoutOf('source_alias');
    const id = crypto.randomUUID();
    const alias = newRow(entities.source_alias, id, { ofTable: table, recordId: stored.id, sourceRef, importBatchId });
    const image = encodeRow(layout, alias, session.rev);
    if (!image.ok) throw new Error(`alias refused: ${JSON.stringify(image.failure)}`);
    session.insert('source_alias', id, image.value);
    aliases.set(`${table} ${sourceRef}`, stored.id);
  }

  function dropTakenQrId(row: IntakeRow, values: Record<string, unknown>, id: string | null): void {
    if (typeof values.qrId !== 'string') return;
    const holder = connection.getValues('SELECT id FROM premises WHERE qr_id = ?', values.qrId)?.[0] ?? null;
    if (holder === null || holder === id) return;
    report('qrIdTaken', row, 'qrId', values.qrId);
    delete values.qrId;
  }

  function suggestDuplicate(row: IntakeRow, values: Record<string, unknown>): void {
    if (review === null || request === null) return;
    const text = (field: string): string | null => (typeof values[field] === 'string' ? (values[field] as string) : null);
    const name = text('name');
    if (name === null) return;
    const [lon = null, lat = null] = (values.geom as { coordinates?: [number, number] } | null | undefined)?.coordinates ?? [];
    const [code, address] = [text('code'), text('address')];
    const described = { name, code, address, standardAddressCode: text('standardAddressCode'), phone: text('phone'), lon, lat };
    const found = findDuplicate(premises, described);
    if (found === null) return;
    const { known, score, reason } = found;
    const decided = decisions.has(String(row.origin)) ? 'apart' : null;
    if (decided === null) tally.duplicates++;
    review.addDuplicate({
      row: row.origin,
      table: 'premises',
      name,
      address,
      known: { id: known.id, name: known.name, address: known.address, code: known.code },
      score,
      reason,
      decided,
    });
  }

  function create(layout: TableLayout, row: IntakeRow, values: Record<string, unknown>): Image | null {
    const id = isUuid(values.id) ? values.id : crypto.randomUUID();
    if (layout.table === 'premises') {
      dropTakenQrId(row, values, null);
      suggestDuplicate(row, values);
    }
    if (importBatchId !== null && layout.indexOf.has('importBatchId')) values.importBatchId = importBatchId;
    const image = encodeNewRow(layout, id, values, session.rev);
    if (!image.ok) {
      const field = String(image.failure.details.field);
      return reject(row, field, values[field]);
    }
    if (keepRows) addToReview(layout, row, id, 'created', null, image.value, noEdits);
    session.insert(layout.table, id, image.value);
    counts.created++;
    return image.value;
  }

  function merge(layout: TableLayout, row: IntakeRow, values: Record<string, unknown>, stored: StoredImage): Image | null {
    const image = [...stored.image];
    keepBetterPosition(layout, values, stored);
    keepKey(layout.table, row, values, stored);
    if (layout.table === 'premises') dropTakenQrId(row, values, stored.id);
    for (const [field, value] of Object.entries(values)) {
      if (field === 'id' || value === undefined) continue;
      const place = layout.indexOf.get(field);
      const encoded = place === undefined ? null : encodeField(layout, field, layout.columns[place] as LayoutColumn, value);
      if (!encoded?.ok) return reject(row, field, value);
      if (!meansSame(stored.image[place as number] ?? null, encoded.value)) image[place as number] = encoded.value;
    }
    const stated = [...image];
    const edits = keepNewerEdits(layout, row, image, stored);
    const changed = image.some((value, place) => !sameValue(value, stored.image[place] as SqlValue));
    if (keepRows) addToReview(layout, row, stored.id, changed ? 'updated' : 'unchanged', stored.image, stated, edits);
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

  /** Differing columns that were edited in the record since; they keep the record's value unless the request says otherwise. */
  function keepNewerEdits(layout: TableLayout, row: IntakeRow, image: Image, stored: StoredImage): ReadonlyMap<number, NewerEdit> {
    if (newerEdits === null) return noEdits;
    const differing = image.flatMap((value, place) => (sameValue(value, stored.image[place] as SqlValue) ? [] : [place]));
    if (differing.length === 0) return noEdits;
    const since = newerEdits(layout.table, stored);
    const edits = new Map(differing.flatMap((place) => (since.has(place) ? [[place, since.get(place) as NewerEdit]] : [])));
    if (edits.size === 0) return noEdits;
    tally.conflicts++;
    if (request?.newerInRecord === 'takeFile') return edits;
    for (const [place, { actor, at }] of edits) {
      const { field, kind } = layout.columns[place] as LayoutColumn;
      report('recordNewer', row, field, kind === 'blob' ? null : image[place], `${actor} ${at.slice(0, 10)}`);
      image[place] = stored.image[place] as SqlValue;
    }
    return edits;
  }

  function addToReview(
    layout: TableLayout,
    row: IntakeRow,
    id: string,
    state: 'created' | 'updated' | 'unchanged',
    before: Image | null,
    after: Image,
    edits: ReadonlyMap<number, NewerEdit>,
  ): void {
    const namePlace = layout.indexOf.get('name') ?? layout.indexOf.get('description');
    const name = namePlace === undefined ? null : (after[namePlace] as string | null);
    review?.addRow({ row: row.origin, table: layout.table, id, name, state, fields: reviewedFields(layout, before, after, edits) });
  }

  return {
    tally,
    /** Told before the first batch of a file: how it is read, and when it was last written. */
    begin: (head: { mapping: Mapping | null; sheet: string | null; fileTimeMs: number }) => {
      mapping = head.mapping ?? mapping;
      if (review !== null) Object.assign(review, { mapping: head.mapping, sheet: head.sheet });
      newerEdits = createNewerEdits(connection, head.fileTimeMs);
    },
    write: ({ table, rows }: IntakeBatch) => {
      const layout = layoutOf(table);
      counts.tables[table] = (counts.tables[table] ?? 0) + rows.length;
      for (const row of rows) {
        const values: Record<string, unknown> = { ...row.values };
        for (const field of DERIVED_FIELDS) delete values[field];
        resolveLookups(row, values);
        const stored = findStored(table, row);
        if (stored === 'gone') {
          counts.rejected++;
          report('recordUnknown', row, 'name', values.name);
          continue;
        }
        const image = stored === null ? create(layout, row, values) : merge(layout, row, values, stored);
        if (image !== null && layout.geometry !== null) counts[isPlaced(connection, layout, image) ? 'placed' : 'unplaced']++;
      }
    },
  };
}

const noEdits: ReadonlyMap<number, NewerEdit> = new Map();

/** The field of a file that a lookup's value comes from. */
const fieldOfLookup: Readonly<Record<string, string>> = {
  code: 'premisesCode',
  name: 'premisesName',
  standardAddressCode: 'standardAddressCode',
};

/** Records by the other keys they are known by. */
function readAliases(connection: Connection): Map<string, string> {
  const rows = connection.allValues('SELECT of_table, source_ref, record_id FROM source_alias WHERE record_id IS NOT NULL');
  return new Map(rows.map(([table, sourceRef, id]) => [`${table} ${sourceRef}`, id as string]));
}

/**
 * A null position never removes one, one that differs by rounding alone is the same, and a position corrected by hand is kept as long as the
 * file, unless it names records by their ids, still states the same original coordinates. Whatever position remains, the reason for having none follows it.
 */
function keepBetterPosition(layout: TableLayout, values: Record<string, unknown>, stored: StoredImage): void {
  if (layout.geometry === null) return;
  const current = (field: string): SqlValue => stored.image[layout.indexOf.get(field) as number] ?? null;
  const placed = current('geom') !== null;
  const sameOrigin =
    layout.geometry === 'POINT' &&
    values.id === undefined &&
    current('sourceX') !== null &&
    POSITION_FIELDS.every((field) => values[field] !== undefined && values[field] === current(field));
  const stands = placed ? decodeGeoPackageGeometry(current('geom') as Uint8Array).geometry : null;
  const stated = fitGeometry(layout.geometry, values.geom);
  const rounded = stands !== null && stated !== null && samePlace(stated, stands);
  if (values.geom === null || (placed && (sameOrigin || rounded))) delete values.geom;
  if (!layout.indexOf.has('unplacedReason')) return;
  if (values.geom !== undefined || placed) values.unplacedReason = null;
}

/** Whether two values are one but for what files lose: blanks at the ends of a text, and a number's digits beyond the 15 that spreadsheets keep. */
function meansSame(stored: SqlValue, stated: SqlValue): boolean {
  if (typeof stored === 'string') return typeof stated === 'string' && stored.trim() === stated.trim();
  return typeof stored === 'number' && typeof stated === 'number' && Number(stored.toPrecision(15)) === Number(stated.toPrecision(15));
}

/** A hazard without a point of its own stands where its premises stands. */
function isPlaced(connection: Connection, layout: TableLayout, image: Image): boolean {
  if (image[layout.indexOf.get('geom') as number] !== null) return true;
  if (layout.table !== 'hazard') return false;
  const premisesId = image[layout.indexOf.get('premisesId') as number] ?? null;
  return premisesId !== null && connection.get('SELECT 1 FROM premises WHERE id = ? AND geom IS NOT NULL', premisesId) !== undefined;
}

function reasonOf(field: string, value: unknown): ReasonCode {
  if (field === 'geom') return 'geometryInvalid';
  if (field === 'name' && (value === undefined || value === null || value === '')) return 'missingName';
  return 'fileMalformed';
}
