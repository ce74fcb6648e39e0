import type { AdminLevel, FacilityType, LandKind, placeKinds, waterwayKinds } from '../../model/codes.ts';
import { premisesCategoryOf } from './premises-category.ts';
import { isSaid, roadClassOf, type Tags } from './read-tags.ts';

/** What one OpenStreetMap object is to this app; it may be several things at once (a building that is a shop). */
export interface Line {
  road: boolean;
  waterway: (typeof waterwayKinds)[number] | null;
}
export interface Area {
  building: boolean;
  land: LandKind | null;
  premises: boolean;
  station: boolean;
}

/** What an open or closed way is as a line. */
export function lineOf(tags: Tags): Line {
  return { road: roadClassOf(tags) !== null && !isPlaza(tags), waterway: waterwayKindOf(tags) };
}

/** What a closed way or multipolygon is as an area. */
export function areaOf(tags: Tags): Area {
  return {
    building: isSaid(tags.building) && tags.location !== 'underground',
    land: landKindOf(tags),
    premises: premisesCategoryOf(tags) !== null,
    station: tags.amenity === 'fire_station',
  };
}

export const isAnyLine = (line: Line): boolean => line.road || line.waterway !== null;
export const isAnyArea = (area: Area): boolean => area.building || area.land !== null || area.premises || area.station;

/** A walkable area, not a line to walk along. */
const isPlaza = (tags: Tags): boolean => tags.area === 'yes';

function waterwayKindOf(tags: Tags): Line['waterway'] {
  if (tags.natural === 'coastline') return 'coastline';
  switch (tags.waterway) {
    case 'river':
    case 'stream':
    case 'canal':
    case 'drain':
      return tags.waterway;
    case 'ditch':
      return 'drain';
    case 'tidal_channel':
      return 'stream';
    default:
      return null;
  }
}

const landKindsByTag: Readonly<Record<string, Readonly<Record<string, LandKind>>>> = {
  natural: {
    water: 'water',
    bay: 'water',
    wood: 'forest',
    grassland: 'grass',
    scrub: 'grass',
    heath: 'grass',
    wetland: 'grass',
    sand: 'sand',
    beach: 'sand',
  },
  waterway: { riverbank: 'water', dock: 'water' },
  landuse: {
    reservoir: 'water',
    basin: 'water',
    forest: 'forest',
    grass: 'grass',
    meadow: 'grass',
    village_green: 'grass',
    recreation_ground: 'park',
    flowerbed: 'grass',
    farmland: 'farmland',
    farmyard: 'farmland',
    orchard: 'farmland',
    vineyard: 'farmland',
    greenhouse_horticulture: 'farmland',
    residential: 'residential',
    commercial: 'commercial',
    retail: 'commercial',
    industrial: 'industrial',
    railway: 'industrial',
    port: 'industrial',
    quarry: 'industrial',
    depot: 'industrial',
    construction: 'industrial',
    education: 'institution',
    institutional: 'institution',
    military: 'institution',
    religious: 'institution',
    cemetery: 'cemetery',
  },
  leisure: {
    park: 'park',
    garden: 'park',
    playground: 'park',
    golf_course: 'park',
    nature_reserve: 'park',
    dog_park: 'park',
    pitch: 'grass',
    track: 'grass',
    stadium: 'institution',
  },
  amenity: {
    school: 'institution',
    kindergarten: 'institution',
    college: 'institution',
    university: 'institution',
    hospital: 'institution',
    grave_yard: 'cemetery',
  },
  place: { square: 'square' },
};

function landKindOf(tags: Tags): LandKind | null {
  for (const [key, kinds] of Object.entries(landKindsByTag)) {
    const value = tags[key];
    if (value !== undefined && Object.hasOwn(kinds, value) && !(isSaid(tags.building) && key === 'amenity')) return kinds[value]!;
  }
  return isPlaza(tags) && (tags.highway === 'pedestrian' || tags.highway === 'footway') ? 'square' : null;
}

/** Facility type of a node or area tagged for fire fighting, or null. */
export function facilityTypeOf(tags: Tags): FacilityType | null {
  switch (tags.emergency) {
    case 'fire_hydrant':
      return 'hydrant';
    case 'water_tank':
    case 'fire_water_pond':
    case 'suction_point':
      return 'waterSource';
    case 'fire_extinguisher':
      return 'extinguisherCabinet';
    default:
      return null;
  }
}

type PlaceKind = (typeof placeKinds)[number];
const placeKindsByTag: Readonly<Record<string, { kind: PlaceKind; minZoom: number }>> = {
  city: { kind: 'city', minZoom: 4 },
  town: { kind: 'town', minZoom: 8 },
  municipality: { kind: 'town', minZoom: 8 },
  borough: { kind: 'district', minZoom: 9 },
  district: { kind: 'district', minZoom: 9 },
  suburb: { kind: 'suburb', minZoom: 10 },
  quarter: { kind: 'suburb', minZoom: 12 },
  village: { kind: 'village', minZoom: 11 },
  hamlet: { kind: 'village', minZoom: 12 },
  neighbourhood: { kind: 'neighbourhood', minZoom: 13 },
  locality: { kind: 'locality', minZoom: 13 },
  isolated_dwelling: { kind: 'locality', minZoom: 13 },
};

export function placeOf(tags: Tags): { kind: PlaceKind; minZoom: number } | null {
  const place = tags.place;
  return place !== undefined && Object.hasOwn(placeKindsByTag, place) ? placeKindsByTag[place]! : null;
}

/** OpenStreetMap's admin_level of an administrative boundary, or null. */
export function osmAdminLevelOf(tags: Tags): number | null {
  if (tags.boundary !== 'administrative') return null;
  const level = Number(tags.admin_level);
  return Number.isInteger(level) && level >= 2 && level <= 12 ? level : null;
}

/** Levels as mapped in China: 6 district or county, 8 town or street, 10 village or community (https://wiki.openstreetmap.org/wiki/Tag:boundary=administrative). */
export function adminLevelOf(osmAdminLevel: number): AdminLevel | null {
  if (osmAdminLevel === 6) return 'district';
  if (osmAdminLevel === 8) return 'townStreet';
  return osmAdminLevel === 10 ? 'community' : null;
}

/** The rule of a turn restriction for motor vehicles, or null. */
export function restrictionOf(tags: Tags): string | null {
  if (tags.type !== 'restriction') return null;
  const rule = tags.restriction ?? tags['restriction:motorcar'] ?? tags['restriction:motor_vehicle'] ?? tags['restriction:conditional'];
  return rule === undefined || rule === '' ? null : rule.slice(0, 200);
}
