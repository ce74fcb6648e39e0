import { z } from 'zod';
import { facilityTypes, stationClasses, stationTypes, unplacedReasons, zoneStates } from './codes.ts';
import { code, date, entity, instant, integer, list, personal, provenance, type RowOf, reference, requiredText, text } from './entity.ts';

const equipmentItem = z.object({ name: z.string(), quantity: z.number().int() });

/** 消防站 / 消防驿站 / 微型消防站 / 服务中心. */
export const station = entity('station', 'POINT', {
  name: requiredText(),
  type: code(stationTypes),
  stationClass: code(stationClasses),
  address: text(),
  phone: personal(text()),
  staff: integer(),
  hours: text(),
  equipment: list(equipmentItem),
  openedOn: date(),
  closedOn: date(),
  unplacedReason: code(unplacedReasons),
  note: text(),
  ...provenance,
});
export type Station = RowOf<typeof station>;

export const facility = entity('facility', 'POINT', {
  name: text(),
  type: code(facilityTypes),
  quantity: integer(),
  status: text(),
  expiresOn: date(),
  unplacedReason: code(unplacedReasons),
  ...provenance,
});
export type Facility = RowOf<typeof facility>;

/** 消防联防片区 with its one chief (片长). */
export const zone = entity('zone', 'MULTIPOLYGON', {
  name: requiredText(),
  chiefName: personal(text()),
  chiefId: reference(),
  state: code(zoneStates),
  colorIndex: integer(),
  effectiveOn: date(),
  retiredOn: date(),
  note: text(),
  ...provenance,
});
export type Zone = RowOf<typeof zone>;

export const person = entity('person', null, {
  name: requiredText(),
  role: text(),
  unit: text(),
  phone: personal(text()),
  zoneId: reference(),
  ...provenance,
});
export type Person = RowOf<typeof person>;

/** A patrol as a device recorded it: its segments, and when each vertex was passed. */
export const patrolTrack = entity('patrol_track', 'MULTILINESTRING', {
  name: text(),
  personId: reference(),
  personName: personal(text()),
  device: text(),
  fromAt: instant(),
  toAt: instant(),
  /** Milliseconds since 1970 UTC of every vertex, in the order of the coordinates; empty when the file has none. */
  vertexTimes: list(z.number()),
  note: text(),
  ...provenance,
});
export type PatrolTrack = RowOf<typeof patrolTrack>;
