import { notify } from './notices.ts';

/** A list as far as there is room for it; what had to be left out is told. */
export function withinRoom<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  notify({ tone: 'warning', text: 'response.places.full', values: { most, n: list.length - most }, durationMs: 8000 });
  return list.slice(0, most);
}
