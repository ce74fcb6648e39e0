import { type RoadClass, roadClasses } from '../../model/codes.ts';

export type Tags = Readonly<Record<string, string | undefined>>;

const roadClassSet = new Set<string>(roadClasses);

export function roadClassOf(tags: Tags): RoadClass | null {
  const highway = tags.highway;
  return highway !== undefined && roadClassSet.has(highway) ? (highway as RoadClass) : null;
}

/**
 * 1 along the line, −1 against it, 0 both ways. Roundabouts and motorways are one-way unless said otherwise
 * (https://wiki.openstreetmap.org/wiki/Key:oneway#Implied_oneway_restriction).
 */
export function onewayOf(tags: Tags): 1 | 0 | -1 {
  const oneway = tags.oneway?.toLowerCase();
  if (oneway === 'yes' || oneway === '1' || oneway === 'true') return 1;
  if (oneway === '-1' || oneway === 'reverse') return -1;
  if (oneway !== undefined && oneway !== '') return 0;
  if (tags.junction === 'roundabout' || tags.junction === 'circular') return 1;
  return tags.highway === 'motorway' || tags.highway === 'motorway_link' ? 1 : 0;
}

const kilometersPerMile = 1.609344;
const kilometersPerKnot = 1.852;

/** Speed limit in km/h from `50`, `50 km/h`, `25 mph`, `CN:urban` (null: no number), the lowest where several are given. */
export function maxspeedKmhOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  let lowest: number | null = null;
  for (const part of text.split(/[;|]/)) {
    const match = /^\s*(\d{1,3}(?:\.\d+)?)\s*(mph|knots|km\/h|kmh|kph)?\s*$/i.exec(part);
    if (match === null) continue;
    const unit = match[2]?.toLowerCase();
    const kmh = Number(match[1]) * (unit === 'mph' ? kilometersPerMile : unit === 'knots' ? kilometersPerKnot : 1);
    if (kmh > 0 && (lowest === null || kmh < lowest)) lowest = Math.round(kmh * 10) / 10;
  }
  return lowest;
}

/** The most particular statement of who may drive here, as motor vehicles see it; `emergency` where only those on an emergency may. */
export function accessOf(tags: Tags): string | null {
  const access = tags.motor_vehicle ?? tags.motorcar ?? tags.vehicle ?? tags.access ?? null;
  const closed = access === 'no' || access === 'private' || (access === null && tags.barrier !== undefined);
  return closed && emergencyValues.has(tags.emergency ?? '') ? 'emergency' : access;
}
const emergencyValues = new Set(['yes', 'designated', 'official', 'permissive']);

export function layerOf(tags: Tags): number | null {
  const layer = Number(tags.layer);
  return tags.layer !== undefined && Number.isInteger(layer) && Math.abs(layer) <= 20 ? layer : null;
}

export const isSaid = (value: string | undefined): boolean =>
  value !== undefined && value !== '' && value !== 'no' && value !== 'false' && value !== '0';

/** The local name; of a bilingual one that holds Chinese, the Chinese. */
export function nameOf(tags: Tags): string | null {
  const chinese = tags['name:zh-Hans'] ?? tags['name:zh-CN'] ?? tags['name:zh'];
  const local = tags.name;
  const name =
    local === undefined || (chinese !== undefined && /\p{Script=Han}/u.test(local)) ? (chinese ?? local ?? tags['name:en']) : local;
  return name === undefined || name.trim() === '' ? null : name.trim().slice(0, 4000);
}

/** One line of address, in the order of the script it is written in; null when the object has none. */
export function addressOf(tags: Tags): string | null {
  const full = tags['addr:full'];
  if (full !== undefined && full.trim() !== '') return full.trim().slice(0, 4000);
  const street = tags['addr:street'] ?? tags['addr:place'];
  const number = tags['addr:housenumber'];
  if (street === undefined && number === undefined) return null;
  const chinese = street !== undefined && /\p{Script=Han}/u.test(street);
  const parts = chinese ? [tags['addr:district'], street, number] : [number, street];
  const joined = parts.filter((part) => part !== undefined && part !== '').join(chinese ? '' : ' ');
  return joined === '' ? null : joined.slice(0, 4000);
}
