import type { Geometry, Position } from 'geojson';
import { type Box, boxOfPositions } from '../../geo/box-of-positions.ts';
import { insideRing, signedDoubleArea } from '../../geo/rings.ts';
import { mostVertices } from '../check-geometry.ts';
import type { ReasonCode } from '../issue.ts';

export type ReadShape = { geometry: Geometry | null } | { reason: ReasonCode; value: string };

const [shapeNull, shapePoint, shapeLine, shapePolygon, shapeMultiPoint] = [0, 1, 3, 5, 8];

/** The shape of one record of a .shp (ESRI Shapefile Technical Description, 1998); heights and measures are left out. */
export function readShape(record: Uint8Array): ReadShape {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const broken: ReadShape = { reason: 'geometryInvalid', value: `${record.length} B` };
  if (record.length < 4) return broken;
  const type = view.getInt32(0, true);
  // Kinds with heights are 10 more, with measures 20 more; both begin as the plain kind does.
  const plain = type > 20 ? type - 20 : type > 10 ? type - 10 : type;
  if (plain === shapeNull) return { geometry: null };
  if (plain === shapePoint) return record.length < 20 ? broken : { geometry: { type: 'Point', coordinates: positionAt(view, 4) } };
  if (plain === shapeMultiPoint) {
    if (record.length < 40) return broken;
    const count = view.getUint32(36, true);
    if (count > mostVertices) return { reason: 'tooManyVertices', value: String(count) };
    if (40 + count * 16 > record.length) return broken;
    const points = positionsAt(view, 40, count);
    return { geometry: points.length === 0 ? null : { type: 'MultiPoint', coordinates: points } };
  }
  if (plain !== shapeLine && plain !== shapePolygon) return { reason: 'geometryTypeUnsupported', value: `shape ${type}` };
  if (record.length < 44) return broken;
  const partCount = view.getUint32(36, true);
  const pointCount = view.getUint32(40, true);
  if (pointCount > mostVertices || partCount > mostVertices)
    return { reason: 'tooManyVertices', value: String(Math.max(pointCount, partCount)) };
  const pointsStart = 44 + partCount * 4;
  if (pointsStart + pointCount * 16 > record.length) return broken;
  const parts: Position[][] = [];
  for (let part = 0; part < partCount; part++) {
    const from = view.getUint32(44 + part * 4, true);
    const to = part + 1 < partCount ? view.getUint32(48 + part * 4, true) : pointCount;
    if (from > to || to > pointCount) return broken;
    if (to > from) parts.push(positionsAt(view, pointsStart + from * 16, to - from));
  }
  if (parts.length === 0) return { geometry: null };
  if (plain === shapePolygon) return { geometry: assemblePolygons(parts) };
  return {
    geometry: parts.length === 1 ? { type: 'LineString', coordinates: parts[0]! } : { type: 'MultiLineString', coordinates: parts },
  };
}

const positionAt = (view: DataView, at: number): Position => [view.getFloat64(at, true), view.getFloat64(at + 8, true)];
const positionsAt = (view: DataView, at: number, count: number): Position[] =>
  Array.from({ length: count }, (_, index) => positionAt(view, at + index * 16));

/** Outer rings run clockwise, holes the other way; each hole belongs to the smallest outer ring around it. A hole around which there is none is a polygon of its own. */
function assemblePolygons(rings: readonly Position[][]): Geometry {
  const outers: { rings: Position[][]; area: number; box: Box }[] = [];
  const holes: Position[][] = [];
  for (const ring of rings) {
    const area = signedDoubleArea(ring);
    if (area <= 0 || rings.length === 1) outers.push({ rings: [ring], area: Math.abs(area), box: boxOfPositions(ring) });
    else holes.push(ring);
  }
  const bySize = outers.toSorted((a, b) => a.area - b.area);
  let budget = mostRingTests;
  for (const hole of holes) {
    const [x, y] = hole[0] as [number, number];
    const around = bySize.find(({ rings: [outer], box }) => {
      if (x < box[0] || y < box[1] || x > box[2] || y > box[3] || budget <= 0) return false;
      budget -= outer!.length;
      return insideRing(x, y, outer!);
    });
    if (around === undefined) outers.push({ rings: [hole], area: 0, box: boxOfPositions(hole) });
    else around.rings.push(hole);
  }
  return outers.length === 1
    ? { type: 'Polygon', coordinates: outers[0]!.rings }
    : { type: 'MultiPolygon', coordinates: outers.map(({ rings: polygon }) => polygon) };
}

/** Edges tested in one shape before holes are no longer placed: a shape made to be slow is not made to be right. */
const mostRingTests = 50_000_000;
