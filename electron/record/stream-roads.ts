import { collectRoads, type RoadColumns, type RoadInput, type TurnRestrictionInput } from '../../shared/analyses/network/index.ts';
import { currentRev, headHash } from './change-log.ts';
import { openReader } from './connection.ts';
import { allRows, pageOfRows } from './read-rows.ts';
import type { Workspace } from './workspace.ts';

export interface RoadChunk {
  rev: number;
  head: string;
  roads: RoadColumns;
  last: boolean;
}

/**
 * Streams the roads in fid order as parts of one table, all of one revision: the snapshot is held by a connection of its own until the last
 * part. The turn restrictions come with the last part, which may hold no roads.
 */
export function* streamRoads(workspace: Pick<Workspace, 'address' | 'driver'>, chunkRows: number): Generator<RoadChunk> {
  const connection = openReader(workspace.address, workspace.driver);
  try {
    connection.exec('BEGIN');
    const version = { rev: currentRev(connection), head: headHash(connection) };
    let afterFid = 0;
    for (;;) {
      const rows = pageOfRows(connection, 'road', afterFid, chunkRows);
      const last = rows.length < chunkRows;
      const restrictions = last ? allRows(connection, 'turn_restriction') : [];
      yield {
        ...version,
        roads: collectRoads(rows as unknown as RoadInput[], restrictions as unknown as TurnRestrictionInput[]),
        last,
      };
      if (last) return;
      afterFid = rows.at(-1)!.fid;
    }
  } finally {
    connection.close();
  }
}

/** The array buffers of a part, which may be transferred with it. */
export function buffersOf({ barriers, ...columns }: RoadColumns): ArrayBuffer[] {
  return [...Object.values(columns), ...Object.values(barriers)]
    .filter((value): value is Uint8Array<ArrayBuffer> => ArrayBuffer.isView(value))
    .map((column) => column.buffer);
}
