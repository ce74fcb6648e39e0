import type { LineString, Position } from 'geojson';
import { defaultTravelProfiles } from '../../shared/rules/travel-profiles.ts';
import { aRoadGrid } from '../../shared/testing/a-road-grid.ts';
import { seededRandom } from '../../shared/testing/seeded-random.ts';
import { readNewYork } from '../bench/read-new-york.ts';

/** One network with stations and places, in the plainest form, for other routers to work on. */
export interface NetworkTask {
  name: string;
  /** Whether the input may be kept in the repository. */
  committed: boolean;
  /** A metric projection that holds there. */
  srid: number;
  roads: {
    nodeIds: number[];
    coordinates: Position[];
    level: number;
    roadClass: string | null;
    oneway: number;
    maxspeedKmh: number | null;
  }[];
  speedKmh: Record<string, number>;
  unknownClassKmh: number;
  stations: Position[];
  places: Position[];
  /** Of so many stations the whole row is asked, of all the nearest. */
  matrixStations: number;
}

/** The made-up town, and New York where the shared data is there. */
export function networkTasks(): NetworkTask[] {
  const { speedKmh, unknownClassKmh } = defaultTravelProfiles.fireEngine;
  const random = seededRandom(42);
  const position = (): Position => [118.9 + random.next() * 0.0156, 42.25 + random.next() * 0.0117];
  const town: NetworkTask = {
    name: 'town',
    committed: true,
    srid: 32650,
    roads: aRoadGrid({ seed: 42, streets: 13 }).map(plainRoad),
    speedKmh: { ...speedKmh },
    unknownClassKmh,
    stations: Array.from({ length: 8 }, position),
    places: Array.from({ length: 60 }, position),
    matrixStations: 8,
  };
  const newYork = readNewYork();
  if (newYork === null) return [town];
  return [
    town,
    {
      name: 'new-york',
      committed: false,
      srid: 32618,
      roads: newYork.roads.map(plainRoad),
      speedKmh: { ...newYork.profile.speedKmh },
      unknownClassKmh: newYork.profile.unknownClassKmh,
      stations: newYork.stations,
      places: newYork.places.filter((_, index) => index % 34 === 0).slice(0, 480),
      matrixStations: 10,
    },
  ];
}

function plainRoad(road: ReturnType<typeof aRoadGrid>[number]): NetworkTask['roads'][number] {
  return {
    nodeIds: road.nodeIds,
    coordinates: (road.geom as LineString).coordinates,
    level: road.layer ?? (road.bridge ? 1 : road.tunnel ? -1 : 0),
    roadClass: road.roadClass,
    oneway: road.oneway ?? 0,
    maxspeedKmh: road.maxspeedKmh,
  };
}
