import type { ImportPreview } from '../ipc/jobs.ts';
import type { Failure, RowIn, TableName } from '../model/index.ts';
import type { Issue, ReasonCode } from './issue.ts';

/** What the user says a file is. */
export const importKinds = ['osm', 'premises', 'hazards', 'stations', 'facilities', 'zones', 'roads'] as const;
export type ImportKind = (typeof importKinds)[number];

/** A row on its way into the record: only the fields the file speaks of, the key it is matched by, and where it stands. */
export interface IntakeRow<T extends TableName = TableName> {
  /** Line, feature number or OSM object, for issues. */
  origin: number | string;
  /** Unmentioned fields keep what the record has. A null `geom` never removes a position the record has. */
  values: Partial<RowIn<T>> & { sourceRef: string };
  /** References the record resolves: set `field` to the id of the row of `table` whose `by` equals `value`. */
  lookups?: { field: string; table: TableName; by: string; value: string }[];
}
export interface IntakeBatch<T extends TableName = TableName> {
  table: T;
  rows: IntakeRow<T>[];
}
/** What a producer (importer or sample generator, in a worker thread) tells the record's process. The record answers each batch with `next`. */
export type IntakeMessage =
  | { kind: 'batch'; batch: IntakeBatch }
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
  /** The answer to a `preview` task; no batches then. */
  | { kind: 'preview'; preview: ImportPreview }
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
