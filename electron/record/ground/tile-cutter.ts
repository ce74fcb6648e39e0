import { clipLine, clipRing } from './clip-path.ts';
import { labelPoint } from './label-point.ts';
import type { FlatGeometry } from './read-geometry.ts';
import { simplifyPath } from './simplify-path.ts';
import { addLine, addPoint, addRing, createTilePath } from './tile-path.ts';
import { createTileWriter, type TileProperties, tileGeometry } from './tile-writer.ts';

/** Tile units a side, and the margin kept beyond the edge so that strokes and joins meet across tiles. */
export const tileExtent = 4096;
export const tileBuffer = 64;
/** Tile units per pixel of a 512-pixel tile. */
export const unitsPerPixel = tileExtent / 512;

export interface TileCutter {
  polygon(layer: string, geometry: FlatGeometry, properties: TileProperties): void;
  line(layer: string, geometry: FlatGeometry, properties: TileProperties, rank?: number): void;
  point(layer: string, geometry: FlatGeometry, properties: TileProperties, rank?: number): void;
  /**
   * A point for an area's name with `size`, the square root of the area in pixels at this zoom, when at least `minPixels`.
   * Only the tile the point lies in gets it. Shapes as drawn out as a river get none: their name follows their line.
   */
  label(layer: string, geometry: FlatGeometry, properties: TileProperties, minPixels: number): void;
  finish(): Uint8Array<ArrayBuffer> | null;
}

/**
 * Simplifies, clips and encodes shapes for one tile. `toleranceUnits` bounds how far a simplified line may lie from the
 * original; polygons under `minAreaUnits` square units and lines shorter than a pixel are dropped. Simplifying precedes
 * clipping so that neighbouring tiles agree on their common edge.
 */
export function createTileCutter(toleranceUnits: number, minAreaUnits: number): TileCutter {
  const writer = createTileWriter(tileExtent);
  const low = -tileBuffer;
  const high = tileExtent + tileBuffer;
  return {
    polygon(layer, geometry, properties) {
      const path = createTilePath();
      let part = 0;
      for (const lastPart of geometry.polygonEnds) {
        let outerDrawn = false;
        for (let first = part; part < lastPart; part++) {
          const outer = part === first;
          if (!outer && !outerDrawn) continue;
          const position = locate(geometry, part, low, high);
          if (position === 'outside') continue;
          const start = partStart(geometry, part);
          const count = simplify(geometry.coordinates, start, geometry.partEnds[part]!, toleranceUnits);
          const ring = position === 'inside' ? scratch : clipRing(scratch, 0, count, low, high);
          if (!ring) continue;
          const drawn = addRing(path, ring, position === 'inside' ? count : ring.length / 2, outer, minAreaUnits);
          if (outer) outerDrawn = drawn;
        }
      }
      if (path.commands.length > 0) writer.add(layer, tileGeometry.polygon, path.commands, properties, 0);
    },
    line(layer, geometry, properties, rank = 0) {
      const path = createTilePath();
      for (let part = 0; part < geometry.partEnds.length; part++) {
        const position = locate(geometry, part, low, high);
        if (position === 'outside') continue;
        const start = partStart(geometry, part);
        const count = simplify(geometry.coordinates, start, geometry.partEnds[part]!, toleranceUnits);
        if (position === 'inside') addLine(path, scratch, count);
        else for (const piece of clipLine(scratch, 0, count, low, high)) addLine(path, piece, piece.length / 2);
      }
      if (path.commands.length > 0) writer.add(layer, tileGeometry.line, path.commands, properties, rank);
    },
    point(layer, geometry, properties, rank = 0) {
      const x = geometry.coordinates[0]!;
      const y = geometry.coordinates[1]!;
      if (x < low || x > high || y < low || y > high) return;
      const path = createTilePath();
      addPoint(path, x, y);
      writer.add(layer, tileGeometry.point, path.commands, properties, rank);
    },
    label(layer, geometry, properties, minPixels) {
      const point = labelPoint(geometry);
      if (!point || point.x < 0 || point.x >= tileExtent || point.y < 0 || point.y >= tileExtent) return;
      const size = Math.round(Math.sqrt(point.area) / unitsPerPixel);
      if (size < minPixels || point.area < drawnOutShare * squaredDiagonal(geometry)) return;
      const path = createTilePath();
      addPoint(path, point.x, point.y);
      writer.add(layer, tileGeometry.point, path.commands, { ...properties, size }, -size);
    },
    finish: () => writer.finish(),
  };
}

/** A shape that covers less than this share of its squared diagonal is a ribbon: 33 times as long as wide, or meandering. */
const drawnOutShare = 0.03;

let scratch = new Float64Array(8192);

function simplify(coordinates: Float64Array, start: number, end: number, tolerance: number): number {
  if (scratch.length < (end - start) * 2) scratch = new Float64Array((end - start) * 4);
  return simplifyPath(coordinates, start, end, tolerance, scratch, 0);
}

function partStart(geometry: FlatGeometry, part: number): number {
  return part === 0 ? 0 : geometry.partEnds[part - 1]!;
}

function squaredDiagonal(geometry: FlatGeometry): number {
  const [minX, minY, maxX, maxY] = boundsOf(geometry.coordinates, 0, geometry.vertexCount);
  return (maxX - minX) ** 2 + (maxY - minY) ** 2;
}

function locate(geometry: FlatGeometry, part: number, low: number, high: number): 'inside' | 'across' | 'outside' {
  const [minX, minY, maxX, maxY] = boundsOf(geometry.coordinates, partStart(geometry, part), geometry.partEnds[part]!);
  if (maxX < low || minX > high || maxY < low || minY > high) return 'outside';
  return minX >= low && maxX <= high && minY >= low && maxY <= high ? 'inside' : 'across';
}

function boundsOf(coordinates: Float64Array, start: number, end: number): [minX: number, minY: number, maxX: number, maxY: number] {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let i = start * 2; i < end * 2; i += 2) {
    const x = coordinates[i]!;
    const y = coordinates[i + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX, maxY];
}
