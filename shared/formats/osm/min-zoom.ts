import type { LandKind, RoadClass } from '../../model/codes.ts';

const roadZooms: Readonly<Record<RoadClass, number>> = {
  motorway: 5,
  motorway_link: 9,
  trunk: 6,
  trunk_link: 10,
  primary: 8,
  primary_link: 11,
  secondary: 10,
  secondary_link: 12,
  tertiary: 11,
  tertiary_link: 12,
  unclassified: 12,
  residential: 12,
  living_street: 13,
  road: 12,
  busway: 13,
  pedestrian: 13,
  construction: 13,
  raceway: 13,
  track: 14,
  service: 14,
  footway: 14,
  path: 14,
  steps: 14,
  cycleway: 14,
  bridleway: 14,
  corridor: 14,
};

/** Lowest tile zoom that shows a road. */
export const roadMinZoom = (roadClass: RoadClass): number => roadZooms[roadClass];

const equatorMetersPerPixel = 156_543.034;

/** Lowest tile zoom at which an area is at least about four pixels across (256-pixel tiles), between 4 and 14. */
export function landMinZoom(kind: LandKind, squareMeters: number, lat: number): number {
  const across = Math.sqrt(Math.max(squareMeters, 1)) / (kind === 'water' || kind === 'forest' ? 3 : 4);
  const zoom = Math.ceil(Math.log2((equatorMetersPerPixel * Math.cos((lat * Math.PI) / 180)) / across));
  return Math.min(14, Math.max(4, zoom));
}

/** Buildings of more than this fill a block at zoom 13. */
const largeBuildingSquareMeters = 4000;
export const buildingMinZoom = (squareMeters: number): number => (squareMeters >= largeBuildingSquareMeters ? 13 : 14);
