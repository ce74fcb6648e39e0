import { haversineMeters, METERS_PER_DEGREE } from '../../geo/haversine-meters.ts';
import type { ReachedArc } from './reach.ts';
import type { RoadNetwork } from './road-network.ts';
import type { TravelGraph } from './travel-graph.ts';

/**
 * Time of arrival on the ground around the roads: least over points of reached roads within `offRoadMeters` of the time there plus the way on foot from
 * the road. Cell (column, row) is the square of `cellMeters` about longitude west + column · cellLon, latitude south + row · cellLat; cells lie on one
 * lattice for all fields of a network, so that areas do not flicker while a station is dragged. Off the roads' surroundings time is Infinity, origin −1.
 */
export interface ReachField {
  west: number;
  south: number;
  cellLon: number;
  cellLat: number;
  columns: number;
  rows: number;
  milliseconds: Float64Array<ArrayBuffer>;
  origin: Int32Array<ArrayBuffer>;
}

export interface FieldOptions {
  /** Made larger where the field would have more than four million cells. */
  cellMeters?: number;
  /** How far from a road the ground still counts as reached. */
  offRoadMeters?: number;
  offRoadKmh?: number;
}

const MOST_CELLS = 2 ** 22;
const CELL_METERS = 25;
const OFF_ROAD_METERS = 50;

interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function makeReachField(
  graph: TravelGraph,
  reached: readonly ReachedArc[],
  { cellMeters = CELL_METERS, offRoadMeters = OFF_ROAD_METERS, offRoadKmh = 5 }: FieldOptions = {},
): ReachField {
  const { network } = graph;
  const box = boxOf(network, reached);
  const cosine = network.segments.cellLat / network.segments.cellLon;
  const size = sizeFor(box, cosine, cellMeters, offRoadMeters);
  const cellLat = size / METERS_PER_DEGREE;
  const cellLon = cellLat / cosine;
  const margin = Math.ceil(offRoadMeters / size) + 1;
  const firstColumn = Math.floor((box.west - network.segments.west) / cellLon) - margin;
  const firstRow = Math.floor((box.south - network.segments.south) / cellLat) - margin;
  const columns = Math.ceil((box.east - network.segments.west) / cellLon) + margin + 1 - firstColumn;
  const rows = Math.ceil((box.north - network.segments.south) / cellLat) + margin + 1 - firstRow;
  const west = network.segments.west + firstColumn * cellLon;
  const south = network.segments.south + firstRow * cellLat;
  const cells = columns * rows;

  // Of all points of roads in a cell the one reached first stands for them.
  const roadAt = new Float64Array(cells).fill(Infinity);
  const roadX = new Float32Array(cells);
  const roadY = new Float32Array(cells);
  const roadOrigin = new Int32Array(cells);
  for (const arc of reached) {
    const cost = graph.openArcMilliseconds[arc.arc]!;
    walkArc(network, arc, size / 2, (lon, lat, fraction) => {
      const at = arc.milliseconds + (fraction - arc.from) * cost;
      const x = (lon - west) / cellLon;
      const y = (lat - south) / cellLat;
      const cell = Math.round(y) * columns + Math.round(x);
      if (at >= roadAt[cell]!) return;
      roadAt[cell] = at;
      roadX[cell] = x - Math.round(x);
      roadY[cell] = y - Math.round(y);
      roadOrigin[cell] = arc.origin;
    });
  }

  const milliseconds = new Float64Array(cells).fill(Infinity);
  const origins = new Int32Array(cells).fill(-1);
  const millisecondsPerCell = (size * 3600) / offRoadKmh;
  const radius = offRoadMeters / size;
  const whole = Math.ceil(radius);
  for (let row = whole; row < rows - whole; row++) {
    for (let column = whole; column < columns - whole; column++) {
      const road = row * columns + column;
      const start = roadAt[road]!;
      if (start === Infinity) continue;
      const origin = roadOrigin[road]!;
      for (let dy = -whole; dy <= whole; dy++) {
        const alongY = (dy - roadY[road]!) ** 2;
        for (let dx = -whole; dx <= whole; dx++) {
          const cell = road + dy * columns + dx;
          if (start >= milliseconds[cell]!) continue;
          // The cell a road runs through is reached with it: a way on foot to its middle would end areas hundreds of metres short of a fast road's own reach.
          const away = dx === 0 && dy === 0 ? 0 : Math.sqrt((dx - roadX[road]!) ** 2 + alongY);
          const then = start + away * millisecondsPerCell;
          if (away > radius || then >= milliseconds[cell]!) continue;
          milliseconds[cell] = then;
          origins[cell] = origin;
        }
      }
    }
  }
  return { west, south, cellLon, cellLat, columns, rows, milliseconds, origin: origins };
}

/** The size of cells of the field of some roads: fields whose areas are to nest must all be given the largest of theirs. */
export function fieldCellMeters(
  { network }: TravelGraph,
  reached: readonly ReachedArc[],
  { cellMeters = CELL_METERS, offRoadMeters = OFF_ROAD_METERS }: FieldOptions = {},
): number {
  return sizeFor(boxOf(network, reached), network.segments.cellLat / network.segments.cellLon, cellMeters, offRoadMeters);
}

/** @param cosine how much shorter a degree of longitude is than one of latitude */
function sizeFor({ west, south, east, north }: Box, cosine: number, cellMeters: number, offRoadMeters: number): number {
  let size = cellMeters;
  const cellsAlong = (degrees: number, shrink: number): number => (degrees * METERS_PER_DEGREE * shrink + 2 * offRoadMeters) / size + 5;
  while (cellsAlong(east - west, cosine) * cellsAlong(north - south, 1) > MOST_CELLS) size *= 1.25;
  return size;
}

/**
 * Visits points no more than `stepMeters` apart along the driven part of an arc, with their fraction in its direction. They are the same however far it is
 * driven, so not where the time is up: areas of shorter limits would stand out of those of longer ones.
 */
function walkArc(
  network: RoadNetwork,
  { arc, from, until }: Pick<ReachedArc, 'arc' | 'from' | 'until'>,
  stepMeters: number,
  visit: (lon: number, lat: number, fraction: number) => void,
): void {
  const { shapeStart, shapeLon, shapeLat } = network;
  const edge = arc >> 1;
  const total = network.edgeMeters[edge]!;
  const backwards = (arc & 1) === 1;
  const first = shapeStart[edge]!;
  const last = shapeStart[edge + 1]! - 1;
  const [startMeters, endMeters] = [from * total, until * total];
  let meters = 0;
  for (let index = 0; index < last - first; index++) {
    const a = backwards ? last - index : first + index;
    const b = backwards ? a - 1 : a + 1;
    const length = haversineMeters(shapeLon[a]!, shapeLat[a]!, shapeLon[b]!, shapeLat[b]!);
    const low = Math.max(startMeters, meters);
    const high = Math.min(endMeters, meters + length);
    if (low <= high) {
      const visitAt = (at: number): void => {
        const share = length > 0 ? (at - meters) / length : 0;
        visit(
          shapeLon[a]! + share * (shapeLon[b]! - shapeLon[a]!),
          shapeLat[a]! + share * (shapeLat[b]! - shapeLat[a]!),
          total > 0 ? at / total : from,
        );
      };
      visitAt(low);
      for (let step = Math.floor((low - meters) / stepMeters) + 1; meters + step * stepMeters < high; step++)
        visitAt(meters + step * stepMeters);
      if (meters + length - high < 0.01) visitAt(high);
    }
    meters += length;
    if (meters > endMeters) return;
  }
}

function boxOf(network: RoadNetwork, reached: readonly ReachedArc[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const { arc } of reached) {
    for (let vertex = network.shapeStart[arc >> 1]!; vertex < network.shapeStart[(arc >> 1) + 1]!; vertex++) {
      box.west = Math.min(box.west, network.shapeLon[vertex]!);
      box.east = Math.max(box.east, network.shapeLon[vertex]!);
      box.south = Math.min(box.south, network.shapeLat[vertex]!);
      box.north = Math.max(box.north, network.shapeLat[vertex]!);
    }
  }
  if (reached.length > 0) return box;
  const { west, south } = network.segments;
  return { west, south, east: west, north: south };
}
