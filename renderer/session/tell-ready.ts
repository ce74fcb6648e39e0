import { readLaterParts } from '../components/later-part.ts';
import { host } from '../host/host.ts';
import { heatStore } from '../state/heat.ts';
import { heatGridStore } from '../state/heat-grid.ts';
import { layerEntry, layersStore } from '../state/layers.ts';
import { mapViewStore } from '../state/map-view.ts';
import { workspaceStore } from '../state/workspace.ts';

/** Nothing may change for this long before a picture counts as finished. */
const QUIET_MS = 250;

/**
 * Tells the host of each workspace, once, that the window has drawn what it was asked to: columns read, heat computed, map
 * idle, fonts loaded. A window without a workspace is finished when the fonts are.
 * Then what the picture did without is read. @returns stops it
 */
export function tellReady(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: string | null = null;
  const subject = (): string => workspaceStore.getState().info?.workspaceId ?? 'none';
  const isDue = (): boolean => told !== subject() && isFinished();
  const look = (): void => {
    clearTimeout(timer);
    if (isDue()) timer = setTimeout(() => void tell(), QUIET_MS);
  };
  const tell = async (): Promise<void> => {
    await document.fonts.ready;
    if (!isDue()) return;
    told = subject();
    const { info, failure } = workspaceStore.getState();
    const { firstPremisesAt } = mapViewStore.getState();
    await host().windows.ready({ description: info?.name ?? '', failure, firstPremisesAt });
    requestIdleCallback(() => void readLaterParts());
  };
  const stops = [workspaceStore, heatStore, heatGridStore, mapViewStore].map((store) => store.subscribe(look));
  look();
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
  };
}

function isFinished(): boolean {
  const { phase } = workspaceStore.getState();
  const { idle, drawing } = mapViewStore.getState();
  if (phase === 'welcome' || phase === 'failed') return true;
  return phase === 'ready' && !isHeatOutstanding() && (idle || drawing === 'unavailable');
}

/** Heat is asked for and its first grid is not there yet, or a newer one is being made. */
function isHeatOutstanding(): boolean {
  const { computing, maxDensity } = heatStore.getState();
  return layerEntry(layersStore.getState(), 'heat')?.visible === true && (computing || maxDensity === null);
}
