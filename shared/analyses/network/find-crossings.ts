import { roadClasses } from '../../model/index.ts';
import type { RoadColumns } from './road-columns.ts';
import type { SegmentGrid } from './segment-grid.ts';

/** Two segments, by their first vertices, that run through one another, and where along each. */
export interface Crossing {
  segments: readonly [a: number, b: number];
  shares: readonly [a: number, b: number];
  /** A road of a class that crosses others on bridges, in data that states no levels. */
  apart: boolean;
}

/** Classes that pass over or under what they cross. */
const separated = new Set((['motorway', 'motorway_link', 'trunk', 'trunk_link'] as const).map((name) => roadClasses.indexOf(name) + 1));
const DEGREES_TO_UNITS = 1e7;

/**
 * Where roads of the same level run through one another without a vertex in common, at least one of them without OSM node ids. Coordinates are taken to 10⁻⁷
 * degree, in which the test is exact.
 */
export function findCrossings(roads: RoadColumns, grid: SegmentGrid): Crossing[] {
  const roadOf = new Uint32Array(roads.lon.length);
  for (let road = 0; road < roads.count; road++) roadOf.fill(road, roads.lineStart[road]!, roads.lineStart[road + 1]!);
  const x = roads.lon.map((lon) => Math.round(lon * DEGREES_TO_UNITS));
  const y = roads.lat.map((lat) => Math.round(lat * DEGREES_TO_UNITS));
  const statesLevels = roads.level.some((level) => level !== 0);
  const crossings: Crossing[] = [];
  /** Twice the area of a triangle: on which side of the first two the third lies. */
  const side = (a: number, b: number, c: number): number => (x[b]! - x[a]!) * (y[c]! - y[a]!) - (y[b]! - y[a]!) * (x[c]! - x[a]!);
  const isApart = (road: number): boolean => !statesLevels && separated.has(roads.roadClass[road]!);
  const cellAt = (column: number, row: number): number => row * grid.columns + column;
  for (let cell = 0; cell + 1 < grid.cellStart.length; cell++) {
    for (let entry = grid.cellStart[cell]!; entry < grid.cellStart[cell + 1]!; entry++) {
      const a = grid.cellSegment[entry]!;
      const [west, east] = x[a]! < x[a + 1]! ? [x[a]!, x[a + 1]!] : [x[a + 1]!, x[a]!];
      const [south, north] = y[a]! < y[a + 1]! ? [y[a]!, y[a + 1]!] : [y[a + 1]!, y[a]!];
      for (let other = entry + 1; other < grid.cellStart[cell + 1]!; other++) {
        const b = grid.cellSegment[other]!;
        if ((x[b]! <= west && x[b + 1]! <= west) || (x[b]! >= east && x[b + 1]! >= east && east > west)) continue;
        if ((y[b]! <= south && y[b + 1]! <= south) || (y[b]! >= north && y[b + 1]! >= north && north > south)) continue;
        const [roadA, roadB] = [roadOf[a]!, roadOf[b]!];
        if (roads.level[roadA] !== roads.level[roadB]) continue;
        if (!Number.isNaN(roads.nodeIds[a]!) && !Number.isNaN(roads.nodeIds[b]!)) continue;
        const [a1, a2, b1, b2] = [side(b, b + 1, a), side(b, b + 1, a + 1), side(a, a + 1, b), side(a, a + 1, b + 1)];
        if (!(a1 * a2 < 0 && b1 * b2 < 0)) continue;
        const shares = [a1 / (a1 - a2), b1 / (b1 - b2)] as const;
        // Two segments may meet in several cells: told in the one that holds the point.
        const column = Math.floor((roads.lon[a]! + shares[0] * (roads.lon[a + 1]! - roads.lon[a]!) - grid.west) / grid.cellLon);
        const row = Math.floor((roads.lat[a]! + shares[0] * (roads.lat[a + 1]! - roads.lat[a]!) - grid.south) / grid.cellLat);
        if (cellAt(Math.min(grid.columns - 1, column), Math.min(grid.rows - 1, row)) !== cell) continue;
        crossings.push({ segments: [a, b], shares, apart: isApart(roadA) || isApart(roadB) });
      }
    }
  }
  return crossings;
}
