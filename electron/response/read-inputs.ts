import { buildNetwork } from '../../shared/analyses/network/index.ts';
import { contextOfRows, joinRoadColumns, type ResponseInputs, type ResponseNeed } from '../../shared/analyses/response/index.ts';
import type { ResultNames } from '../../shared/analyses/response/results/index.ts';
import { allocateColumns } from '../../shared/ipc/allocate-columns.ts';
import type { ColumnArray, ColumnSet, ColumnSetName } from '../../shared/ipc/data-plane.ts';
import { done, failed, type Result } from '../../shared/model/index.ts';
import { currentRev } from '../record/change-log.ts';
import { streamColumns } from '../record/columns.ts';
import { openReader } from '../record/connection.ts';
import { allRows } from '../record/read-rows.ts';
import type { SqliteDriver } from '../record/sqlite.ts';
import { streamRoads } from '../record/stream-roads.ts';

const CHUNK_ROWS = 100_000;

export interface WorkspaceFile {
  path: string;
  driver?: SqliteDriver | undefined;
}

/** What analyses that need this are computed from, as a workspace file stands now. Fails with `noRoads`. */
export function readInputs(file: WorkspaceFile, needs: readonly ResponseNeed[], asOfDay: number): Result<ResponseInputs> {
  const source = { address: file.path, driver: file.driver };
  const columns = <S extends ColumnSetName & ResponseNeed>(set: S): ColumnSet<S> =>
    needs.includes(set) ? readColumns(source, set) : ({ rev: 0, count: 0, columns: {} } as unknown as ColumnSet<S>);
  const network = needs.includes('network') ? readNetwork(source) : null;
  if (needs.includes('network') && network === null) return failed('noRoads');
  const connection = openReader(source.address, source.driver);
  try {
    const rowsOf = (need: ResponseNeed, table: 'station' | 'zone') => (needs.includes(need) ? allRows(connection, table) : []);
    return done({
      ...contextOfRows(rowsOf('stations', 'station'), rowsOf('zones', 'zone'), asOfDay),
      rev: currentRev(connection),
      network,
      premises: columns('premises'),
      hazards: columns('hazards'),
      inspections: columns('inspections'),
    });
  } finally {
    connection.close();
  }
}

/** Names of all premises. */
export function readNames({ path, driver }: WorkspaceFile): ResultNames {
  const connection = openReader(path, driver);
  try {
    const names = new Map(connection.allValues('SELECT fid, name FROM premises') as [number, string | null][]);
    return { premises: (fid) => names.get(fid) ?? null };
  } finally {
    connection.close();
  }
}

function readNetwork(source: { address: string; driver: SqliteDriver | undefined }): ResponseInputs['network'] {
  const parts = Array.from(streamRoads(source, CHUNK_ROWS), ({ roads }) => roads);
  const roads = joinRoadColumns(parts);
  return roads.count === 0 ? null : buildNetwork(roads);
}

function readColumns<S extends ColumnSetName>(source: { address: string; driver: SqliteDriver | undefined }, set: S): ColumnSet<S> {
  let whole: { rev: number; count: number; columns: Record<string, ColumnArray> } | null = null;
  for (const { rev, total, offset, count, columns } of streamColumns(source, set, CHUNK_ROWS)) {
    whole ??= { rev, count: total, columns: allocateColumns(set, total) };
    for (const [name, part] of Object.entries(columns)) whole.columns[name]!.set(part.subarray(0, count) as never, offset);
  }
  return whole as unknown as ColumnSet<S>;
}
