import { type AreaIndex, indexAreas, insideAreas } from './area-index.ts';
import { buildCellGrid, type CellGrid, cellAt } from './cell-grid.ts';
import { type EdgeIndex, indexEdges, nearestEdgeMeters } from './edge-index.ts';
import { type LocalFrame, localFrame } from './local-frame.ts';
import type { ShapeColumns } from './shape-columns.ts';

/** What is loaded of the ground, WGS84. Any of them may be empty. */
export interface GroundShapes {
  buildings: ShapeColumns;
  roads: ShapeColumns;
  water: ShapeColumns;
  /** Administrative areas and zones: what counts as inside the district. */
  districts: ShapeColumns;
}

/** The ground, found by place, in metres about its middle. */
export interface GroundIndex {
  readonly frame: LocalFrame;
  readonly buildings: AreaIndex;
  readonly walls: EdgeIndex;
  readonly roads: EdgeIndex;
  readonly water: AreaIndex;
  readonly districts: AreaIndex;
  /** Cells holding a road or a building, or beside one that does. */
  readonly covered: CellGrid;
  readonly hasBuildings: boolean;
  readonly hasRoads: boolean;
}

const buildingCellMeters = 50;
const areaCellMeters = 400;
const coverCellMeters = 250;

/** Indexes the ground; null when nothing is loaded. 50,000 buildings take a quarter of a second. */
export function indexGround({ buildings, roads, water, districts }: GroundShapes): GroundIndex | null {
  const middle = middleOf([buildings, roads].some(({ coordinates }) => coordinates.length > 0) ? [buildings, roads] : [districts]);
  if (middle === null) return null;
  const frame = localFrame(middle);
  const walls = indexEdges(buildings, frame);
  const ways = indexEdges(roads, frame);
  return {
    frame,
    buildings: indexAreas(buildings, frame, buildingCellMeters),
    walls,
    roads: ways,
    water: indexAreas(water, frame, areaCellMeters),
    districts: indexAreas(districts, frame, areaCellMeters),
    covered: coverOf([walls, ways]),
    hasBuildings: walls.edges.length > 0,
    hasRoads: ways.edges.length > 0,
  };
}

/** Whether a position (metres of the frame) lies in the district: in an administrative area, or where the ground is drawn. */
export function insideDistrict({ districts, covered }: GroundIndex, x: number, y: number): boolean {
  return isCovered(covered, x, y) || insideAreas(districts, x, y);
}

/** Whether the ground is drawn around a position (metres of the frame). */
export function isCovered(covered: CellGrid, x: number, y: number): boolean {
  const cell = cellAt(covered, x, y);
  return cell >= 0 && covered.starts[cell]! < covered.starts[cell + 1]!;
}

/** Metres to the nearest road or building wall; 0 inside a building. */
export function nearestGroundMeters(ground: GroundIndex, x: number, y: number, limitMeters: number): number {
  if (insideAreas(ground.buildings, x, y)) return 0;
  return nearestEdgeMeters(ground.walls, x, y, nearestEdgeMeters(ground.roads, x, y, limitMeters));
}

/** The middle of all vertices' extent, lon and lat. */
function middleOf(columns: readonly ShapeColumns[]): [number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { coordinates } of columns)
    for (let at = 0; at < coordinates.length; at += 2) {
      west = Math.min(west, coordinates[at]!);
      east = Math.max(east, coordinates[at]!);
      south = Math.min(south, coordinates[at + 1]!);
      north = Math.max(north, coordinates[at + 1]!);
    }
  return west > east ? null : [(west + east) / 2, (south + north) / 2];
}

/** Every cell an edge touches, widened by one cell: each edge's first point stands for it, edges being short. */
function coverOf(indexes: readonly EdgeIndex[]): CellGrid {
  const seen = new Set<string>();
  const boxes: number[] = [];
  for (const { edges } of indexes)
    for (let at = 0; at < edges.length; at += 4) {
      const column = Math.floor(edges[at]! / coverCellMeters);
      const row = Math.floor(edges[at + 1]! / coverCellMeters);
      const key = `${column},${row}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const west = column * coverCellMeters;
      const south = row * coverCellMeters;
      boxes.push(west - coverCellMeters / 2, south - coverCellMeters / 2, west + 1.5 * coverCellMeters, south + 1.5 * coverCellMeters);
    }
  return buildCellGrid(Float64Array.from(boxes), coverCellMeters);
}
