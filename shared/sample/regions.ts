import { coreCentre, reservedGrounds } from './city-plan.ts';
import { type Face, findFaces } from './faces.ts';
import type { Network } from './network.ts';
import { boxOf, distance, inBox, insideRing, mix, type Point, ringCentroid } from './plane.ts';
import type { Terrain } from './terrain.ts';

export type RegionName = 'core' | 'west' | 'south' | 'east' | 'industry' | 'northWest' | 'north' | 'northEast' | 'riverside';
/** How the streets of one part of the city lie. */
export interface Region {
  name: RegionName;
  angleDegrees: number;
  spacingMeters: readonly [least: number, most: number];
  /** How far a street strays from its straight line, and over what length. */
  warpMeters: number;
  warpLengthMeters: number;
  /** Share of small street stretches that are missing, which makes the larger blocks. */
  gapShare: number;
}
export const regionPlans: Record<RegionName, Region> = {
  core: { name: 'core', angleDegrees: 2, spacingMeters: [92, 150], warpMeters: 15, warpLengthMeters: 900, gapShare: 0.2 },
  west: { name: 'west', angleDegrees: -7, spacingMeters: [165, 235], warpMeters: 55, warpLengthMeters: 3300, gapShare: 0.17 },
  south: { name: 'south', angleDegrees: 6, spacingMeters: [160, 230], warpMeters: 60, warpLengthMeters: 3000, gapShare: 0.17 },
  east: { name: 'east', angleDegrees: -24, spacingMeters: [165, 235], warpMeters: 50, warpLengthMeters: 3400, gapShare: 0.17 },
  industry: { name: 'industry', angleDegrees: -30, spacingMeters: [300, 420], warpMeters: 40, warpLengthMeters: 4000, gapShare: 0.12 },
  northWest: { name: 'northWest', angleDegrees: 34, spacingMeters: [190, 260], warpMeters: 80, warpLengthMeters: 3800, gapShare: 0.15 },
  north: { name: 'north', angleDegrees: 13, spacingMeters: [190, 255], warpMeters: 45, warpLengthMeters: 4200, gapShare: 0.12 },
  northEast: { name: 'northEast', angleDegrees: 31, spacingMeters: [190, 265], warpMeters: 70, warpLengthMeters: 3600, gapShare: 0.16 },
  riverside: { name: 'riverside', angleDegrees: 0, spacingMeters: [200, 200], warpMeters: 0, warpLengthMeters: 1000, gapShare: 1 },
};

export interface Regions {
  at(point: Point): Region | null;
  faces: { face: Face; region: Region }[];
}

/** The parts of the city: the faces between its main roads, each given the manner of building of its quarter. */
export function findRegions(skeleton: Network, inner: Point[], outer: Point[], terrain: Terrain): Regions {
  const faces: Regions['faces'] = [];
  for (const face of findFaces(skeleton)) {
    const centre = ringCentroid(face.ring);
    if (!insideRing(outer, centre) || face.area < 3000) continue;
    faces.push({ face, region: regionPlans[regionNameOf(centre, face, inner, terrain)] });
  }
  return { faces, at: regionLookup(faces) };
}

const cellMeters = 50;

/** Answers by square cells: only cells that a border passes through need the exact test. */
function regionLookup(faces: Regions['faces']): Regions['at'] {
  const box = boxOf(faces.flatMap(({ face }) => face.ring));
  const columns = Math.ceil((box.maxX - box.minX) / cellMeters) + 2;
  const rows = Math.ceil((box.maxY - box.minY) / cellMeters) + 2;
  const [unknown, none, border] = [-3, -2, -1];
  const cells = new Int16Array(columns * rows).fill(unknown);
  const cellOf = ([x, y]: Point) => Math.floor((y - box.minY) / cellMeters) * columns + Math.floor((x - box.minX) / cellMeters);
  for (const { face } of faces) {
    face.ring.forEach((from, i) => {
      const to = face.ring[(i + 1) % face.ring.length]!;
      const steps = Math.max(1, Math.ceil(distance(from, to) / 5));
      for (let k = 0; k <= steps; k++) {
        const [x, y] = mix(from, to, k / steps);
        // A little to every side, so that no border slips between two steps.
        for (const [dx, dy] of [
          [0, 0],
          [4, 0],
          [-4, 0],
          [0, 4],
          [0, -4],
        ] as const) {
          const at = cellOf([x + dx, y + dy]);
          if (at >= 0 && at < cells.length) cells[at] = border;
        }
      }
    });
  }
  const search = (point: Point) => faces.findIndex(({ face }) => inBox(face.box, point) && insideRing(face.ring, point));
  return (point) => {
    if (!inBox(box, point)) return null;
    const at = cellOf(point);
    if (cells[at] === border) return faces[search(point)]?.region ?? null;
    if (cells[at] === unknown) {
      const found = search(point);
      cells[at] = found < 0 ? none : found;
    }
    return faces[cells[at]!]?.region ?? null;
  };
}

function regionNameOf(centre: Point, face: Face, inner: Point[], terrain: Terrain): RegionName {
  if (insideRing(inner, centre)) return 'core';
  if (terrain.metersToRiver(centre, 200) < 0 && face.area < 9e5) return 'riverside';
  if (centre[1] > riverNorthing(terrain, centre[0])) return centre[0] < -1300 ? 'northWest' : centre[0] < 2500 ? 'north' : 'northEast';
  const bearing = (Math.atan2(centre[1] - coreCentre[1], centre[0] - coreCentre[0]) * 180) / Math.PI;
  if (bearing > 112 || bearing < -137) return 'west';
  if (bearing < -66) return 'south';
  return centre[0] > 3300 && centre[1] < -1500 ? 'industry' : 'east';
}

function riverNorthing(terrain: Terrain, x: number): number {
  const { course } = terrain.river;
  const after = course.findIndex((point) => point[0] > x);
  return after < 0 ? course[course.length - 1]![1] : course[after]![1];
}

export const onReservedGround = (point: Point): boolean =>
  reservedGrounds.some(({ centre, radiusMeters }) => Math.hypot(centre[0] - point[0], centre[1] - point[1]) < radiusMeters);
