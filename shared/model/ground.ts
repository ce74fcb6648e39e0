import { z } from 'zod';
import { adminLevels, landKinds, placeKinds, roadClasses, waterwayKinds } from './codes.ts';
import { code, entity, flag, integer, json, list, provenance, type RowOf, real, reference, text } from './entity.ts';

/** What the basemap and the road network are made of. `minZoom` is the lowest tile zoom that shows the row. */
export const road = entity('road', 'LINESTRING', {
  name: text(),
  roadClass: code(roadClasses),
  /** 1 along the line, −1 against it, 0 both ways. */
  oneway: integer(),
  maxspeedKmh: real(),
  access: text(),
  layer: integer(),
  bridge: flag(),
  tunnel: flag(),
  osmWayId: integer(),
  /** OSM node id of every vertex, so that the network can be noded exactly. */
  nodeIds: list(z.number().int()),
  /** Barriers on the line: vertex index and OSM barrier value. */
  barriers: list(z.object({ vertex: z.number().int(), barrier: z.string(), access: z.string().nullable() })),
  minZoom: integer(),
  ...provenance,
});
export type Road = RowOf<typeof road>;

export const turnRestriction = entity('turn_restriction', null, {
  kind: text(),
  fromWayId: integer(),
  viaNodeId: integer(),
  viaWayIds: list(z.number().int()),
  toWayId: integer(),
  exceptVehicles: text(),
  ...provenance,
});
export type TurnRestriction = RowOf<typeof turnRestriction>;

export const building = entity('building', 'MULTIPOLYGON', {
  name: text(),
  kind: text(),
  levels: real(),
  minZoom: integer(),
  ...provenance,
});
export type Building = RowOf<typeof building>;

export const land = entity('land', 'MULTIPOLYGON', { name: text(), kind: code(landKinds), minZoom: integer(), ...provenance });
export type Land = RowOf<typeof land>;

export const waterway = entity('waterway', 'LINESTRING', { name: text(), kind: code(waterwayKinds), minZoom: integer(), ...provenance });
export type Waterway = RowOf<typeof waterway>;

export const place = entity('place', 'POINT', {
  name: text(),
  kind: code(placeKinds),
  population: integer(),
  minZoom: integer(),
  ...provenance,
});
export type Place = RowOf<typeof place>;

/** District → town/street → community → grid. */
export const adminArea = entity('admin_area', 'MULTIPOLYGON', {
  name: text(),
  level: code(adminLevels),
  osmAdminLevel: integer(),
  parentId: reference(),
  population: integer(),
  ...provenance,
});
export type AdminArea = RowOf<typeof adminArea>;

export const codeEntry = entity('code_entry', null, {
  list: text(),
  code: text(),
  labelZh: text(),
  labelEn: text(),
  position: integer(),
  parameters: json(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  basis: text(),
});
export type CodeEntry = RowOf<typeof codeEntry>;

export const setting = entity('setting', null, { key: text(), value: json(z.unknown()) });
export type Setting = RowOf<typeof setting>;

export const importBatch = entity('import_batch', null, {
  fileName: text(),
  fileHash: text(),
  importedAs: text(),
  crs: text(),
  mapping: json(z.record(z.string(), z.string())),
  counts: json(z.record(z.string(), z.number())),
  importedAt: text(),
  actor: text(),
  fileSize: integer(),
});
export type ImportBatch = RowOf<typeof importBatch>;

/** Another key under which files know a record: left by a person who said that two are the same. */
export const sourceAlias = entity('source_alias', null, {
  ofTable: text(),
  recordId: reference(),
  sourceRef: text(),
  importBatchId: reference(),
});
export type SourceAlias = RowOf<typeof sourceAlias>;
