import { haversineMeters } from '../../geo/haversine-meters.ts';
import type { RoadColumns } from './road-columns.ts';
import { nearestOnSegments, type SegmentGrid } from './segment-grid.ts';

interface Joins {
  /** The dead end at vertex `end` meets another vertex. */
  atVertex(end: number, vertex: number): void;
  /** It meets the segment that starts at `vertex`, at a share of its length. */
  inSegment(end: number, vertex: number, share: number): void;
}

/**
 * Finds, for every end of a road without OSM ids where no other road meets it, the nearest road of the same level within `joinMeters`: its vertex
 * where that is as near, else a point in its segment. `uses` counts 2 for an end and 1 for a vertex between.
 */
export function joinDeadEnds(
  roads: RoadColumns,
  pointOfVertex: Int32Array,
  uses: Uint32Array,
  joinMeters: number,
  grid: SegmentGrid,
  joins: Joins,
): void {
  const ends: { vertex: number; road: number }[] = [];
  for (let road = 0; road < roads.count; road++) {
    const first = roads.lineStart[road]!;
    const last = roads.lineStart[road + 1]! - 1;
    if (last <= first || !Number.isNaN(roads.nodeIds[first]!)) continue;
    for (const vertex of [first, last]) if (uses[pointOfVertex[vertex]!] === 2) ends.push({ vertex, road });
  }
  if (ends.length === 0) return;
  const roadOfVertex = new Uint32Array(roads.lon.length);
  for (let road = 0; road < roads.count; road++) roadOfVertex.fill(road, roads.lineStart[road]!, roads.lineStart[road + 1]!);
  for (const { vertex: end, road } of ends) {
    const at = { lon: roads.lon[end]!, lat: roads.lat[end]! };
    const found = nearestOnSegments(grid, roads.lon, roads.lat, at, joinMeters, (vertex) => {
      const other = roadOfVertex[vertex]!;
      // Its own last segment is always nearest.
      return roads.level[other] === roads.level[road] && vertex !== end && vertex + 1 !== end;
    });
    if (found === null) continue;
    const near = [found.vertex, found.vertex + 1].find(
      (vertex) => haversineMeters(at.lon, at.lat, roads.lon[vertex]!, roads.lat[vertex]!) <= joinMeters,
    );
    if (near === undefined) joins.inSegment(end, found.vertex, found.share);
    else if (pointOfVertex[near] !== pointOfVertex[end]) joins.atVertex(end, near);
  }
}
