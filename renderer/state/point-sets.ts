import type { Position } from 'geojson';
import { createStore } from 'zustand/vanilla';

export const pointSetNames = ['premises', 'hazards', 'facilities'] as const;
export type PointSetName = (typeof pointSetNames)[number];

/** Where the map gets point tiles from: the analysis worker, through the session. */
export interface PointSetsState {
  /** Rises whenever a set's tiles would come out differently (data, filter or symbol choice). */
  versions: Record<PointSetName, number>;
  /** MVT bytes of a tile, cut for so many sets on the map of which this is the `turn`th from 0; empty bytes where there is nothing. */
  readTile:
    | ((set: PointSetName, z: number, x: number, y: number, place: { turn: number; sets: number }) => Promise<Uint8Array<ArrayBuffer>>)
    | null;
  /** Handles of the rows of a set that pass the filters. */
  readMatching: ((set: PointSetName) => Promise<Uint32Array>) | null;
  /** Handles of the rows of a set that lie in one of the polygons, whatever the filters. */
  readWithin: ((set: PointSetName, polygons: readonly Position[][][]) => Promise<Uint32Array>) | null;
}
export const pointSetsStore = createStore<PointSetsState>(() => ({
  versions: { premises: 0, hazards: 0, facilities: 0 },
  readTile: null,
  readMatching: null,
  readWithin: null,
}));

export function setTileReader(readTile: PointSetsState['readTile']): void {
  pointSetsStore.setState({ readTile });
}
export function setMatchingReader(readMatching: PointSetsState['readMatching']): void {
  pointSetsStore.setState({ readMatching });
}
export function setWithinReader(readWithin: PointSetsState['readWithin']): void {
  pointSetsStore.setState({ readWithin });
}
export function pointSetsChanged(sets: readonly PointSetName[]): void {
  pointSetsStore.setState((state) => {
    const versions = { ...state.versions };
    for (const set of sets) versions[set] += 1;
    return { versions };
  });
}
