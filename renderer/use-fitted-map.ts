import { useEffect } from 'react';
import { useStore } from 'zustand';
import { type Extent, fitExtent, mapViewStore, type Padding, setMapPadding } from './state/map-view.ts';

const none: Padding = { top: 0, right: 0, bottom: 0, left: 0 };

/**
 * Keeps ground in the map of a sheet, as what stands around the map takes its room.
 * @param margin beside what every fitted map leaves; keeps its identity, too
 * @param extent null leaves the map as it is; keeps its identity as long as it is the same
 */
export function useFittedMap(extent: Extent | null, margin: Padding = none): void {
  const width = useStore(mapViewStore, ({ box }) => box?.width);
  const height = useStore(mapViewStore, ({ box }) => box?.height);
  // biome-ignore lint/correctness/useExhaustiveDependencies: fitted again to another size.
  useEffect(() => {
    if (extent === null) return;
    setMapPadding(margin);
    fitExtent(extent, false);
  }, [extent, margin, width, height]);
}
