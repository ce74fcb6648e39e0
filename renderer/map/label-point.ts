import type { Geometry, Position } from 'geojson';

/**
 * A point inside a polygon to write its name at: the middle of the widest stretch on a few level lines through it. Lon/lat in,
 * lon/lat out; null for what has no surface.
 */
export function labelPoint(geometry: Geometry | null): [number, number] | null {
  if (geometry === null) return null;
  const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [];
  let best: { width: number; point: [number, number] } | null = null;
  for (const rings of polygons) {
    const [south, north] = latitudes(rings);
    if (!(north > south)) continue;
    for (const share of [0.5, 0.42, 0.58, 0.33, 0.67]) {
      const lat = south + (north - south) * share;
      const crossings = crossingsAt(rings, lat);
      // Lines nearer the middle win unless another is clearly wider.
      const worth = 1 - Math.abs(share - 0.5);
      for (let index = 0; index + 1 < crossings.length; index += 2) {
        const width = (crossings[index + 1]! - crossings[index]!) * worth;
        if (width > 0 && (best === null || width > best.width)) {
          best = { width, point: [(crossings[index]! + crossings[index + 1]!) / 2, lat] };
        }
      }
    }
  }
  return best?.point ?? null;
}

function latitudes(rings: Position[][]): [number, number] {
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const [, lat] of rings[0] ?? []) {
    south = Math.min(south, lat!);
    north = Math.max(north, lat!);
  }
  return [south, north];
}

/** Longitudes where the edges of all rings cross a parallel, rising; stretches inside are those from even to odd. */
function crossingsAt(rings: Position[][], lat: number): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let index = 0; index + 1 < ring.length; index++) {
      const [ax, ay] = ring[index] as [number, number];
      const [bx, by] = ring[index + 1] as [number, number];
      if (ay > lat !== by > lat) crossings.push(ax + ((lat - ay) / (by - ay)) * (bx - ax));
    }
  }
  return crossings.sort((a, b) => a - b);
}
