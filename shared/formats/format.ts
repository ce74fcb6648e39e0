import type { Geometry } from 'geojson';
import type { Issue } from './issue.ts';

/** A file as the importer sees it: never loaded whole. */
export interface ByteSource {
  name: string;
  size: number;
  /** Bytes from the start, in order. Each call starts a new pass. */
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

/** A table-like file format. `rows` yields batches so that memory stays flat. */
export interface TableFormat {
  readonly id: string;
  readonly extensions: readonly string[];
  open(
    source: ByteSource,
    options: { encoding?: string },
  ): Promise<{ head: TableHead; rows(report: (issue: Issue) => void): AsyncIterable<SourceRow[]> }>;
}
