import type { TourProblem } from './plan-tour.ts';

export interface TourStep {
  stop: number;
  /** A line patrolled from its second end to its first. */
  reversed: boolean;
}

export interface TourVisit extends TourStep {
  arrivesAt: number;
  /** After waiting for the window to open. */
  beginsAt: number;
  leavesAt: number;
  /** Travel from the stop before, or from the start. */
  travelSeconds: number;
}

export interface Tour {
  visits: TourVisit[];
  travelSeconds: number;
  waitSeconds: number;
  /** Back at the end node. */
  endsAt: number;
}

/**
 * Why a stop is not in the tour: no way there or back; its window has closed before one can be there even when going straight; the shift is too
 * short for it alone; or it fits alone but not beside the others.
 */
export const unmetReasons = ['unreachable', 'windowClosed', 'shiftTooShort', 'noRoom'] as const;
export type UnmetReason = (typeof unmetReasons)[number];

export interface UnmetStop {
  stop: number;
  reason: UnmetReason;
  /** When one would be there going straight from the start; Infinity when there is no way. */
  earliestArrival: number;
  /** Stops of the tour that cannot be in one tour with it, whatever the order; empty when it is the sum of all that leaves no room. */
  conflicts: number[];
}

/** Times of a tour, or nothing where a window or the end of the shift is missed. */
export function scheduleTour(problem: TourProblem, steps: readonly TourStep[]): Tour | undefined {
  const { seconds, nodes, startNode, endNode, startsAt, endsBy, stops } = problem;
  let node = startNode;
  let now = startsAt;
  const tour: Tour = { visits: [], travelSeconds: 0, waitSeconds: 0, endsAt: startsAt };
  for (const { stop, reversed } of steps) {
    const { from, to, serviceSeconds, opensAt, closesAt } = stops[stop]!;
    const travelSeconds = seconds[node * nodes + (reversed ? to : from)]!;
    const arrivesAt = now + travelSeconds;
    const beginsAt = Math.max(arrivesAt, opensAt);
    // Infinity fails too.
    if (!(beginsAt <= closesAt && beginsAt + serviceSeconds <= endsBy)) return undefined;
    now = beginsAt + serviceSeconds;
    node = reversed ? from : to;
    tour.visits.push({ stop, reversed, arrivesAt, beginsAt, leavesAt: now, travelSeconds });
    tour.travelSeconds += travelSeconds;
    tour.waitSeconds += beginsAt - arrivesAt;
  }
  const back = endNode === null ? 0 : seconds[node * nodes + endNode]!;
  if (!(now + back <= endsBy)) return undefined;
  tour.travelSeconds += back;
  tour.endsAt = now + back;
  return tour;
}

/** Says of every stop that is not in the tour why. */
export function explainUnmet(problem: TourProblem, tour: Tour): UnmetStop[] {
  const met = tour.visits.map(({ stop }) => stop);
  return problem.stops.flatMap((_, stop) => (met.includes(stop) ? [] : [explainStop(problem, stop, met)]));
}

function explainStop(problem: TourProblem, stop: number, met: readonly number[]): UnmetStop {
  const { seconds, nodes, startNode, endNode, startsAt, stops } = problem;
  const { from, to, closesAt } = stops[stop]!;
  const ways = directions(problem, stop).map(({ reversed }) => {
    const [enter, leave] = reversed ? [to, from] : [from, to];
    const there = seconds[startNode * nodes + enter]!;
    return { there, back: endNode === null ? 0 : seconds[leave * nodes + endNode]! };
  });
  const open = ways.filter(({ there, back }) => there + back < Number.POSITIVE_INFINITY);
  const earliestArrival = startsAt + Math.min(...ways.map(({ there }) => there));
  const alone = directions(problem, stop).some((step) => scheduleTour(problem, [step]));
  const inTime = open.some(({ there }) => startsAt + there <= closesAt);
  const reason: UnmetReason = open.length === 0 ? 'unreachable' : alone ? 'noRoom' : inTime ? 'shiftTooShort' : 'windowClosed';
  const conflicts = reason === 'noRoom' ? met.filter((other) => !fitTogether(problem, stop, other)) : [];
  return { stop, reason, earliestArrival, conflicts };
}

function fitTogether(problem: TourProblem, one: number, other: number): boolean {
  return directions(problem, one).some((a) =>
    directions(problem, other).some((b) => scheduleTour(problem, [a, b]) !== undefined || scheduleTour(problem, [b, a]) !== undefined),
  );
}

function directions({ stops }: TourProblem, stop: number): TourStep[] {
  return stops[stop]!.reversible
    ? [
        { stop, reversed: false },
        { stop, reversed: true },
      ]
    : [{ stop, reversed: false }];
}
