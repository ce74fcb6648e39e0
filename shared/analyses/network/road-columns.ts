import { type Road, roadClasses, type TurnRestriction } from '../../model/index.ts';

/** Bits of `RoadColumns.structure`. */
export const BRIDGE = 1;
export const TUNNEL = 2;

/**
 * Roads as columns, one row a line, ready to cross a worker boundary. Vertices of row r are `lineStart[r] … lineStart[r + 1] − 1`
 * of `lon`, `lat` (degrees, WGS84) and `nodeIds`.
 */
export interface RoadColumns {
  count: number;
  lineStart: Uint32Array<ArrayBuffer>;
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
  /** OSM node id of every vertex, NaN where there is none. */
  nodeIds: Float64Array<ArrayBuffer>;
  /** Index in `roadClasses` + 1; 0 unknown. */
  roadClass: Uint8Array<ArrayBuffer>;
  /** 1 along the line, −1 against it, 0 both ways. */
  oneway: Int8Array<ArrayBuffer>;
  /** NaN where none is posted. */
  maxspeedKmh: Float32Array<ArrayBuffer>;
  /** Index in `accessValues`; 0 is the empty string, nothing said. */
  access: Uint16Array<ArrayBuffer>;
  /** Level of the road: `layer`, or 1 on bridges and −1 in tunnels that have none. */
  level: Int8Array<ArrayBuffer>;
  /** `BRIDGE` and `TUNNEL` bits. */
  structure: Uint8Array<ArrayBuffer>;
  /** NaN where the road is not from OSM. */
  wayId: Float64Array<ArrayBuffer>;
  /** Index in `names`; 0 is the empty string. */
  name: Uint32Array<ArrayBuffer>;
  names: string[];
  accessValues: string[];
  barriers: { vertex: Uint32Array<ArrayBuffer>; kind: Uint16Array<ArrayBuffer>; access: Uint16Array<ArrayBuffer>; kinds: string[] };
  restrictions: TurnRestrictionInput[];
}

export type RoadInput = Pick<
  Road,
  'geom' | 'name' | 'roadClass' | 'oneway' | 'maxspeedKmh' | 'access' | 'layer' | 'bridge' | 'tunnel' | 'osmWayId' | 'nodeIds' | 'barriers'
>;
export type TurnRestrictionInput = Pick<TurnRestriction, 'kind' | 'fromWayId' | 'viaNodeId' | 'viaWayIds' | 'toWayId' | 'exceptVehicles'>;

/**
 * Rows of the record, or roads mapped by others, as columns. Rows without a line of two vertices keep their place with no vertices, so that
 * row numbers stay those of the input.
 */
export function collectRoads(roads: Iterable<RoadInput>, restrictions: Iterable<TurnRestrictionInput> = []): RoadColumns {
  const lineStart = [0];
  const [lon, lat, nodeIds]: [number[], number[], number[]] = [[], [], []];
  const [roadClass, oneway, maxspeedKmh, access]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [level, structure, wayId, name]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [barrierVertex, barrierKind, barrierAccess]: [number[], number[], number[]] = [[], [], []];
  const names = textTable();
  const accessValues = textTable();
  const kinds = textTable();
  for (const road of roads) {
    const first = lon.length;
    const positions = road.geom?.type === 'LineString' && road.geom.coordinates.length > 1 ? road.geom.coordinates : [];
    const numbered = road.nodeIds.length === positions.length;
    for (let index = 0; index < positions.length; index++) {
      lon.push(positions[index]![0]!);
      lat.push(positions[index]![1]!);
      nodeIds.push(numbered ? road.nodeIds[index]! : Number.NaN);
    }
    lineStart.push(lon.length);
    roadClass.push(road.roadClass === null ? 0 : roadClasses.indexOf(road.roadClass) + 1);
    oneway.push(Math.sign(road.oneway ?? 0));
    maxspeedKmh.push(road.maxspeedKmh ?? Number.NaN);
    access.push(accessValues.at(road.access ?? ''));
    level.push(road.layer ?? (road.bridge ? 1 : road.tunnel ? -1 : 0));
    structure.push((road.bridge ? BRIDGE : 0) | (road.tunnel ? TUNNEL : 0));
    wayId.push(road.osmWayId ?? Number.NaN);
    name.push(names.at(road.name ?? ''));
    for (const barrier of road.barriers) {
      if (barrier.vertex < 0 || barrier.vertex >= positions.length) continue;
      barrierVertex.push(first + barrier.vertex);
      barrierKind.push(kinds.at(barrier.barrier));
      barrierAccess.push(accessValues.at(barrier.access ?? ''));
    }
  }
  return {
    count: roadClass.length,
    lineStart: Uint32Array.from(lineStart),
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    nodeIds: Float64Array.from(nodeIds),
    roadClass: Uint8Array.from(roadClass),
    oneway: Int8Array.from(oneway),
    maxspeedKmh: Float32Array.from(maxspeedKmh),
    access: Uint16Array.from(access),
    level: Int8Array.from(level),
    structure: Uint8Array.from(structure),
    wayId: Float64Array.from(wayId),
    name: Uint32Array.from(name),
    names: names.texts,
    accessValues: accessValues.texts,
    barriers: {
      vertex: Uint32Array.from(barrierVertex),
      kind: Uint16Array.from(barrierKind),
      access: Uint16Array.from(barrierAccess),
      kinds: kinds.texts,
    },
    restrictions: [...restrictions],
  };
}

/** Numbers texts in the order they are first seen; 0 is the empty string. */
function textTable(): { texts: string[]; at(text: string): number } {
  const texts = [''];
  const places = new Map([['', 0]]);
  return {
    texts,
    at: (text) => {
      let place = places.get(text);
      if (place === undefined) {
        place = texts.push(text) - 1;
        places.set(text, place);
      }
      return place;
    },
  };
}
