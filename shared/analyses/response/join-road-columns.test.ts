import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type RoadClass, roadClasses } from '../../model/index.ts';
import { collectRoads, type RoadInput } from '../network/index.ts';
import { joinRoadColumns } from './join-road-columns.ts';

const road: fc.Arbitrary<RoadInput> = fc
  .record({
    positions: fc.array(fc.tuple(fc.double({ min: 118, max: 119, noNaN: true }), fc.double({ min: 42, max: 43, noNaN: true })), {
      maxLength: 5,
    }),
    name: fc.option(fc.constantFrom('钢铁大街', '新华路', '站前街')),
    roadClass: fc.option(fc.constantFrom<RoadClass>(...roadClasses)),
    oneway: fc.constantFrom(-1, 0, 1, null),
    maxspeedKmh: fc.option(fc.constantFrom(30, 60)),
    access: fc.option(fc.constantFrom('private', 'no', 'destination')),
    bridge: fc.boolean(),
    tunnel: fc.boolean(),
    osmWayId: fc.option(fc.nat()),
    barriers: fc.array(
      fc.record({ vertex: fc.nat(6), barrier: fc.constantFrom('gate', 'bollard'), access: fc.option(fc.constantFrom('no', 'yes')) }),
      {
        maxLength: 2,
      },
    ),
  })
  .map(({ positions, ...rest }) => ({
    ...rest,
    layer: null,
    nodeIds: positions.map((_, index) => index + 1),
    geom: { type: 'LineString' as const, coordinates: positions },
  }));

it('parts joined are the columns of the whole', () => {
  fc.assert(
    fc.property(fc.array(road, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (roads, size) => {
      const parts: RoadInput[][] = [];
      for (let from = 0; from < roads.length; from += size) parts.push(roads.slice(from, from + size));
      const whole = collectRoads(roads);
      const joined = joinRoadColumns(parts.map((part) => collectRoads(part)));
      expect(textsResolved(joined)).toEqual(textsResolved(whole));
    }),
    { seed: 20_261_122, numRuns: 200 },
  );
});

/** Texts are numbered in the order they come up, which differs; what they say may not. */
function textsResolved({ name, access, names, accessValues, barriers, ...rest }: ReturnType<typeof collectRoads>) {
  return {
    ...rest,
    name: [...name].map((value) => names[value]),
    access: [...access].map((value) => accessValues[value]),
    barriers: [...barriers.vertex].map((vertex, index) => ({
      vertex,
      kind: barriers.kinds[barriers.kind[index]!],
      access: accessValues[barriers.access[index]!],
    })),
  };
}
