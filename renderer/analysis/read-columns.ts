import type { RoadColumns } from '../../shared/analyses/network/index.ts';
import { joinRoadColumns } from '../../shared/analyses/response/join-road-columns.ts';
import { allocateColumns } from '../../shared/ipc/allocate-columns.ts';
import type { ColumnArray, ColumnSetName, ColumnsVersion, DataRequest, DataResponse } from '../../shared/ipc/data-plane.ts';
import { done, failed, type Result } from '../../shared/model/failure.ts';

export interface ReadSet extends ColumnsVersion {
  workspaceId: string;
  count: number;
  columns: Record<string, ColumnArray>;
}
/** A port or anything that speaks like one: the tests use Node's. */
export interface DataPort {
  postMessage(message: DataRequest): void;
  onmessage: ((event: MessageEvent<DataResponse>) => void) | null;
  start?(): void;
  close(): void;
}
/** Asks the record's process for columns over one port. Answers are told apart by id, so several may be on their way. */
export interface ColumnReader {
  /** Which workspace the record has open, and at which state. */
  version(): Promise<Result<ColumnsVersion & { workspaceId: string }>>;
  /**
   * @param onChunk hears of the rows read so far; the arrays are full-length and filled up to `soFar`.
   * @param rev reads the set as it stood after that revision.
   * @returns the whole set, or a failure: the record's own code, or `columnsChanged` when it moved on while reading.
   */
  read(set: ColumnSetName, chunkRows: number, onChunk: (part: ReadSet, soFar: number) => void, rev?: number): Promise<Result<ReadSet>>;
  /** All roads with their turn restrictions, of one revision. */
  readRoads(chunkRows: number): Promise<Result<ColumnsVersion & { workspaceId: string; roads: RoadColumns }>>;
  close(): void;
}

export function openColumnReader(port: DataPort): ColumnReader {
  const waiting = new Map<number, (response: DataResponse) => void>();
  let lastId = 0;
  port.onmessage = (event) => waiting.get(event.data.id)?.(event.data);
  port.start?.();
  return {
    version() {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, (response) => {
          waiting.delete(id);
          if (response.kind === 'failed') resolve(failed(response.code));
          else resolve(done({ workspaceId: response.workspaceId, rev: response.rev, head: response.head }));
        });
        port.postMessage({ id, ask: 'rev' });
      });
    },
    read(set, chunkRows, onChunk, rev) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        let whole: ReadSet | null = null;
        const finish = (result: Result<ReadSet>): void => {
          waiting.delete(id);
          resolve(result);
        };
        waiting.set(id, (response) => {
          if (response.kind === 'failed') return finish(failed(response.code));
          if (response.kind !== 'chunk') return undefined;
          whole ??= {
            workspaceId: response.workspaceId,
            rev: response.rev,
            head: response.head,
            count: response.total,
            columns: allocateColumns(set, response.total),
          };
          if (response.rev !== whole.rev || response.head !== whole.head || response.total !== whole.count)
            return finish(failed('columnsChanged'));
          for (const name of Object.keys(whole.columns)) {
            const part = response.columns[name];
            if (part) whole.columns[name]!.set(part.subarray(0, response.count) as never, response.offset);
          }
          if (response.last) return finish(done(whole));
          onChunk(whole, response.offset + response.count);
        });
        port.postMessage({ id, ask: 'columns', set, chunkRows, ...(rev === undefined ? {} : { rev }) });
      });
    },
    readRoads(chunkRows) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        const parts: RoadColumns[] = [];
        waiting.set(id, (response) => {
          if (response.kind === 'roads') parts.push(response.roads);
          if (response.kind === 'roads' && !response.last) return;
          waiting.delete(id);
          if (response.kind === 'failed') resolve(failed(response.code));
          if (response.kind === 'roads') {
            const { workspaceId, rev, head } = response;
            resolve(done({ workspaceId, rev, head, roads: joinRoadColumns(parts) }));
          }
        });
        port.postMessage({ id, ask: 'roads', chunkRows });
      });
    },
    close: () => port.close(),
  };
}
