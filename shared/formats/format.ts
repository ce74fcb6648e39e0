import type { Geometry } from 'geojson';
import type { Failure, Result } from '../model/failure.ts';
import type { SourceLayout } from './intake.ts';
import type { Issue } from './issue.ts';

/** A file as the importer sees it: never loaded whole. */
export interface ByteSource {
  name: string;
  size: number;
  /** Bytes from the start, in order. Each call starts a new pass. A piece is valid until the next one is asked for. */
  stream(): AsyncIterable<Uint8Array>;
}

/** A file that can be read at any place as well: what archives need. */
export interface FileSource extends ByteSource {
  /** Up to `length` bytes from `position` on, in memory of their own; fewer at the end of the file. */
  readAt(position: number, length: number): Promise<Uint8Array>;
}

/** One row as it stands in a table-like file (CSV, sheet, GeoJSON feature): nothing interpreted yet. */
export interface SourceRow {
  /** 1-based line (CSV), sheet row (workbook) or feature number. */
  row: number;
  values: Record<string, string>;
  geometry: Geometry | null;
  /** Tracks only: milliseconds since 1970 UTC of every vertex, in the order of the coordinates. */
  times?: number[];
}

/** A sheet of a workbook, or a layer of a file that holds several. */
export interface SheetInfo {
  name: string;
  /** Rows it says it has, the header included; null when it does not say. */
  rows: number | null;
  hidden: boolean;
}

/** How a table was read: what was found where the caller did not say. */
export interface TableHead {
  columns: string[];
  /** Text encoding used, when the format has one. */
  encoding: string | null;
  encodingCertain: boolean;
  delimiter: string | null;
  quote: string | null;
  /** 1-based row (of the lines or the sheet) the header starts in; 0 when there is none; null where the format names its columns itself. */
  headerRow: number | null;
  /** The sheet read, out of `sheets`; null and none where a file holds one table. */
  sheet: string | null;
  sheets: SheetInfo[];
  /** The coordinate system the file states, as `parseCrs` takes it; null when it states none, or one that is not known. */
  crs: string | null;
  /** The statement itself (of a .prj, for one), shortened. */
  crsStated: string | null;
}

/** A head with what every format must say, and nothing found of the rest. */
export function tableHead(found: Pick<TableHead, 'columns'> & Partial<TableHead>): TableHead {
  return {
    encoding: null,
    encodingCertain: true,
    delimiter: null,
    quote: null,
    headerRow: null,
    sheet: null,
    sheets: [],
    crs: null,
    crsStated: null,
    ...found,
  };
}

/** What the caller says about a file; the rest is detected. */
export interface ReadOptions extends SourceLayout {
  encoding?: string | undefined;
}

/** The beginning of a file, by which its format is told. */
export interface FileStart {
  /** The name's ending in lower case, without the dot; a last resort. */
  extension: string;
  bytes: Uint8Array;
  /** The bytes as text, trimmed at the start; '' when they are not text. */
  text: string;
  /** Names inside, when the file is a zip archive. */
  entryNames: readonly string[] | null;
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
  /** Whether a file that begins so is of this format. */
  recognises(start: FileStart): boolean;
  /** Failures of the file are values; where `source` throws a `Refusal`, so may this. */
  open(source: FileSource, options: ReadOptions): Promise<Result<OpenTable>>;
}
