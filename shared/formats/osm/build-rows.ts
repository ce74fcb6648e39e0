import type { Geometry, MultiPolygon, Position } from 'geojson';
import { areaSquareMeters, ringCentroid, windPolygons } from '../../geo/rings.ts';
import type { RowIn, TableName } from '../../model/index.ts';
import type { IntakeRow } from '../intake.ts';
import { parseInteger, parseNumber } from '../parse-values.ts';
import { adminLevelOf, facilityTypeOf, type Line, osmAdminLevelOf, placeOf, restrictionOf } from './classify.ts';
import { buildingMinZoom, landMinZoom, roadMinZoom } from './min-zoom.ts';
import { premisesCategoryOf } from './premises-category.ts';
import { accessOf, addressOf, isSaid, layerOf, maxspeedKmhOf, nameOf, onewayOf, roadClassOf, type Tags } from './read-tags.ts';

/** `node/1`, `way/2` or `relation/3`. */
export type ObjectName = string;

const row = <T extends TableName>(object: ObjectName, values: Partial<RowIn<T>>): IntakeRow =>
  ({ origin: object, values: { sourceRef: `osm:${object}`, ...values } }) as IntakeRow;

const pointAt = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });
const placed = (lon: number, lat: number) =>
  ({ geom: pointAt(lon, lat), unplacedReason: null, sourceX: String(lon), sourceY: String(lat), sourceCrs: 'wgs84' }) as const;

export interface RoadShape {
  coordinates: Position[];
  nodeIds: number[];
  barriers: { vertex: number; barrier: string; access: string | null }[];
}

/** `part` numbers the pieces of a way that nodes missing from the extract have cut; 1 for the first. */
export function roadRow(wayId: number, tags: Tags, shape: RoadShape, part: number): IntakeRow {
  const roadClass = roadClassOf(tags)!;
  const object = `way/${wayId}`;
  return row<'road'>(object, {
    sourceRef: part === 1 ? `osm:${object}` : `osm:${object}#${part}`,
    geom: { type: 'LineString', coordinates: shape.coordinates },
    name: nameOf(tags),
    roadClass,
    oneway: onewayOf(tags),
    maxspeedKmh: maxspeedKmhOf(tags.maxspeed),
    access: accessOf(tags),
    layer: layerOf(tags),
    bridge: isSaid(tags.bridge),
    tunnel: isSaid(tags.tunnel),
    osmWayId: wayId,
    nodeIds: shape.nodeIds,
    barriers: shape.barriers,
    minZoom: roadMinZoom(roadClass),
  });
}

const waterwayZooms = { river: 8, canal: 11, stream: 13, drain: 14, coastline: 4 } as const;

export function waterwayRow(
  wayId: number,
  tags: Tags,
  kind: NonNullable<Line['waterway']>,
  coordinates: Position[],
  part: number,
): IntakeRow {
  const object = `way/${wayId}`;
  return row<'waterway'>(object, {
    sourceRef: part === 1 ? `osm:${object}` : `osm:${object}#${part}`,
    geom: { type: 'LineString', coordinates },
    name: nameOf(tags),
    kind,
    minZoom: waterwayZooms[kind],
  });
}

export function buildingRow(object: ObjectName, tags: Tags, polygons: Position[][][]): IntakeRow {
  const levels = tags['building:levels'];
  return row<'building'>(object, {
    geom: windPolygons(polygons),
    name: nameOf(tags),
    kind: tags.building === 'yes' ? null : (tags.building ?? null),
    levels: levels === undefined ? null : parseNumber(levels),
    minZoom: buildingMinZoom(areaSquareMeters(polygons)),
  });
}

export function landRow(object: ObjectName, tags: Tags, kind: NonNullable<RowIn<'land'>['kind']>, polygons: Position[][][]): IntakeRow {
  const geom: MultiPolygon = windPolygons(polygons);
  return row<'land'>(object, {
    geom,
    name: nameOf(tags),
    kind,
    minZoom: landMinZoom(kind, areaSquareMeters(polygons), polygons[0]![0]![0]![1]!),
  });
}

export function adminAreaRow(object: ObjectName, tags: Tags, polygons: Position[][][]): IntakeRow {
  const osmAdminLevel = osmAdminLevelOf(tags)!;
  return row<'admin_area'>(object, {
    geom: windPolygons(polygons),
    name: nameOf(tags),
    level: adminLevelOf(osmAdminLevel),
    osmAdminLevel,
    population: tags.population === undefined ? null : parseInteger(tags.population),
  });
}

export function stationRow(object: ObjectName, tags: Tags, lon: number, lat: number): IntakeRow {
  return row<'station'>(object, {
    ...placed(lon, lat),
    name: nameOf(tags) ?? tags.operator ?? tags.ref ?? addressOf(tags) ?? object,
    type: 'fireStation',
    address: addressOf(tags),
    phone: phoneOf(tags),
  });
}

export function facilityRow(object: ObjectName, tags: Tags, lon: number, lat: number): IntakeRow {
  return row<'facility'>(object, { ...placed(lon, lat), name: nameOf(tags) ?? tags.ref ?? null, type: facilityTypeOf(tags) });
}

/** A place people trade, lodge, learn or work in, as a candidate. One without a name goes by its brand, operator, address or kind. */
export function premisesRow(object: ObjectName, tags: Tags, lon: number, lat: number): IntakeRow {
  const address = addressOf(tags);
  const kind = tags.shop ?? tags.amenity ?? tags.tourism ?? tags.leisure ?? tags.craft ?? tags.healthcare ?? tags.office;
  const name = [nameOf(tags), tags.brand, tags.operator, address, kind].find((text) => text !== null && text !== undefined && text !== '');
  const values: Partial<RowIn<'premises'>> = {
    ...placed(lon, lat),
    name: (name ?? object).slice(0, 4000),
    category: premisesCategoryOf(tags),
  };
  if (address !== null) values.address = address;
  const phone = phoneOf(tags);
  if (phone !== null) values.phone = phone;
  return row<'premises'>(object, values);
}

export function placeRow(object: ObjectName, tags: Tags, lon: number, lat: number): IntakeRow | null {
  const place = placeOf(tags);
  const name = nameOf(tags);
  if (place === null || name === null) return null;
  return row<'place'>(object, {
    geom: pointAt(lon, lat),
    name,
    kind: place.kind,
    population: tags.population === undefined ? null : parseInteger(tags.population),
    minZoom: place.minZoom,
  });
}

export interface Restriction {
  fromWayId: number;
  toWayId: number;
  viaNodeId: number | null;
  viaWayIds: number[];
}

/** `part` numbers the pairs of ways of one relation; 1 for the first. */
export function restrictionRow(
  object: ObjectName,
  tags: Tags,
  { fromWayId, toWayId, viaNodeId, viaWayIds }: Restriction,
  part: number,
): IntakeRow {
  return row<'turn_restriction'>(object, {
    ...(part === 1 ? {} : { sourceRef: `osm:${object}#${part}` }),
    kind: restrictionOf(tags),
    fromWayId,
    viaNodeId,
    viaWayIds,
    toWayId,
    exceptVehicles: tags.except ?? null,
  });
}

/** A point to stand for polygons: the centroid of the largest outer ring. */
export function middleOf(polygons: Position[][][]): [lon: number, lat: number] {
  let best = polygons[0]![0]!;
  let bestArea = -1;
  for (const polygon of polygons) {
    const area = areaSquareMeters([[polygon[0]!]]);
    if (area > bestArea) [best, bestArea] = [polygon[0]!, area];
  }
  const [lon, lat] = ringCentroid(best);
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}

function phoneOf(tags: Tags): string | null {
  const phone = tags.phone ?? tags['contact:phone'] ?? tags['contact:mobile'];
  return phone === undefined || phone === '' ? null : phone.slice(0, 200);
}
