import { describe, expect, test } from 'vitest';
import { defaultTravelProfiles, type TravelProfile } from '../../rules/travel-profiles.ts';
import { aRoad } from '../../testing/a-road.ts';
import { buildNetwork } from './build-network.ts';
import { findAlternatives } from './find-alternatives.ts';
import { findRoute } from './find-route.ts';
import { measureMatrix } from './measure-matrix.ts';
import { collectRoads, type RoadInput, type TurnRestrictionInput } from './road-columns.ts';
import type { RoadNetwork } from './road-network.ts';
import { snapPlaces } from './snap-places.ts';
import { makeTravelGraph } from './travel-graph.ts';

/**
 * A hand-drawn town; streets are 100 units (0.001°) apart, ways are named by number:
 *
 *     7 ──15── 8 ──16── 9
 *     │        │        │
 *    12       13       14
 *     │        │        │
 *     4 ──10── 5 ──11── 6
 *     │        │        │
 *    17       18       19
 *     │        │        │
 *     1 ──20── 2 ──21── 3
 */
const at: Record<number, [number, number]> = {
  1: [0, -0.001],
  2: [0.001, -0.001],
  3: [0.002, -0.001],
  4: [0, 0],
  5: [0.001, 0],
  6: [0.002, 0],
  7: [0, 0.001],
  8: [0.001, 0.001],
  9: [0.002, 0.001],
};
const ways: Record<number, [number, number]> = {
  10: [4, 5],
  11: [5, 6],
  12: [4, 7],
  13: [5, 8],
  14: [6, 9],
  15: [7, 8],
  16: [8, 9],
  17: [1, 4],
  18: [2, 5],
  19: [3, 6],
  20: [1, 2],
  21: [2, 3],
};
const profile: TravelProfile = { ...defaultTravelProfiles.patrolMotorcycle, speedKmh: { residential: 36 } };

function town(restrictions: Partial<TurnRestrictionInput>[] = [], change: Record<number, Partial<RoadInput>> = {}): RoadNetwork {
  const roads = Object.entries(ways).map(
    ([way, nodes]): RoadInput =>
      aRoad(
        nodes.map((node) => at[node]!),
        { name: `第${way}街`, osmWayId: Number(way), nodeIds: nodes, ...change[Number(way)] },
      ),
  );
  const none = { kind: 'no_right_turn', fromWayId: null, viaNodeId: null, viaWayIds: [], toWayId: null, exceptVehicles: null };
  return buildNetwork(
    collectRoads(
      roads,
      restrictions.map((values) => ({ ...none, ...values })),
    ),
  );
}

/** Blocks driven between the middles of two ways, as the matrix and the route between them say it. */
function blocks(network: RoadNetwork, from: number, to: number, by: TravelProfile = profile): number {
  const graph = makeTravelGraph(network, by);
  const middles = [from, to].map((way) => ways[way]!.map((node) => at[node]!));
  const places = snapPlaces(
    graph,
    middles.map(([a, b]) => (a![0] + b![0]) / 2),
    middles.map(([a, b]) => (a![1] + b![1]) / 2),
    10,
  );
  const seconds = measureMatrix(graph, { places, startSeconds: null }, places)[1]!;
  const route = findRoute(graph, { places, place: 0 }, { places, place: 1 });
  expect(route?.seconds ?? Infinity).toBe(seconds);
  for (const other of findAlternatives(graph, { places, place: 0 }, { places, place: 1 }, { count: 3 }))
    expect(other.seconds).toBeGreaterThanOrEqual(seconds);
  // 0.001 degree at 10 m/s.
  return Math.round((seconds / 11.1195) * 100) / 100;
}

describe('turn restrictions', () => {
  test('without any, the straight way', () => {
    expect(blocks(town(), 10, 13)).toBe(1);
    expect(blocks(town(), 10, 11)).toBe(1);
  });

  test('a forbidden turn is gone round, and only by those who come that way', () => {
    const network = town([{ kind: 'no_left_turn', fromWayId: 10, viaNodeId: 5, toWayId: 13 }]);
    expect(network.turnRules).toHaveLength(1);
    // The quickest way round: back over 4, 7 and 8.
    expect(blocks(network, 10, 13)).toBe(3);
    expect(blocks(network, 18, 13)).toBe(1);
    expect(blocks(network, 10, 11)).toBe(1);
    expect(blocks(network, 13, 10)).toBe(1);
  });

  test('an only-rule forbids everything else', () => {
    const network = town([{ kind: 'only_straight_on', fromWayId: 10, viaNodeId: 5, toWayId: 11 }]);
    expect(blocks(network, 10, 11)).toBe(1);
    expect(blocks(network, 10, 13)).toBe(3);
    expect(blocks(network, 10, 18)).toBe(3);
    expect(blocks(network, 13, 18)).toBe(1);
  });

  test('a restriction over a way binds only those who came over it from the first', () => {
    // From 17 over 10 not into 13: the way over 12 and 15 is as long as any.
    const network = town([{ kind: 'no_left_turn', fromWayId: 17, viaWayIds: [10], toWayId: 13 }]);
    expect(network.turnRules.map(({ arcs }) => arcs.length)).toEqual([3]);
    expect(blocks(network, 17, 13)).toBe(2 + 1);
    expect(blocks(network, 10, 13)).toBe(1);
    expect(blocks(network, 17, 11)).toBe(2);
    expect(blocks(network, 12, 13)).toBe(2);
  });

  test('two restrictions that overlap both hold', () => {
    const network = town([
      { kind: 'no_left_turn', fromWayId: 17, viaWayIds: [10], toWayId: 13 },
      { kind: 'no_straight_on', fromWayId: 10, viaNodeId: 5, toWayId: 11 },
      { kind: 'no_right_turn', fromWayId: 10, viaNodeId: 5, toWayId: 18 },
    ]);
    // After 17 and 10 no way is left at 5 but back; 20 and 18 are as short.
    expect(blocks(network, 17, 11)).toBe(3);
    expect(blocks(network, 17, 13)).toBe(3);
    expect(blocks(network, 10, 13)).toBe(1);
    // Into 13, turning round at 8: nothing forbids that.
    expect(blocks(network, 10, 11)).toBe(3);
  });

  test('a turn that is forbidden stays so in the middle of a longer restriction', () => {
    const network = town([
      { kind: 'no_left_turn', fromWayId: 17, viaWayIds: [10, 11], toWayId: 14 },
      { kind: 'no_straight_on', fromWayId: 10, viaNodeId: 5, toWayId: 11 },
    ]);
    expect(network.turnRules.map(({ arcs }) => arcs.length)).toEqual([4, 2]);
    expect(blocks(network, 17, 11)).toBe(3);
    expect(blocks(network, 18, 11)).toBe(1);
  });

  test('waived by the profile, or by the vehicles it excepts', () => {
    const rule = { kind: 'no_left_turn', fromWayId: 10, viaNodeId: 5, toWayId: 13 };
    expect(blocks(town([rule]), 10, 13, { ...profile, turnRestrictionsWaived: true })).toBe(1);
    expect(blocks(town([{ ...rule, exceptVehicles: 'psv; motorcycle' }]), 10, 13)).toBe(1);
    expect(blocks(town([{ ...rule, exceptVehicles: 'psv' }]), 10, 13)).toBe(3);
  });

  test('what does not fit the roads, and what holds at times only, is counted and left out', () => {
    const network = town([
      { kind: 'no_left_turn', fromWayId: 10, viaNodeId: 99, toWayId: 13 },
      { kind: 'no_left_turn', fromWayId: 10, viaNodeId: 8, toWayId: 13 },
      { kind: 'give_way', fromWayId: 10, viaNodeId: 5, toWayId: 13 },
      { kind: 'no_left_turn @ (07:00-09:00)', fromWayId: 10, viaNodeId: 5, toWayId: 13 },
    ]);
    expect(network.counts).toMatchObject({ turnRestrictions: 4, unresolvedRestrictions: 3, conditionalRestrictions: 1 });
    expect(blocks(network, 10, 13)).toBe(1);
  });
});

describe('what a profile may use', () => {
  test('one-way streets bind unless waived', () => {
    const network = town([], { 10: { oneway: -1 } });
    expect(blocks(network, 11, 17)).toBe(2);
    expect(blocks(network, 17, 11)).toBe(3);
    expect(blocks(network, 17, 11, { ...profile, onewayWaived: true })).toBe(2);
  });

  test('barriers stop those they are closed to, at the barrier', () => {
    const barred = (barrier: string, access: string | null) =>
      town([], {
        10: {
          geom: { type: 'LineString', coordinates: [at[4]!, [0.0009, 0], at[5]!] },
          nodeIds: [4, 50, 5],
          barriers: [{ vertex: 1, barrier, access }],
        },
      });
    expect(blocks(barred('gate', null), 10, 11)).toBe(1);
    expect(blocks(barred('gate', 'private'), 10, 11)).toBe(4);
    expect(blocks(barred('block', null), 10, 11)).toBe(4);
    expect(blocks(barred('block', 'yes'), 10, 11)).toBe(1);
    expect(blocks(barred('block', null), 10, 17)).toBe(1);
    // What stands in the way stands in everybody's; what opens for those on an emergency opens for whoever no access is closed to.
    const anyAccess = { ...profile, closedAccess: [] };
    expect(blocks(barred('block', 'no'), 10, 11, anyAccess)).toBe(4);
    expect(blocks(barred('gate', 'no'), 10, 11, anyAccess)).toBe(1);
    expect(blocks(barred('block', 'emergency'), 10, 11, anyAccess)).toBe(1);
    expect(blocks(barred('block', 'emergency'), 10, 11, { ...profile, closedAccess: ['emergency'] })).toBe(4);
  });

  test('access, class and posted limits', () => {
    expect(blocks(town([], { 10: { access: 'private' } }), 17, 11)).toBe(3);
    expect(blocks(town([], { 10: { roadClass: 'motorway' } }), 17, 11)).toBe(3);
    expect(blocks(town([], { 10: { roadClass: null } }), 17, 11, { ...profile, unknownClassKmh: 18 })).toBe(3);
    const slow = town([], { 10: { maxspeedKmh: 18 } });
    expect(blocks(slow, 17, 11)).toBe(3);
    expect(blocks(slow, 17, 11, { ...profile, maxspeed: { rule: 'ignore', share: 1 } })).toBe(2);
    expect(blocks(town([], { 10: { maxspeedKmh: 72 } }), 17, 11)).toBe(2);
    expect(blocks(town([], { 10: { maxspeedKmh: 72 } }), 17, 11, { ...profile, maxspeed: { rule: 'replace', share: 1 } })).toBe(1.5);
  });
});
