import type { MultiPolygon, Position } from 'geojson';

/**
 * A multi-polygon as columns, cheap to hand to another thread: polygon p has the rings `polygonStart[p] … polygonStart[p + 1] − 1`, the outer one first, and
 * ring r the positions `ringStart[r] … ringStart[r + 1] − 1` of `lon` and `lat`.
 */
export interface AreaColumns {
  polygonStart: Uint32Array<ArrayBuffer>;
  ringStart: Uint32Array<ArrayBuffer>;
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
}

export function packArea({ coordinates }: MultiPolygon): AreaColumns {
  const rings = coordinates.flat();
  const positions = rings.reduce((sum, ring) => sum + ring.length, 0);
  const area: AreaColumns = {
    polygonStart: new Uint32Array(coordinates.length + 1),
    ringStart: new Uint32Array(rings.length + 1),
    lon: new Float64Array(positions),
    lat: new Float64Array(positions),
  };
  for (const [polygon, of] of coordinates.entries()) area.polygonStart[polygon + 1] = area.polygonStart[polygon]! + of.length;
  let at = 0;
  for (const [ring, of] of rings.entries()) {
    for (const [lon, lat] of of) {
      area.lon[at] = lon!;
      area.lat[at] = lat!;
      at++;
    }
    area.ringStart[ring + 1] = at;
  }
  return area;
}

export function unpackArea({ polygonStart, ringStart, lon, lat }: AreaColumns): MultiPolygon {
  const ringAt = (ring: number): Position[] => {
    const positions: Position[] = [];
    for (let at = ringStart[ring]!; at < ringStart[ring + 1]!; at++) positions.push([lon[at]!, lat[at]!]);
    return positions;
  };
  const coordinates = Array.from({ length: polygonStart.length - 1 }, (_, polygon) => {
    const first = polygonStart[polygon]!;
    return Array.from({ length: polygonStart[polygon + 1]! - first }, (_ring, ring) => ringAt(first + ring));
  });
  return { type: 'MultiPolygon', coordinates };
}
