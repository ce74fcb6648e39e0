import type { MultiPolygon } from 'geojson';

/**
 * A hue for each area, of `hues`, so that areas with common corners differ: greedy, the one with most neighbours first, each takes the hue the fewest of its
 * neighbours have, and of those the one used least.
 */
export function neighbourHues(areas: readonly MultiPolygon[], hues: number): number[] {
  const neighbours = areas.map(() => new Set<number>());
  const at = new Map<string, number[]>();
  for (const [area, { coordinates }] of areas.entries()) {
    for (const [lon, lat] of coordinates.flat(2) as [number, number][]) {
      const corner = `${lon.toFixed(7)},${lat.toFixed(7)}`;
      const others = at.get(corner);
      if (others === undefined) at.set(corner, [area]);
      else if (others.at(-1) !== area) {
        for (const other of others) {
          if (other === area) continue;
          neighbours[other]!.add(area);
          neighbours[area]!.add(other);
        }
        others.push(area);
      }
    }
  }
  const chosen = areas.map(() => -1);
  const used = Array.from({ length: hues }, () => 0);
  for (const area of [...areas.keys()].sort((a, b) => neighbours[b]!.size - neighbours[a]!.size)) {
    const beside = Array.from({ length: hues }, () => 0);
    for (const other of neighbours[area]!) if (chosen[other]! >= 0) beside[chosen[other]!]!++;
    const hue = [...beside.keys()].reduce((best, one) =>
      beside[one]! < beside[best]! || (beside[one] === beside[best] && used[one]! < used[best]!) ? one : best,
    );
    chosen[area] = hue;
    used[hue]!++;
  }
  return chosen;
}
