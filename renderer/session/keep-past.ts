import type { AnalysisClient } from '../analysis/run-analysis.ts';
import { host, readAsOf } from '../host/host.ts';
import { notifyFailure } from '../state/notices.ts';
import { pastGivenUp, pastProgress, pastShown, pastStore, viewPresent } from '../state/past.ts';
import { reread } from '../state/selection.ts';
import { workspaceStore } from '../state/workspace.ts';

/** What the session draws anew when the moment looked at changes. */
export interface Redraw {
  /** Reads stations, zones and areas. */
  places(): Promise<void>;
  /** Applies filters and symbols to the columns just read. */
  view(): Promise<void>;
  /** Reads the columns of the present. */
  present(): Promise<void>;
}

/**
 * Keeps map, figures and cards in step with the moment looked at. A past is made ready in the record first, as a job that can be cancelled,
 * while the present stays on screen; leaving it needs nothing of the record but the columns, which the cache has. @returns stops it
 */
export function keepPast(analysis: Pick<AnalysisClient, 'viewPast'>, redraw: Redraw): () => void {
  let jobId: string | null = null;
  let serial = 0;
  const stopJob = () => {
    if (jobId !== null) void host().jobs.cancel({ jobId });
    jobId = null;
  };
  const redrawAll = async () => {
    await redraw.places();
    reread();
    await redraw.view();
  };

  const enter = async (): Promise<void> => {
    const { moment } = pastStore.getState();
    if (moment === null) return;
    serial += 1;
    const mine = serial;
    const id = crypto.randomUUID();
    jobId = id;
    const opened = await host().records.openPast({ jobId: id, when: moment });
    if (mine !== serial) return;
    jobId = null;
    if (!opened.ok) {
      if (opened.failure.code !== 'cancelled') notifyFailure(opened.failure);
      return pastGivenUp();
    }
    const loaded = await analysis.viewPast(opened.value.rev);
    if (mine !== serial) return;
    if (!loaded.ok) {
      notifyFailure(loaded.failure);
      return viewPresent();
    }
    readAsOf(opened.value.rev);
    pastShown(opened.value);
    await redrawAll();
  };
  const leave = async (): Promise<void> => {
    serial += 1;
    stopJob();
    readAsOf(null);
    if (workspaceStore.getState().info === null) return;
    await redraw.present();
    await redrawAll();
  };

  const stops = [
    pastStore.subscribe((state, before) => {
      if (state.moment === before.moment) return;
      if (state.moment === null) void leave();
      else if (state.progress !== null) {
        stopJob();
        void enter();
      } else {
        serial += 1;
        stopJob();
      }
    }),
    host().on('jobProgress', ({ jobId: of, done, total, elapsedMs }) => {
      if (of === jobId) pastProgress({ done, total, elapsedMs });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    readAsOf(null);
  };
}
