import type { RoadColumns } from '../analyses/network/index.ts';

/**
 * The data plane: a MessagePort straight from the record's process to a window's worker. Read-only. Typed arrays are
 * transferred, never copied; the main process and the preload stay out of the way.
 */
export type ColumnType = 'u8' | 'u16' | 'u32' | 'i32' | 'f32' | 'f64';
export type ColumnArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export const columnSets = {
  /** Placed and registered premises, ordered by fid. */
  premises: {
    fid: 'u32',
    lon: 'f64',
    lat: 'f64',
    /** Index in `premisesCategories` + 1; 0 unknown. */
    category: 'u8',
    /** Index in `supervisionGrades` + 1; 0 ungraded. */
    grade: 'u8',
    /** Index in `warningColors` + 1; 0 none. */
    color: 'u8',
    openHazards: 'u16',
    openHighHazards: 'u16',
    totalHazards: 'u16',
    mixedUse: 'u8',
    /** Days since 1970-01-01; NO_DAY when unknown. */
    registeredDay: 'i32',
    closedDay: 'i32',
  },
  /** Hazards with a position (their own or their premises'), not void. */
  hazards: {
    fid: 'u32',
    lon: 'f64',
    lat: 'f64',
    /** Index in `hazardSeverities` + 1. */
    severity: 'u8',
    /** Index in `hazardStates` + 1. */
    state: 'u8',
    open: 'u8',
    prominent: 'u8',
    /** Its premises; 0 for none. */
    premisesFid: 'u32',
    foundDay: 'i32',
    /** Day it stopped being open (rectified, accepted or closed, the earliest). */
    settledDay: 'i32',
  },
  /** Inspections of placed premises, where the premises stands. */
  inspections: {
    fid: 'u32',
    lon: 'f64',
    lat: 'f64',
    premisesFid: 'u32',
    inspectedDay: 'i32',
    /** Index in `inspectionResults` + 1; 0 unknown. */
    result: 'u8',
    hazardCount: 'u16',
  },
  stations: { fid: 'u32', lon: 'f64', lat: 'f64', type: 'u8' },
  facilities: { fid: 'u32', lon: 'f64', lat: 'f64', type: 'u8' },
} as const satisfies Record<string, Record<string, ColumnType>>;

/** Stands for "no such day" in day columns. */
export const NO_DAY = -2_147_483_648;

export type ColumnSetName = keyof typeof columnSets;
type ArrayOf<T extends ColumnType> = T extends 'u8'
  ? Uint8Array<ArrayBuffer>
  : T extends 'u16'
    ? Uint16Array<ArrayBuffer>
    : T extends 'u32'
      ? Uint32Array<ArrayBuffer>
      : T extends 'i32'
        ? Int32Array<ArrayBuffer>
        : T extends 'f32'
          ? Float32Array<ArrayBuffer>
          : Float64Array<ArrayBuffer>;
export type ColumnSet<S extends ColumnSetName> = { rev: number; count: number } & {
  columns: {
    -readonly [K in keyof (typeof columnSets)[S]]: (typeof columnSets)[S][K] extends ColumnType
      ? ArrayOf<(typeof columnSets)[S][K]>
      : never;
  };
};

/** Which state of a workspace columns are of: two copies of one file that went separate ways share id and number, never the hash. */
export interface ColumnsVersion {
  rev: number;
  /** Hash of the newest entry of the change log. */
  head: string;
}

/**
 * Requests over the port. `columns` answers in chunks of at most `chunkRows` rows so that the first points show at once; with `rev` as
 * they stood after that revision. `roads` answers with parts of the road table in fid order, the turn restrictions with the last.
 */
export type DataRequest =
  | { id: number; ask: 'columns'; set: ColumnSetName; chunkRows: number; rev?: number }
  | { id: number; ask: 'roads'; chunkRows: number }
  | { id: number; ask: 'rev' };
export type DataResponse =
  | {
      id: number;
      kind: 'chunk';
      rev: number;
      head: string;
      workspaceId: string;
      total: number;
      offset: number;
      count: number;
      columns: Record<string, ColumnArray>;
      last: boolean;
    }
  | { id: number; kind: 'roads'; rev: number; head: string; workspaceId: string; roads: RoadColumns; last: boolean }
  | { id: number; kind: 'rev'; rev: number; head: string; workspaceId: string }
  | { id: number; kind: 'failed'; code: string };
