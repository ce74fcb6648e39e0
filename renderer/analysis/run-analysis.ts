import { type Remote, releaseProxy, transfer, wrap } from 'comlink';
import type { Result } from '../../shared/model/failure.ts';
import type { Loaded, LoadProgress } from './analysis.ts';
import type { AnalysisSurface } from './analysis-worker.ts';
import { withProgress } from './with-progress.ts';

/** The window's analysis worker. All calls are answered in the worker; nothing is computed on the window's thread. */
export interface AnalysisClient
  extends Pick<Remote<AnalysisSurface>, 'viewPast' | 'close' | 'setView' | 'counts' | 'matching' | 'within' | 'locate' | 'tile' | 'heat'> {
  /** Hands the port over and reads the workspace's columns. */
  open(workspaceId: string, rev: number, port: MessagePort, onProgress: (progress: LoadProgress) => void): Promise<Result<Loaded>>;
  refresh(rev: number, onProgress: (progress: LoadProgress) => void, fresh?: boolean): Promise<Result<Loaded>>;
  stop(): void;
}

export function startAnalysis(): AnalysisClient {
  const worker = new Worker(new URL('./analysis-worker.ts', import.meta.url), { type: 'module' });
  const remote = wrap<AnalysisSurface>(worker);
  return {
    open: (workspaceId, rev, port, onProgress) =>
      withProgress(onProgress, async (reachable) => remote.open(workspaceId, rev, transfer(port, [port]) as never, reachable)),
    refresh: (rev, onProgress, fresh = false) => withProgress(onProgress, async (reachable) => remote.refresh(rev, reachable, fresh)),
    viewPast: remote.viewPast,
    close: remote.close,
    setView: remote.setView,
    counts: remote.counts,
    matching: remote.matching,
    within: remote.within,
    locate: remote.locate,
    tile: remote.tile,
    heat: remote.heat,
    stop() {
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}
