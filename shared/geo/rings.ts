import type { MultiPolygon, Position } from 'geojson';

/** Twice the signed area of a closed ring in squared degrees: positive when it runs counter-clockwise. */
export function signedDoubleArea(ring: readonly Position[]): number {
  let sum = 0;
  const [originX, originY] = ring[0] as [number, number];
  for (let index = 1; index + 1 < ring.length; index++) {
    const [x1, y1] = ring[index] as [number, number];
    const [x2, y2] = ring[index + 1] as [number, number];
    sum += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
  }
  return sum;
}

/** The ring counter-clockwise (outer rings, RFC 7946) or clockwise (holes). */
export function windRing(ring: Position[], counterClockwise: boolean): Position[] {
  return signedDoubleArea(ring) > 0 === counterClockwise ? ring : ring.toReversed();
}

/** Polygons with every outer ring counter-clockwise and every hole clockwise. */
export function windPolygons(polygons: readonly Position[][][]): MultiPolygon {
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) => rings.map((ring, index) => windRing(ring, index === 0))),
  };
}

/** Area of polygons on the sphere of mean radius, in square metres: equirectangular about each ring's middle latitude, < 1 % off below 1°. */
export function areaSquareMeters(polygons: readonly Position[][][]): number {
  let total = 0;
  for (const rings of polygons)
    rings.forEach((ring, index) => {
      let south = 90;
      let north = -90;
      for (const [, lat] of ring as [number, number][]) {
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
      const scale = 111_194.9 ** 2 * Math.cos((((south + north) / 2) * Math.PI) / 180);
      const area = (Math.abs(signedDoubleArea(ring)) / 2) * scale;
      total += index === 0 ? area : -area;
    });
  return Math.max(0, total);
}

/** Centroid of a closed ring's area; the middle of its vertices when it has none. */
export function ringCentroid(ring: readonly Position[]): [number, number] {
  const [originX, originY] = ring[0] as [number, number];
  let doubleArea = 0;
  let sumX = 0;
  let sumY = 0;
  for (let index = 1; index + 1 < ring.length; index++) {
    const x1 = ring[index]![0]! - originX;
    const y1 = ring[index]![1]! - originY;
    const x2 = ring[index + 1]![0]! - originX;
    const y2 = ring[index + 1]![1]! - originY;
    const cross = x1 * y2 - x2 * y1;
    doubleArea += cross;
    sumX += (x1 + x2) * cross;
    sumY += (y1 + y2) * cross;
  }
  if (Math.abs(doubleArea) > 1e-18) return [originX + sumX / (3 * doubleArea), originY + sumY / (3 * doubleArea)];
  const count = Math.max(1, ring.length - 1);
  let meanX = 0;
  let meanY = 0;
  for (let index = 0; index < count; index++) {
    meanX += ring[index]![0]! / count;
    meanY += ring[index]![1]! / count;
  }
  return [meanX, meanY];
}

/** Whether a position lies inside a closed ring (even–odd crossing test; a point on the border may fall either way). */
export function insideRing(x: number, y: number, ring: readonly Position[]): boolean {
  let inside = false;
  for (let index = 0, previous = ring.length - 1; index < ring.length; previous = index++) {
    const [x1, y1] = ring[index] as [number, number];
    const [x2, y2] = ring[previous] as [number, number];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

/** Whether a position lies inside one of some polygons and in none of its holes: each ring around it turns it inside out (even–odd rule). */
export function insidePolygons(x: number, y: number, polygons: readonly (readonly (readonly Position[])[])[]): boolean {
  return polygons.some((rings) => rings.filter((ring) => insideRing(x, y, ring)).length % 2 === 1);
}
