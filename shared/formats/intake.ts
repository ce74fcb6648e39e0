import type { CrsReport } from '../geo/crs-doctor/crs-report.ts';
import type { ImportPreview } from '../ipc/jobs.ts';
import type { Failure, RowIn, TableName } from '../model/index.ts';
import type { SourceRow } from './format.ts';
import type { Issue, ReasonCode } from './issue.ts';

/** What the user says a file is. */
export const importKinds = [
  'osm',
  'premises',
  'hazards',
  'inspections',
  'people',
  'stations',
  'facilities',
  'zones',
  'roads',
  'patrolTracks',
] as const;
export type ImportKind = (typeof importKinds)[number];

/** A row on its way into the record: only the fields the file speaks of, the key it is matched by, and where it stands. */
export interface IntakeRow<T extends TableName = TableName> {
  /** Line, feature number or OSM object, for issues. */
  origin: number | string;
  /** Unmentioned fields keep what the record has. A null `geom` never removes a position the record has. */
  values: Partial<RowIn<T>> & { sourceRef: string };
  /** References the record resolves: set `field` to the id of the row of `table` whose `by` equals `value`. Of several for one field the first that finds a row counts. */
  lookups?: IntakeLookup[];
}
export interface IntakeLookup {
  field: string;
  table: TableName;
  by: string;
  value: string;
  /** With `by: 'name'`: tells rows of one name apart. */
  address?: string | null;
}
export interface IntakeBatch<T extends TableName = TableName> {
  table: T;
  rows: IntakeRow<T>[];
}
/** What a producer (importer or sample generator, in a worker thread) tells the record's process. The record answers each batch with `next`. */
export type IntakeMessage =
  | { kind: 'batch'; batch: IntakeBatch }
  /** Before the first batch: how the file is read, when it was last written (milliseconds since 1970) and its size in bytes. */
  | { kind: 'head'; mapping: Mapping | null; sheet: string | null; fileTimeMs: number; fileSize: number }
  /** Every issue, as it is found. */
  | { kind: 'issues'; issues: Issue[] }
  | { kind: 'progress'; done: number; total: number }
  /** Totals are exact; `issues` holds the first ones. `read` and `rejected` count source rows. */
  | {
      kind: 'end';
      read: number;
      rejected: number;
      issues: Issue[];
      issuesTotal: number;
      byReason: Partial<Record<ReasonCode, number>>;
      fileHash: string | null;
    }
  /** The answers to a `sheet` task: its columns, then its rows as they stand, each lot answered with `next`. Places of points are told as two columns more. */
  | { kind: 'sheet'; columns: string[]; withPositions: boolean }
  | { kind: 'rows'; rows: SourceRow[] }
  /** The answer to a `preview` task; no batches then. */
  | { kind: 'preview'; preview: ImportPreview }
  /** The answer to a `crs` task; no batches then. */
  | { kind: 'crs'; report: CrsReport }
  | { kind: 'failed'; failure: Failure };
export type IntakeReply = { kind: 'next' } | { kind: 'cancel' };

/** Field → column header of the file. `position` may name one column holding both coordinates. */
export type Mapping = Record<string, string>;

export type BoundingBox = [west: number, south: number, east: number, north: number];

/** How a person says a file is laid out; what is left out is detected. */
export interface SourceLayout {
  /** Sheet of a workbook, layer of a file with several. */
  sheet?: string | undefined;
  delimiter?: string | undefined;
  quote?: string | undefined;
  /** 1-based row the header starts in; 0 when there is none. */
  headerRow?: number | undefined;
}

export interface ImportRequest {
  path: string;
  as: ImportKind;
  /** `wgs84`, `gcj02`, `bd09` or `EPSG:n`. */
  crs: string;
  encoding: string | null;
  layout?: SourceLayout | undefined;
  mapping: Mapping | null;
  /** OSM only: keep what touches this box. */
  clip: BoundingBox | null;
  /** How a row finds the record it stands for; `auto` when left out. */
  matchBy?: MatchKey | undefined;
  /** How the cell of a field's column is read, by field. */
  cellRules?: Record<string, CellRule> | undefined;
  /** Cells put right by a person before the row is read. */
  corrections?: Correction[] | undefined;
  /** What a person decided about rows that look like a record there is already. */
  duplicates?: DuplicateDecision[] | undefined;
  /** Premises whose category the file leaves open get the one their name and size suggest; each is told as an issue. */
  suggestCategory?: boolean | undefined;
  /** Which part of a date comes first where a cell leaves it open; by the form of the cell when left out. */
  dateOrder?: DateOrder | undefined;
  /** What happens to fields that were edited in the record after the file was written; `keepRecord` when left out. */
  newerInRecord?: 'keepRecord' | 'takeFile' | undefined;
}

export const dateOrders = ['yearFirst', 'monthFirst', 'dayFirst'] as const;
export type DateOrder = (typeof dateOrders)[number];

/**
 * `auto`: the key the row was imported under, which is its code, else its name and address. `code`: 编号. `nameAddress`: both, reduced as
 * for matching. `qrId`: 一店一码. `id`: the record's own UUID.
 */
export const matchKeys = ['auto', 'code', 'nameAddress', 'qrId', 'id'] as const;
export type MatchKey = (typeof matchKeys)[number];

/** Part of a cell, and what its words stand for. */
export interface CellRule {
  /** Takes the `part`-th piece (1 is the first, −1 the last) of the cell cut at this text. */
  separator?: string | undefined;
  part?: number | undefined;
  /** The cell's word → the text to read instead. */
  words?: Record<string, string> | undefined;
}

/** One cell of the file as a person says it should be. */
export interface Correction {
  row: number | string;
  column: string;
  value: string;
}

/** `id`: the row is this record, and is merged into it; null: it is a record of its own. */
export interface DuplicateDecision {
  row: number | string;
  id: string | null;
}

export interface ImportCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  placed: number;
  unplaced: number;
  /** Rows per table that the file holds. */
  tables: { [T in TableName]?: number };
}
