import { positionsAlong, type ReachedPieces, type RoadNetwork } from '../network/index.ts';

/** Lines as columns: positions of line l are `start[l] … start[l + 1] − 1` of `lon` and `lat`. */
export interface LineColumns {
  count: number;
  start: Uint32Array<ArrayBuffer>;
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
}

/** Parts of edges as lines, free of the network they are parts of. */
export function linesOfPieces(
  network: RoadNetwork,
  { count, edge, from, to }: Pick<ReachedPieces, 'count' | 'edge' | 'from' | 'to'>,
): LineColumns {
  const { shapeStart, shapeLon, shapeLat } = network;
  const start = new Uint32Array(count + 1);
  const lon: number[] = [];
  const lat: number[] = [];
  for (let piece = 0; piece < count; piece++) {
    const which = edge[piece]!;
    if (from[piece] === 0 && to[piece] === 1) {
      for (let vertex = shapeStart[which]!; vertex < shapeStart[which + 1]!; vertex++) {
        lon.push(shapeLon[vertex]!);
        lat.push(shapeLat[vertex]!);
      }
    } else {
      for (const [x, y] of positionsAlong(network, which, from[piece]!, to[piece]!)) {
        lon.push(x!);
        lat.push(y!);
      }
    }
    start[piece + 1] = lon.length;
  }
  return { count, start, lon: Float64Array.from(lon), lat: Float64Array.from(lat) };
}

/** Whole edges as lines. */
export function linesOfEdges(network: RoadNetwork, edge: Uint32Array<ArrayBuffer>): LineColumns {
  const count = edge.length;
  return linesOfPieces(network, { count, edge, from: new Float64Array(count), to: new Float64Array(count).fill(1) });
}
