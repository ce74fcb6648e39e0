import type { AnalysisClient } from '../analysis/run-analysis.ts';
import { host } from '../host/host.ts';
import { type Selected, selectionLoaded, selectionStore } from '../state/selection.ts';
import { workspaceStore } from '../state/workspace.ts';

/** Reads the row of whatever is selected, and again after every change of the record. @returns stops it */
export function keepSelection(analysis: AnalysisClient): () => void {
  let reads = 0;
  const read = async (selected: Selected): Promise<void> => {
    const { table, id, fid } = selected;
    reads += 1;
    const mine = reads;
    const row = id === null ? await host().records.byFid({ table, fid }) : await host().records.get({ table, id });
    // The newest question has the row as it is now.
    if (mine !== reads) return;
    selectionLoaded(selected, row);
    if (selected.position === null && row !== null && row.geom === null && table === 'hazard') await place(analysis, selected);
  };
  const stops = [
    selectionStore.subscribe(({ selected, loading }, before) => {
      if (selected !== null && loading && (selected !== before.selected || !before.loading)) void read(selected);
    }),
    workspaceStore.subscribe(({ info }, before) => {
      const { selected } = selectionStore.getState();
      if (selected !== null && info !== null && info.rev !== before.info?.rev) void read(selected);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** A hazard without a point of its own stands where its premises stands: the columns know where. */
async function place(analysis: AnalysisClient, selected: Selected): Promise<void> {
  const position = await analysis.locate('hazards', selected.fid);
  const now = selectionStore.getState().selected;
  if (position !== null && now?.table === selected.table && now.fid === selected.fid) {
    selectionStore.setState({ selected: { ...now, position } });
  }
}
