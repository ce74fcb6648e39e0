import type { Geometry } from 'geojson';
import type { Failure, Result } from '../model/failure.ts';
import type { Issue } from './issue.ts';

/** A file as the importer sees it: never loaded whole. */
export interface ByteSource {
  name: string;
  size: number;
  /** Bytes from the start, in order. Each call starts a new pass. A piece is valid until the next one is asked for. */
  stream(): AsyncIterable<Uint8Array>;
}

/** One row as it stands in a table-like file (CSV, sheet, GeoJSON feature): nothing interpreted yet. */
export interface SourceRow {
  /** 1-based line (CSV) or feature number (GeoJSON). */
  row: number;
  values: Record<string, string>;
  geometry: Geometry | null;
}

export interface TableHead {
  columns: string[];
  /** Text encoding used, when the format has one. */
  encoding: string | null;
  encodingCertain: boolean;
  delimiter: string | null;
}

export interface OpenTable {
  head: TableHead;
  /**
   * The rows from the top, in batches so that memory stays flat. Rows that cannot be read are reported, not yielded.
   * Returns the failure that ended the reading early, or null at the end of the file.
   */
  rows(report: (issue: Issue) => void): AsyncGenerator<SourceRow[], Failure | null, void>;
}

/** A table-like file format. */
export interface TableFormat {
  readonly id: string;
  readonly extensions: readonly string[];
  open(source: ByteSource, options: { encoding?: string }): Promise<Result<OpenTable>>;
}
