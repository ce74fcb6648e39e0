import { expose, transfer } from 'comlink';
import type { Position } from 'geojson';
import { columnCache } from '../cache/column-cache.ts';
import { createAnalysis, type HeatAnswer, type HeatRequest, type HeldSet, type LoadProgress, type View } from './analysis.ts';
import type { SharedPlace } from './point-layer.ts';
import type { DataPort } from './read-columns.ts';

const analysis = createAnalysis(columnCache);

/** The surface the window calls: the analysis, with large results handed over instead of copied. */
const surface = {
  open: (workspaceId: string, rev: number, port: DataPort, onProgress: (progress: LoadProgress) => void) =>
    analysis.open({ workspaceId, rev, port }, onProgress),
  refresh: (rev: number, onProgress: (progress: LoadProgress) => void, fresh: boolean) => analysis.refresh(rev, onProgress, fresh),
  viewPast: (rev: number) => analysis.viewPast(rev),
  close: () => analysis.close(),
  setView: (view: View) => analysis.setView(view),
  counts: () => analysis.counts(),
  matching: (set: HeldSet) => analysis.matching(set),
  within: (set: HeldSet, polygons: readonly Position[][][]) => analysis.within(set, polygons),
  locate: (set: HeldSet, fid: number) => analysis.locate(set, fid),
  tile(set: HeldSet, z: number, x: number, y: number, place: SharedPlace): Uint8Array<ArrayBuffer> {
    const bytes = analysis.tile(set, z, x, y, place);
    return transfer(bytes, [bytes.buffer]);
  },
  async heat(request: HeatRequest): Promise<HeatAnswer | null> {
    const answer = await analysis.heat(request);
    return answer === null
      ? null
      : transfer(
          answer,
          answer.grid.blocks.map((block) => block.values.buffer),
        );
  },
};
export type AnalysisSurface = typeof surface;

expose(surface);
