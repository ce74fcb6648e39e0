import { expose } from 'comlink';
import type { GhostStation, ResponseRequest, ResponseTaskId } from '../../shared/analyses/response/index.ts';
import { failed } from '../../shared/model/failure.ts';
import type { TableName } from '../../shared/model/index.ts';
import type { DataPort } from './read-columns.ts';
import { createResponse, type ResponseContext } from './response.ts';

let response: ReturnType<typeof createResponse> | null = null;
const running = new Map<number, AbortController>();

/** The surface the window calls: response analyses in a worker of their own, so that tiles and heat never wait for them. */
const surface = {
  open(workspaceId: string, port: DataPort): void {
    surface.close();
    response = createResponse(port, workspaceId);
  },
  forget: (tables: readonly TableName[]) => response?.forget(tables),
  close(): void {
    for (const controller of running.values()) controller.abort();
    response?.close();
    response = null;
  },
  /** @param runId the caller's number for this run; `cancel` stops it under this number. */
  async run<Id extends ResponseTaskId>(
    runId: number,
    id: Id,
    request: ResponseRequest<Id>,
    context: ResponseContext,
    onProgress: (share: number) => void,
  ) {
    if (response === null) return failed('noWorkspace');
    const controller = new AbortController();
    running.set(runId, controller);
    try {
      return await response.run(id, request, context, { progress: onProgress, signal: controller.signal });
    } finally {
      running.delete(runId);
    }
  },
  dragGhosts: async (request: ResponseRequest<'coverage'>, ghosts: readonly GhostStation[], context: ResponseContext) =>
    response === null ? failed('noWorkspace') : response.dragGhosts(request, ghosts, context),
  cancel: (runId: number) => running.get(runId)?.abort(),
};
export type ResponseSurface = typeof surface;

expose(surface);
