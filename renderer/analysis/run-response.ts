import { releaseProxy, transfer, wrap } from 'comlink';
import type { GhostPreview, GhostStation, ResponseAnswer, ResponseRequest, ResponseTaskId } from '../../shared/analyses/response/index.ts';
import type { Result } from '../../shared/model/failure.ts';
import type { TableName } from '../../shared/model/index.ts';
import type { ResponseContext } from './response.ts';
import type { ResponseSurface } from './response-worker.ts';
import { withProgress } from './with-progress.ts';

export interface ResponseRun<Answer> {
  answer: Promise<Result<Answer>>;
  /** The run ends with failure `cancelled`. */
  cancel(): void;
}

/** The window's response worker. It starts when the first workspace opens it. */
export interface ResponseClient {
  open(workspaceId: string, port: MessagePort): Promise<void>;
  forget(tables: readonly TableName[]): void;
  close(): void;
  run<Id extends ResponseTaskId>(
    id: Id,
    request: ResponseRequest<Id>,
    context: ResponseContext,
    onProgress: (share: number) => void,
  ): ResponseRun<ResponseAnswer<Id>>;
  /** Coverage with ghosts where they are being dragged. */
  dragGhosts(
    request: ResponseRequest<'coverage'>,
    ghosts: readonly GhostStation[],
    context: ResponseContext,
  ): Promise<Result<GhostPreview>>;
  stop(): void;
}

export function startResponse(): ResponseClient {
  const worker = new Worker(new URL('./response-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<ResponseSurface>(worker);
  let lastRun = 0;
  return {
    open: (workspaceId, port) => remote.open(workspaceId, transfer(port, [port]) as never),
    forget: (tables) => void remote.forget(tables),
    close: () => void remote.close(),
    run(id, request, context, onProgress) {
      lastRun += 1;
      const runId = lastRun;
      const answer = withProgress(onProgress, async (reachable) => remote.run(runId, id, request as never, context, reachable));
      return { answer: answer as never, cancel: () => void remote.cancel(runId) };
    },
    dragGhosts: (request, ghosts, context) => remote.dragGhosts(request, ghosts, context) as Promise<Result<GhostPreview>>,
    stop() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}
