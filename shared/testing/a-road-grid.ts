import type { RoadInput } from '../analyses/network/road-columns.ts';
import type { RoadClass } from '../model/index.ts';
import { aRoad } from './a-road.ts';
import { seededRandom } from './seeded-random.ts';

export interface RoadGridOptions {
  seed: number;
  /** Streets each way. */
  streets: number;
  /** Chance that a street is one-way, either direction. */
  onewayChance?: number;
  /** Chance that a block of a street is missing. */
  gapChance?: number;
  /** With OSM node ids, or to be noded by coordinates. */
  numbered?: boolean;
}

const classes: readonly RoadClass[] = ['primary', 'secondary', 'tertiary', 'residential', 'residential', 'service'];
const west = 118.9;
const south = 42.25;

/**
 * Streets of a made-up town: a grid of about 100 m blocks with crooked corners, streets of several classes, limits and directions, gaps, and bent blocks.
 * Each run of a street without a gap is one road. Way ids count from 1, node ids from 1,000,001 row by row.
 */
export function aRoadGrid({ seed, streets, onewayChance = 0.25, gapChance = 0.1, numbered = true }: RoadGridOptions): RoadInput[] {
  const random = seededRandom(seed);
  const corner = Array.from({ length: streets * streets }, (_, index) => {
    const [column, row] = [index % streets, Math.floor(index / streets)];
    return [round(west + (column + random.next() * 0.4) * 0.0012), round(south + (row + random.next() * 0.4) * 0.0009)] as const;
  });
  let nextBend = 2_000_001;
  const roads: RoadInput[] = [];
  for (const upright of [false, true]) {
    for (let street = 0; street < streets; street++) {
      const roadClass = random.pick(classes);
      const oneway = random.chance(onewayChance) ? (random.chance(0.5) ? 1 : -1) : 0;
      const maxspeedKmh = random.chance(0.3) ? 10 + random.integer(5) * 10 : null;
      let coordinates: [number, number][] = [];
      let nodeIds: number[] = [];
      const finish = (): void => {
        if (coordinates.length > 1) {
          roads.push(
            aRoad(coordinates, {
              name: `${upright ? '经' : '纬'}${street + 1}路`,
              roadClass,
              oneway,
              maxspeedKmh,
              osmWayId: roads.length + 1,
              nodeIds: numbered ? nodeIds : [],
            }),
          );
        }
        [coordinates, nodeIds] = [[], []];
      };
      for (let along = 0; along < streets; along++) {
        const index = upright ? along * streets + street : street * streets + along;
        const [lon, lat] = corner[index]!;
        const last = coordinates.at(-1);
        if (last !== undefined && random.chance(0.3)) {
          coordinates.push([round((last[0] + lon) / 2 + 0.0001), round((last[1] + lat) / 2 - 0.0001)]);
          nodeIds.push(nextBend++);
        }
        coordinates.push([lon, lat]);
        nodeIds.push(1_000_001 + index);
        if (random.chance(gapChance)) finish();
      }
      finish();
    }
  }
  return roads;
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
