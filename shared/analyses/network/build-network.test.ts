import length from '@turf/length';
import { describe, expect, test } from 'vitest';
import { aRoad } from '../../testing/a-road.ts';
import { aRoadGrid } from '../../testing/a-road-grid.ts';
import { buildNetwork } from './build-network.ts';
import { collectRoads, type RoadInput } from './road-columns.ts';
import { positionsAlong } from './route-line.ts';

const build = (roads: RoadInput[], joinMeters = 1) => buildNetwork(collectRoads(roads), { joinMeters });
/** Degrees of about a metre at the equator. */
const meter = 1 / 111_195;

describe('noding', () => {
  test('roads with node ids meet by id alone, at ends, crossings and where a way meets itself', () => {
    const network = build([
      aRoad(
        [
          [0, 0],
          [0.001, 0],
          [0.002, 0],
        ],
        { nodeIds: [1, 2, 3], osmWayId: 10 },
      ),
      aRoad(
        [
          [0.001, -0.001],
          [0.001, 0],
          [0.001, 0.001],
        ],
        { nodeIds: [4, 2, 5], osmWayId: 11 },
      ),
      // Passes through the same place without the node: another level.
      aRoad(
        [
          [0, 0.0005],
          [0.001, 0],
          [0.002, 0.0005],
        ],
        { nodeIds: [6, 7, 8], osmWayId: 12 },
      ),
      aRoad(
        [
          [0.01, 0],
          [0.011, 0],
          [0.011, 0.001],
          [0.01, 0],
        ],
        { nodeIds: [9, 10, 11, 9], osmWayId: 13 },
      ),
    ]);
    expect(network.nodeCount).toBe(8);
    expect(network.edgeCount).toBe(6);
    const loop = network.edgeRoad.indexOf(3);
    expect(network.edgeFrom[loop]).toBe(network.edgeTo[loop]);
  });

  test('roads without ids meet at common coordinates of their level, and where one of them ends', () => {
    const crossing = (values: Partial<RoadInput>) =>
      build([
        aRoad([
          [0, 0],
          [0.001, 0],
          [0.002, 0],
        ]),
        aRoad(
          [
            [0.001, -0.001],
            [0.001, 0],
            [0.001, 0.001],
          ],
          values,
        ),
      ]);
    expect(crossing({}).edgeCount).toBe(4);
    expect(crossing({ bridge: true }).edgeCount).toBe(2);
    expect(crossing({ layer: -1, tunnel: true }).edgeCount).toBe(2);
    expect(
      build([
        aRoad([
          [0, 0],
          [0.001, 0],
          [0.002, 0],
        ]),
        aRoad(
          [
            [0.001, -0.001],
            [0.001, 0],
          ],
          { bridge: true },
        ),
      ]).edgeCount,
    ).toBe(3);
  });

  test('roads drawn through one another meet where they cross; where crossings have vertices, one without is a bridge', () => {
    const along = (lat: number, values: Partial<RoadInput> = {}) =>
      aRoad(
        [
          [0, lat],
          [0.004, lat],
        ],
        values,
      );
    const across = (lon: number, values: Partial<RoadInput> = {}) =>
      aRoad(
        [
          [lon, -0.001],
          [lon, 0.003],
        ],
        values,
      );
    const drawn = build([along(0), along(0.002), across(0.001), across(0.003)]);
    expect(drawn).toMatchObject({ edgeCount: 12, nodeCount: 12, counts: { joinedCrossings: 4, passedCrossings: 0 } });
    expect(drawn.edgeMeters.reduce((sum, meters) => sum + meters, 0)).toBeCloseTo(build([along(0), along(0.002)]).edgeMeters[0]! * 4, 3);
    expect(build([along(0), across(0.001, { bridge: true })]).edgeCount).toBe(2);
    expect(build([along(0), across(0.001, { roadClass: 'motorway' })])).toMatchObject({ edgeCount: 2, counts: { passedCrossings: 1 } });
    // One that ends before the other road, on a line with it.
    expect(
      build([
        along(0),
        across(0.001),
        aRoad([
          [0.0021, 0.00001],
          [0.0029, 0.002],
        ]),
      ]).counts.joinedCrossings,
    ).toBe(1);
    // Where levels are stated, an expressway of the same level is met.
    expect(build([along(0), across(0.001, { roadClass: 'motorway' }), along(1, { bridge: true })]).counts.joinedCrossings).toBe(1);
    const bypass = aRoad([
      [118.899, 42.2505],
      [118.91, 42.2528],
    ]);
    const network = build([...aRoadGrid({ seed: 1, streets: 6, numbered: false }), bypass]);
    expect(network.counts.joinedCrossings).toBe(0);
    expect(network.counts.passedCrossings).toBeGreaterThan(0);
  });

  test('a dead end just short of a road is joined to it, at its level only', () => {
    const tee = (gap: number, values: Partial<RoadInput> = {}) =>
      build([
        aRoad([
          [0, 0],
          [0.002, 0],
        ]),
        aRoad(
          [
            [0.0007, -0.001],
            [0.0007, -gap * meter],
          ],
          values,
        ),
      ]);
    expect(tee(0.8)).toMatchObject({ edgeCount: 3, nodeCount: 4, counts: { joinedEnds: 1 } });
    expect(tee(0.8, { bridge: true }).edgeCount).toBe(2);
    expect(tee(1.5).edgeCount).toBe(2);
    // Near a vertex it becomes that vertex.
    const corner = build([
      aRoad([
        [0, 0],
        [0.001, 0],
        [0.002, 0.001],
      ]),
      aRoad([
        [0.001, -0.001],
        [0.001, -0.5 * meter],
      ]),
    ]);
    expect(corner).toMatchObject({ edgeCount: 3, nodeCount: 4 });
    // Two ends that miss each other by little.
    expect(
      build([
        aRoad([
          [0, 0],
          [0.001, 0],
        ]),
        aRoad([
          [0.001 + 0.5 * meter, 0],
          [0.002, 0],
        ]),
      ]),
    ).toMatchObject({ edgeCount: 2, nodeCount: 3 });
    // A mapped road meets a road with ids at its coordinates.
    expect(
      build([
        aRoad(
          [
            [0, 0],
            [0.001, 0],
            [0.002, 0],
          ],
          { nodeIds: [1, 2, 3] },
        ),
        aRoad([
          [0.001, 0],
          [0.001, 0.001],
        ]),
      ]).edgeCount,
    ).toBe(3);
  });

  test('keeps shapes, attributes and barriers; leaves out what has no length', () => {
    const network = build([
      aRoad(
        [
          [0, 0],
          [0.001, 0.0005],
          [0.002, 0],
        ],
        {
          nodeIds: [1, 2, 3],
          name: '新华街',
          maxspeedKmh: 40,
          access: 'private',
          oneway: -1,
          osmWayId: 7,
          barriers: [{ vertex: 1, barrier: 'gate', access: null }],
        },
      ),
      aRoad(
        [
          [0.002, 0],
          [0.002, 0],
        ],
        { nodeIds: [3, 3] },
      ),
      { ...aRoad([]), geom: null },
    ]);
    expect(network).toMatchObject({ edgeCount: 2, nodeCount: 3, counts: { emptyRoads: 1, zeroLengthPieces: 1 } });
    expect([...network.edgeOneway]).toEqual([-1, -1]);
    expect(network.names[network.edgeName[0]!]).toBe('新华街');
    expect(network.accessValues[network.edgeAccess[1]!]).toBe('private');
    expect(network.nodeOsmId[network.barriers.node[0]!]).toBe(2);
    expect(network.barrierKinds[network.barriers.kind[0]!]).toBe('gate');
  });
});

test('lengths and shapes are those of the roads, whichever way they are noded', () => {
  for (const numbered of [true, false]) {
    const roads = aRoadGrid({ seed: 3, streets: 9, numbered });
    const network = build(roads, 0);
    for (let row = 0; row < roads.length; row++) {
      let meters = 0;
      for (let edge = 0; edge < network.edgeCount; edge++) if (network.edgeRoad[edge] === row) meters += network.edgeMeters[edge]!;
      const expected = length({ type: 'Feature', properties: {}, geometry: roads[row]!.geom as never }, { units: 'meters' });
      expect(Math.abs(meters / expected - 1)).toBeLessThan(1e-9);
    }
    for (let edge = 0; edge < network.edgeCount; edge++) {
      const positions = positionsAlong(network, edge, 0, 1);
      expect(positions[0]).toEqual([network.nodeLon[network.edgeFrom[edge]!], network.nodeLat[network.edgeFrom[edge]!]]);
      expect(positions.at(-1)).toEqual([network.nodeLon[network.edgeTo[edge]!], network.nodeLat[network.edgeTo[edge]!]]);
    }
  }
  const numbered = build(aRoadGrid({ seed: 3, streets: 9 }));
  const mapped = build(aRoadGrid({ seed: 3, streets: 9, numbered: false }), 0);
  expect([mapped.nodeCount, mapped.edgeCount]).toEqual([numbered.nodeCount, numbered.edgeCount]);
});
