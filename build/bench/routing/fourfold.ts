import type { LineString } from 'geojson';
import type { RoadInput } from '../../../shared/analyses/network/index.ts';

/** Four copies, each with its westernmost vertex 100 m east of the easternmost of the one before and a road between the two. */
export function fourfold(roads: readonly RoadInput[]): RoadInput[] {
  const ends = roads.flatMap(({ geom }) => [(geom as LineString).coordinates[0]!, (geom as LineString).coordinates.at(-1)!]);
  const west = ends.reduce((best, position) => (position[0]! < best[0]! ? position : best));
  const east = ends.reduce((best, position) => (position[0]! > best[0]! ? position : best));
  const gap = 100 / (111_195 * Math.cos((east[1]! * Math.PI) / 180));
  const shiftLon = east[0]! + gap - west[0]!;
  const shiftLat = east[1]! - west[1]!;
  const moved = ([lon, lat]: number[], copy: number): number[] => [round(lon! + copy * shiftLon), round(lat! + copy * shiftLat)];
  const all: RoadInput[] = [];
  for (let copy = 0; copy < 4; copy++) {
    for (const road of roads) {
      const coordinates = (road.geom as LineString).coordinates.map((position) => moved(position, copy));
      all.push({ ...road, geom: { type: 'LineString', coordinates } });
    }
    if (copy > 0)
      all.push({
        ...roads[0]!,
        roadClass: 'primary',
        oneway: 0,
        geom: { type: 'LineString', coordinates: [moved(east, copy - 1), moved(west, copy)] },
      });
  }
  return all;
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
