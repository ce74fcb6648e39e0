import { createStore } from 'zustand/vanilla';

/** Points of a file that is being imported, as a coordinate system would place them. */
export interface CrsPreview {
  /** Lon/lat of the numbers as they stand; null where they are metres. */
  before: readonly (readonly [number, number])[] | null;
  /** Lon/lat under the system, in the same order. */
  after: readonly (readonly [number, number])[];
  side: 'before' | 'after';
  /** Mean positions before and after, with what stands at the arrow between them. */
  arrow: { from: readonly [number, number]; to: readonly [number, number]; label: string } | null;
}

/** What the import dialog shows on the map; null when nothing. */
export const crsPreviewStore = createStore<{ preview: CrsPreview | null }>(() => ({ preview: null }));

export function showCrsPreview(preview: CrsPreview | null): void {
  crsPreviewStore.setState({ preview });
}
