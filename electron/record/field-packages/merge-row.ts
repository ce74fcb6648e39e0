/** One row on three occasions: when the ways parted, as it stands here, as it came back. Null where there is none; all of one width. */
export interface Sides<V> {
  base: readonly V[] | null;
  ours: readonly V[] | null;
  theirs: readonly V[] | null;
}

/** What comes of a row: nothing to do, values to put (with the places both sides changed differently, which keep ours), or a removal. */
export type RowMerge<V> =
  | { what: 'nothing' }
  | { what: 'put'; values: V[]; conflicts: number[] }
  | { what: 'remove' }
  /** One side removed what the other changed. */
  | { what: 'removedHere' }
  | { what: 'removedThere' };

/**
 * Three-way merge of one row, value by value: what only one side changed, or both changed alike, merges by itself. A row without a base
 * that stands on both sides conflicts wherever its values differ. Only `places` are compared and taken over.
 */
export function mergeRow<V>({ base, ours, theirs }: Sides<V>, same: (one: V, other: V) => boolean, places: readonly number[]): RowMerge<V> {
  const differs = (one: readonly V[], other: readonly V[]) => places.some((place) => !same(one[place] as V, other[place] as V));
  if (theirs === null) {
    if (base === null || ours === null) return { what: 'nothing' };
    return { what: differs(base, ours) ? 'removedThere' : 'remove' };
  }
  if (ours === null) {
    if (base === null) return { what: 'put', values: [...theirs], conflicts: [] };
    return { what: differs(base, theirs) ? 'removedHere' : 'nothing' };
  }
  const values = [...ours];
  const conflicts: number[] = [];
  let taken = false;
  for (const place of places) {
    const [here, there] = [ours[place] as V, theirs[place] as V];
    if (same(here, there) || (base !== null && same(base[place] as V, there))) continue;
    if (base !== null && same(base[place] as V, here)) {
      values[place] = there;
      taken = true;
    } else conflicts.push(place);
  }
  return taken || conflicts.length > 0 ? { what: 'put', values, conflicts } : { what: 'nothing' };
}
