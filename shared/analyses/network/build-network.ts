import { haversineMeters } from '../../geo/haversine-meters.ts';
import { hilbertOrder } from './hilbert-order.ts';
import { type NodedRoads, nodeRoads } from './node-roads.ts';
import type { RoadColumns } from './road-columns.ts';
import type { RoadNetwork } from './road-network.ts';
import { buildSegmentGrid } from './segment-grid.ts';
import { resolveTurnRules } from './turn-rules.ts';

export interface NetworkOptions {
  /** Dead ends of roads without OSM node ids are joined to a road this near; 0 joins none. */
  joinMeters?: number;
}

/**
 * Makes the noded network of the roads: nodes where roads meet (see `nodeRoads`), end, have a barrier or a turn restriction's via node; edges
 * between them with their shape, length and attributes. Takes about a second for a city of 250,000 arcs.
 */
export function buildNetwork(roads: RoadColumns, { joinMeters = 1 }: NetworkOptions = {}): RoadNetwork {
  const noded = nodeRoads(roads, joinMeters);
  const viaIds = new Set(roads.restrictions.map(({ viaNodeId }) => viaNodeId));
  for (const vertex of roads.barriers.vertex) noded.uses[noded.pointOfVertex[vertex]!]! += 2;
  for (let point = 0; point < noded.pointCount; point++) if (viaIds.has(noded.pointOsmId[point]!)) noded.uses[point]! += 2;

  const { order, nodeOfPoint } = orderNodes(noded);
  const pieces = cutPieces(roads, noded, nodeOfPoint);
  const edges = orderPieces(pieces, order.length);
  const edgeCount = edges.length;
  const vertexTotal = edges.reduce((sum, piece) => sum + pieces.start[piece + 1]! - pieces.start[piece]!, 0);
  const gather = <T extends Int8Array | Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array>(column: T, out: T): T => {
    for (let edge = 0; edge < edgeCount; edge++) out[edge] = column[pieces.road[edges[edge]!]!]!;
    return out;
  };

  const edgeFrom = new Uint32Array(edgeCount);
  const edgeTo = new Uint32Array(edgeCount);
  const edgeMeters = new Float64Array(edgeCount);
  const edgeRoad = new Uint32Array(edgeCount);
  const shapeStart = new Uint32Array(edgeCount + 1);
  const shapeLon = new Float64Array(vertexTotal);
  const shapeLat = new Float64Array(vertexTotal);
  let filled = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const piece = edges[edge]!;
    edgeFrom[edge] = pieces.from[piece]!;
    edgeTo[edge] = pieces.to[piece]!;
    edgeMeters[edge] = pieces.meters[piece]!;
    edgeRoad[edge] = pieces.road[piece]!;
    for (let vertex = pieces.start[piece]!; vertex < pieces.start[piece + 1]!; vertex++) {
      shapeLon[filled] = pieces.lon[vertex]!;
      shapeLat[filled++] = pieces.lat[vertex]!;
    }
    shapeStart[edge + 1] = filled;
  }

  const barrierNodes = Uint32Array.from(roads.barriers.vertex, (vertex) => nodeOfPoint[noded.pointOfVertex[vertex]!]!);
  const topology = {
    nodeCount: order.length,
    edgeCount,
    nodeLon: Float64Array.from(order, (point) => noded.pointLon[point]!),
    nodeLat: Float64Array.from(order, (point) => noded.pointLat[point]!),
    nodeOsmId: Float64Array.from(order, (point) => noded.pointOsmId[point]!),
    edgeFrom,
    edgeTo,
    edgeMeters,
    edgeRoad,
    edgeWayId: gather(roads.wayId, new Float64Array(edgeCount)),
    edgeClass: gather(roads.roadClass, new Uint8Array(edgeCount)),
    edgeOneway: gather(roads.oneway, new Int8Array(edgeCount)),
    edgeMaxspeedKmh: gather(roads.maxspeedKmh, new Float32Array(edgeCount)),
    edgeAccess: gather(roads.access, new Uint16Array(edgeCount)),
    edgeLevel: gather(roads.level, new Int8Array(edgeCount)),
    edgeStructure: gather(roads.structure, new Uint8Array(edgeCount)),
    edgeName: gather(roads.name, new Uint32Array(edgeCount)),
    shapeStart,
    shapeLon,
    shapeLat,
    ...leavingArcs(order.length, edgeFrom, edgeTo),
  };
  const rules = resolveTurnRules(topology, roads.restrictions);
  return {
    ...topology,
    segments: buildSegmentGrid(shapeLon, shapeLat, shapeStart),
    barriers: { node: barrierNodes, kind: roads.barriers.kind, access: roads.barriers.access },
    barrierKinds: roads.barriers.kinds,
    turnRules: rules.rules,
    names: roads.names,
    accessValues: roads.accessValues,
    counts: {
      roads: roads.count,
      emptyRoads: pieces.emptyRoads,
      zeroLengthPieces: pieces.zeroLength,
      joinedEnds: noded.joinedEnds,
      joinedCrossings: noded.joinedCrossings,
      passedCrossings: noded.passedCrossings,
      turnRestrictions: roads.restrictions.length,
      unresolvedRestrictions: rules.unresolved,
      conditionalRestrictions: rules.conditional,
    },
  };
}

/** Points that are nodes, along a Hilbert curve, and the node of every point (−1 for others). */
function orderNodes({ pointCount, pointLon, pointLat, uses }: NodedRoads): { order: number[]; nodeOfPoint: Int32Array } {
  const points: number[] = [];
  for (let point = 0; point < pointCount; point++) if (uses[point]! >= 2) points.push(point);
  const along = hilbertOrder(
    Float64Array.from(points, (point) => pointLon[point]!),
    Float64Array.from(points, (point) => pointLat[point]!),
  );
  const order = Array.from(along, (place) => points[place]!);
  const nodeOfPoint = new Int32Array(pointCount).fill(-1);
  for (let node = 0; node < order.length; node++) nodeOfPoint[order[node]!] = node;
  return { order, nodeOfPoint };
}

interface Pieces {
  from: number[];
  to: number[];
  meters: number[];
  road: number[];
  start: number[];
  lon: number[];
  lat: number[];
  emptyRoads: number;
  zeroLength: number;
}

/** Cuts every road at its nodes. The ends of a piece take the positions of their nodes. */
function cutPieces(roads: RoadColumns, noded: NodedRoads, nodeOfPoint: Int32Array): Pieces {
  const pieces: Pieces = { from: [], to: [], meters: [], road: [], start: [0], lon: [], lat: [], emptyRoads: 0, zeroLength: 0 };
  for (let road = 0; road < roads.count; road++) {
    const first = roads.lineStart[road]!;
    const end = roads.lineStart[road + 1]!;
    if (end - first < 2) {
      pieces.emptyRoads++;
      continue;
    }
    let from = -1;
    let meters = 0;
    const visit = (lon: number, lat: number, node: number): void => {
      const last = pieces.lon.length - 1;
      if (from >= 0) meters += haversineMeters(pieces.lon[last]!, pieces.lat[last]!, lon, lat);
      pieces.lon.push(lon);
      pieces.lat.push(lat);
      if (node < 0) return;
      if (from >= 0) {
        const begin = pieces.start.at(-1)!;
        if (from === node && meters === 0) {
          pieces.zeroLength++;
          pieces.lon.length = pieces.lat.length = begin;
        } else {
          pieces.from.push(from);
          pieces.to.push(node);
          pieces.meters.push(meters);
          pieces.road.push(road);
          pieces.start.push(pieces.lon.length);
        }
        pieces.lon.push(lon);
        pieces.lat.push(lat);
      }
      from = node;
      meters = 0;
    };
    for (let vertex = first; vertex < end; vertex++) {
      const point = noded.pointOfVertex[vertex]!;
      const node = nodeOfPoint[point]!;
      if (node < 0) visit(roads.lon[vertex]!, roads.lat[vertex]!, -1);
      else visit(noded.pointLon[point]!, noded.pointLat[point]!, node);
      for (const { point: joined } of noded.inserted.get(vertex) ?? [])
        visit(noded.pointLon[joined]!, noded.pointLat[joined]!, nodeOfPoint[joined]!);
    }
    // The position pushed to begin a next piece that does not come.
    pieces.lon.length = pieces.lat.length = pieces.start.at(-1)!;
  }
  return pieces;
}

/** Pieces by the lower of their nodes, which lie along the curve. */
function orderPieces({ from, to }: Pieces, nodeCount: number): Uint32Array {
  const place = new Uint32Array(nodeCount + 1);
  const lower = from.map((node, piece) => Math.min(node, to[piece]!));
  for (const node of lower) place[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) place[node + 1]! += place[node]!;
  const order = new Uint32Array(from.length);
  for (let piece = 0; piece < from.length; piece++) order[place[lower[piece]!]!++] = piece;
  return order;
}

function leavingArcs(
  nodeCount: number,
  edgeFrom: Uint32Array,
  edgeTo: Uint32Array,
): { leavingStart: Uint32Array<ArrayBuffer>; leaving: Uint32Array<ArrayBuffer> } {
  const leavingStart = new Uint32Array(nodeCount + 1);
  for (const node of edgeFrom) leavingStart[node + 1]!++;
  for (const node of edgeTo) leavingStart[node + 1]!++;
  for (let node = 0; node < nodeCount; node++) leavingStart[node + 1]! += leavingStart[node]!;
  const place = leavingStart.slice();
  const leaving = new Uint32Array(edgeFrom.length * 2);
  for (let edge = 0; edge < edgeFrom.length; edge++) {
    leaving[place[edgeFrom[edge]!]!++] = 2 * edge;
    leaving[place[edgeTo[edge]!]!++] = 2 * edge + 1;
  }
  return { leavingStart, leaving };
}
