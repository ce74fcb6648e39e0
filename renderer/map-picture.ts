import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../shared/model/index.ts';
import { host } from './host/host.ts';
import type { RunningMap } from './map/start-map.ts';
import { mapViewStore } from './state/map-view.ts';
import { workspaceStore } from './state/workspace.ts';

/** Device pixels to a pixel of the page: sharp in print. */
const PRINT_RATIO = 2;

/** What a sheet shows as its map: the living map until it is drawn, then its picture. */
export interface MapPicture {
  onMap(map: RunningMap): void;
  canvas: HTMLCanvasElement | null;
}

/** The map as a picture, once everything on it is drawn: printed pages hold no living map. */
export function useMapPicture(due: boolean): MapPicture {
  const map = useRef<RunningMap>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const idle = useStore(mapViewStore, (state) => state.idle);
  const asked = useRef(false);
  const onMap = useCallback((running: RunningMap) => {
    map.current = running;
  }, []);
  useEffect(() => {
    if (!due || !idle || asked.current || map.current === null) return undefined;
    // What was composed last may still be on its way to the map.
    const timer = setTimeout(() => {
      asked.current = true;
      void map.current
        ?.picture(PRINT_RATIO)
        .then((drawn) => (drawn === null ? tellDrawn({ code: 'snapshotNoWebgl', details: {} }) : setCanvas(drawn)));
    }, 1000);
    return () => clearTimeout(timer);
  }, [due, idle]);
  return { onMap, canvas };
}

/** Tells the main process that the page stands as it is to be printed, or why it does not. */
export function tellDrawn(failure: Failure | null): void {
  const { info } = workspaceStore.getState();
  const tell = () => setTimeout(() => void host().windows.ready({ description: info?.name ?? '', failure, firstPremisesAt: null }), 200);
  // Two frames later the page has been drawn with it.
  requestAnimationFrame(() => requestAnimationFrame(tell));
}
