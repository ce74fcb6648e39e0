import type { TourProblem } from './plan-tour.ts';
import type { TourStep } from './schedule-tour.ts';

/** Stops up to which the best tour is found by trying everything: 2¹² sets, each by the stop it ends with. */
export const MOST_EXACT_STOPS = 12;

/**
 * The tour that serves the most stops and of those the one that is over first: dynamic programming over the sets of stops served and the last of them (Held
 * and Karp 1962). Of all orders of a set only the one that leaves its last stop first needs to be known: who is there earlier may wait.
 */
export function findBestTour({ seconds, nodes, startNode, endNode, startsAt, endsBy, stops }: TourProblem): TourStep[] {
  const count = stops.length;
  // A state is a set of stops, the last of them, and whether it was a line taken from its second end.
  const stateOf = (set: number, stop: number, reversed: number): number => (set * count + stop) * 2 + reversed;
  const leavesAt = new Float64Array(2 ** count * count * 2).fill(Infinity);
  const before = new Int32Array(leavesAt.length).fill(-1);
  const nodeAfter = (state: number): number => {
    const stop = stops[(state >> 1) % count]!;
    return (state & 1) === 1 ? stop.from : stop.to;
  };
  const extend = (set: number, state: number, node: number, now: number): void => {
    for (let stop = 0; stop < count; stop++) {
      if ((set & (1 << stop)) !== 0) continue;
      const { from, to, reversible, serviceSeconds, opensAt, closesAt } = stops[stop]!;
      for (let reversed = 0; reversed <= (reversible ? 1 : 0); reversed++) {
        const beginsAt = Math.max(now + seconds[node * nodes + (reversed === 1 ? to : from)]!, opensAt);
        const leaves = beginsAt + serviceSeconds;
        const next = stateOf(set | (1 << stop), stop, reversed);
        // Infinity fails too.
        if (!(beginsAt <= closesAt && leaves <= endsBy && leaves < leavesAt[next]!)) continue;
        leavesAt[next] = leaves;
        before[next] = state;
      }
    }
  };
  let best = { served: 0, endsAt: Infinity, state: -1 };
  extend(0, -1, startNode, startsAt);
  for (let state = 2 * count; state < leavesAt.length; state++) {
    const now = leavesAt[state]!;
    if (now === Infinity) continue;
    const set = Math.floor(state / (2 * count));
    const node = nodeAfter(state);
    const endsAt = now + (endNode === null ? 0 : seconds[node * nodes + endNode]!);
    const served = bitsOf(set);
    if (endsAt <= endsBy && (served > best.served || (served === best.served && endsAt < best.endsAt))) best = { served, endsAt, state };
    extend(set, state, node, now);
  }
  const steps: TourStep[] = [];
  for (let state = best.state; state >= 0; state = before[state]!) {
    steps.unshift({ stop: (state >> 1) % count, reversed: (state & 1) === 1 });
  }
  return steps;
}

function bitsOf(set: number): number {
  let bits = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) bits++;
  return bits;
}
