import type { LineString, MultiPolygon } from 'geojson';
import type { Box } from '../../../shared/geo/box-of-positions.ts';
import { decodeGeoPackageGeometry, encodeGeoPackageGeometry, readEnvelope } from '../../../shared/geo/wkb.ts';
import type { Road, TableName } from '../../../shared/model/index.ts';
import { decodeValue, encodeValue, type Image, layoutOf } from '../table-layout.ts';
import { clipArea } from './clip-area.ts';
import { spansWithin } from './spans-within.ts';

/** Areas that would draw the map of a package far beyond its zone; buildings are small and stay whole. */
const clippedAreas: readonly TableName[] = ['land', 'admin_area', 'zone'];
const clippedLines: readonly TableName[] = ['road', 'waterway'];

/**
 * A row of the ground cut to a package's box: none when nothing of it is there, several when a line leaves the box and comes back. Lines are cut
 * at vertices of their own, the last ones beyond the edge, so that roads meet where they met before.
 */
export function clipGround(table: TableName, image: Image, box: Box): Image[] {
  const isArea = clippedAreas.includes(table);
  if (!isArea && !clippedLines.includes(table)) return [image];
  const { indexOf } = layoutOf(table);
  const place = indexOf.get('geom') as number;
  const stored = image[place];
  if (!(stored instanceof Uint8Array)) return [image];
  const envelope = readEnvelope(stored);
  if (envelope === null) return [image];
  const [west, south, east, north] = box;
  if (envelope[0] >= west && envelope[1] >= south && envelope[2] <= east && envelope[3] <= north) return [image];
  const { geometry } = decodeGeoPackageGeometry(stored);
  if (isArea) {
    const clipped = clipArea(geometry as MultiPolygon, box);
    return clipped === null ? [] : [image.with(place, encodeGeoPackageGeometry(clipped))];
  }
  const { coordinates } = geometry as LineString;
  return spansWithin(coordinates, box).map(([from, to], index) => {
    const piece = image.with(place, encodeGeoPackageGeometry({ type: 'LineString', coordinates: coordinates.slice(from, to + 1) }));
    // Only one row may have the key under which files know the line.
    if (index > 0) piece[indexOf.get('sourceRef') as number] = null;
    return table === 'road' ? cutVertexLists(piece, indexOf, from, to) : piece;
  });
}

/** The lists that name a road's vertices, for those that are left. */
function cutVertexLists(image: Image, indexOf: ReadonlyMap<string, number>, from: number, to: number): Image {
  const lists: { [Field in 'nodeIds' | 'barriers']: (list: Road[Field]) => Road[Field] } = {
    nodeIds: (ids) => ids.slice(from, to + 1),
    barriers: (barriers) =>
      barriers.filter(({ vertex }) => vertex >= from && vertex <= to).map((barrier) => ({ ...barrier, vertex: barrier.vertex - from })),
  };
  const cut = [...image];
  for (const [field, cutList] of Object.entries(lists)) {
    const place = indexOf.get(field) as number;
    const list = decodeValue(image[place] ?? null, 'json');
    if (list !== null) cut[place] = encodeValue(cutList(list as never), 'json');
  }
  return cut;
}
