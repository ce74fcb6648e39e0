import { coordinateTable } from './coordinate-table.ts';
import { findCrossings } from './find-crossings.ts';
import { joinDeadEnds } from './join-dead-ends.ts';
import type { RoadColumns } from './road-columns.ts';
import { buildSegmentGrid } from './segment-grid.ts';

/** Vertices of roads that are the same point, and extra points on segments where another road ends. */
export interface NodedRoads {
  /** Point of every vertex of the roads. */
  pointOfVertex: Int32Array<ArrayBuffer>;
  pointCount: number;
  pointLon: Float64Array<ArrayBuffer>;
  pointLat: Float64Array<ArrayBuffer>;
  /** NaN where there is none. */
  pointOsmId: Float64Array<ArrayBuffer>;
  /** How many vertices and joined ends lie on each point; ends count twice, so that 2 makes a node. */
  uses: Uint32Array<ArrayBuffer>;
  /** Points to put into segments: first vertex of the segment → points with their share along it, ascending. */
  inserted: ReadonlyMap<number, readonly { share: number; point: number }[]>;
  joinedEnds: number;
  /** Crossings of roads of one level without a common vertex: those that were made one point, and those passed without meeting. */
  joinedCrossings: number;
  passedCrossings: number;
}

const DEGREES_TO_UNITS = 1e7;

/**
 * Finds where roads meet. Vertices with OSM node ids meet by id alone. Others meet where their coordinates agree to 10⁻⁷ degree and their levels
 * (`layer`, bridge, tunnel) do, or where one of them ends: a ramp may come down on a road of another level, but a bridge that shares a vertex with
 * the road below does not meet it. Dead ends of roads without ids are then joined to roads of the same level that pass within `joinMeters`. Where most crossings
 * have no common vertex, roads were drawn through one another: those of one level then meet where they cross. Otherwise such crossings are bridges nobody marked.
 */
export function nodeRoads(roads: RoadColumns, joinMeters: number): NodedRoads {
  const vertexCount = roads.lon.length;
  const drawn = joinMeters > 0 && roads.nodeIds.some(Number.isNaN);
  const grid = drawn ? buildSegmentGrid(roads.lon, roads.lat, roads.lineStart) : null;
  const crossings = grid === null ? [] : findCrossings(roads, grid);
  const pointOfVertex = new Int32Array(vertexCount).fill(-1);
  const pointLon = new Float64Array(vertexCount + crossings.length);
  const pointLat = new Float64Array(pointLon.length);
  const pointOsmId = new Float64Array(pointLon.length).fill(Number.NaN);
  const pointLevel = new Int8Array(vertexCount);
  const nextAtCoordinate = new Int32Array(vertexCount).fill(-1);
  const firstAtCoordinate = new Int32Array(vertexCount).fill(-1);
  const coordinates = coordinateTable(vertexCount);
  let pointCount = 0;

  const makePoint = (vertex: number, level: number, coordinate: number): number => {
    const point = pointCount++;
    pointLon[point] = roads.lon[vertex]!;
    pointLat[point] = roads.lat[vertex]!;
    pointLevel[point] = level;
    nextAtCoordinate[point] = firstAtCoordinate[coordinate]!;
    firstAtCoordinate[coordinate] = point;
    return point;
  };
  const coordinateOf = (vertex: number): number => {
    const found = coordinates.add(Math.round(roads.lon[vertex]! * DEGREES_TO_UNITS), Math.round(roads.lat[vertex]! * DEGREES_TO_UNITS));
    return found < 0 ? -1 - found : found;
  };

  const pointOfOsmId = new Map<number, number>();
  forEachVertex(roads, (vertex, road) => {
    const osmId = roads.nodeIds[vertex]!;
    if (Number.isNaN(osmId)) return;
    let point = pointOfOsmId.get(osmId);
    if (point === undefined) {
      point = makePoint(vertex, roads.level[road]!, coordinateOf(vertex));
      pointOsmId[point] = osmId;
      pointOfOsmId.set(osmId, point);
    }
    pointOfVertex[vertex] = point;
  });
  forEachVertex(roads, (vertex, road) => {
    if (pointOfVertex[vertex]! >= 0) return;
    const level = roads.level[road]!;
    const coordinate = coordinateOf(vertex);
    let point = firstAtCoordinate[coordinate]!;
    while (point >= 0 && pointLevel[point] !== level) point = nextAtCoordinate[point]!;
    pointOfVertex[vertex] = point >= 0 ? point : makePoint(vertex, level, coordinate);
  });

  const joined = Int32Array.from(pointLon, (_, point) => point);
  const rootOf = (point: number): number => {
    let root = point;
    while (joined[root] !== root) {
      joined[root] = joined[joined[root]!]!;
      root = joined[root]!;
    }
    return root;
  };
  const join = (a: number, b: number): void => {
    joined[rootOf(b)] = rootOf(a);
  };
  for (let road = 0; road < roads.count; road++) {
    for (const vertex of endsOf(roads, road)) {
      if (!Number.isNaN(roads.nodeIds[vertex]!)) continue;
      const coordinate = coordinateOf(vertex);
      for (let point = firstAtCoordinate[coordinate]!; point >= 0; point = nextAtCoordinate[point]!) join(point, pointOfVertex[vertex]!);
    }
  }
  const uses = new Uint32Array(pointLon.length);
  const countUses = (): void => {
    uses.fill(0);
    forEachVertex(roads, (vertex, road) => {
      const end = vertex === roads.lineStart[road]! || vertex === roads.lineStart[road + 1]! - 1;
      pointOfVertex[vertex] = rootOf(pointOfVertex[vertex]!);
      uses[pointOfVertex[vertex]!]! += end ? 2 : 1;
    });
  };
  countUses();
  const inserted = new Map<number, { share: number; point: number }[]>();
  const insert = (vertex: number, share: number, point: number): void => {
    inserted.set(vertex, [...(inserted.get(vertex) ?? []), { share, point }]);
  };
  const meeting = crossings.filter(({ apart }) => !apart);
  const joinedCrossings = meeting.length > countFourWays(roads, pointOfVertex, pointCount) ? meeting.length : 0;
  for (const { segments, shares } of meeting.slice(0, joinedCrossings)) {
    const [vertex] = segments;
    pointLon[pointCount] = roads.lon[vertex]! + shares[0] * (roads.lon[vertex + 1]! - roads.lon[vertex]!);
    pointLat[pointCount] = roads.lat[vertex]! + shares[0] * (roads.lat[vertex + 1]! - roads.lat[vertex]!);
    for (const at of [0, 1] as const) insert(segments[at], shares[at], pointCount);
    pointCount++;
  }
  let joinedEnds = 0;
  if (grid !== null) {
    joinDeadEnds(roads, pointOfVertex, uses, joinMeters, grid, {
      atVertex: (end, vertex) => {
        join(pointOfVertex[vertex]!, pointOfVertex[end]!);
        joinedEnds++;
      },
      inSegment: (end, vertex, share) => {
        insert(vertex, share, pointOfVertex[end]!);
        joinedEnds++;
      },
    });
    countUses();
    for (const points of inserted.values()) {
      points.sort((a, b) => a.share - b.share);
      for (const entry of points) {
        entry.point = rootOf(entry.point);
        uses[entry.point]! += 2;
      }
    }
  }
  const passedCrossings = crossings.length - joinedCrossings;
  return { pointOfVertex, pointCount, pointLon, pointLat, pointOsmId, uses, inserted, joinedEnds, joinedCrossings, passedCrossings };
}

/** Points at which four or more ways leave: crossings that have a vertex. */
function countFourWays(roads: RoadColumns, pointOfVertex: Int32Array, pointCount: number): number {
  const arms = new Uint32Array(pointCount);
  forEachVertex(roads, (vertex, road) => {
    const end = vertex === roads.lineStart[road]! || vertex === roads.lineStart[road + 1]! - 1;
    arms[pointOfVertex[vertex]!]! += end ? 1 : 2;
  });
  return arms.reduce((count, ways) => count + (ways >= 4 ? 1 : 0), 0);
}

function forEachVertex(roads: RoadColumns, visit: (vertex: number, road: number) => void): void {
  for (let road = 0; road < roads.count; road++) {
    for (let vertex = roads.lineStart[road]!; vertex < roads.lineStart[road + 1]!; vertex++) visit(vertex, road);
  }
}

function endsOf(roads: RoadColumns, road: number): number[] {
  const first = roads.lineStart[road]!;
  const last = roads.lineStart[road + 1]! - 1;
  return last > first ? [first, last] : [];
}
