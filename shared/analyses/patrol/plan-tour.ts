import { makePace, type Watch } from '../pace.ts';
import { findBestTour, MOST_EXACT_STOPS } from './find-best-tour.ts';
import { explainUnmet, scheduleTour, type Tour, type TourStep, type UnmetStop } from './schedule-tour.ts';

/** A place to visit (必到点) or a line to patrol from one end to the other (必巡线). Times in seconds since the beginning of the day. */
export interface TourStop {
  /** Node of the cost matrix; for a line its first end. */
  from: number;
  /** The other end of a line; the same node for a point. */
  to: number;
  /** A line that may be patrolled either way. */
  reversible: boolean;
  /** Time spent there: the stay at a point, the patrol along a line. */
  serviceSeconds: number;
  /** The service must begin between these; waiting is allowed. */
  opensAt: number;
  closesAt: number;
}

export interface TourProblem {
  /** Seconds from node to node, row by row; Infinity where there is no way. */
  seconds: Float32Array;
  nodes: number;
  startNode: number;
  /** Null where the tour may end anywhere. */
  endNode: number | null;
  startsAt: number;
  /** The tour is over, and back at the end node, by this time. */
  endsBy: number;
  stops: readonly TourStop[];
}

export interface PlannedTour extends Tour {
  unmet: UnmetStop[];
  /** Whether no tour serves more stops, or as many and is over earlier. */
  best: boolean;
}

export interface PlanOptions extends Watch {
  /** Up to this many stops everything is tried. */
  exactStops?: number;
}

/** Ways to build a first tour; the best after improving is kept. */
const builds = ['regret', 'cheapest', 'closing'] as const;

/**
 * A tour with time windows that serves as many stops as it can, then ends as early as it can. Of few stops it is the best there is; of more, stops are inserted where they cost least (by regret, by cost,
 * or by closing time; Solomon 1987, Potvin and Rousseau 1993), then segments of up to three stops move (Or 1976), parts turn round (2-opt, Croes 1958) and stops
 * left out are tried again, in exchange for another one if need be, until nothing helps. Every tour on the way keeps all windows. Deterministic; of that
 * heuristic nothing is claimed about the best tour.
 */
export async function planTour(problem: TourProblem, { exactStops = MOST_EXACT_STOPS, ...watch }: PlanOptions = {}): Promise<PlannedTour> {
  check(problem);
  const pace = makePace(watch);
  const exact = problem.stops.length <= exactStops;
  // Of tours that are over at the same time the heuristic may know one with less travel and more waiting.
  let best = exact ? scheduleTour(problem, findBestTour(problem)) : undefined;
  for (const [number, build] of builds.entries()) {
    let tour = insertStops(problem, emptyTour(problem), build);
    for (let better: Tour | undefined = tour; better; ) {
      tour = better;
      await pace((number + 0.5) / builds.length);
      better = firstBetter(problem, tour);
    }
    if (!best || isBetter(tour, best)) best = tour;
  }
  watch.progress?.(1);
  const tour = best!;
  return { ...tour, unmet: explainUnmet(problem, tour), best: exact };
}

function emptyTour(problem: TourProblem): Tour {
  return scheduleTour(problem, []) ?? { visits: [], travelSeconds: 0, waitSeconds: 0, endsAt: problem.startsAt };
}

function isBetter(one: Tour, other: Tour): boolean {
  if (one.visits.length !== other.visits.length) return one.visits.length > other.visits.length;
  if (one.endsAt < other.endsAt - 1e-6) return true;
  return one.endsAt < other.endsAt + 1e-6 && one.travelSeconds < other.travelSeconds - 1e-6;
}

/** Adds stops that are not in the tour as long as one fits. */
function insertStops(problem: TourProblem, start: Tour, build: (typeof builds)[number]): Tour {
  let tour = start;
  for (;;) {
    const steps = stepsOf(tour);
    const present = new Set(steps.map(({ stop }) => stop));
    let chosen: { tour: Tour; rank: number } | undefined;
    for (let stop = 0; stop < problem.stops.length; stop++) {
      if (present.has(stop)) continue;
      const [cheapest, second] = insertions(problem, steps, stop);
      if (!cheapest) continue;
      const added = cheapest.endsAt - tour.endsAt;
      const rank =
        build === 'closing'
          ? problem.stops[stop]!.closesAt
          : build === 'cheapest'
            ? added
            : // The stop that would suffer most from waiting for its second-best place goes first.
              cheapest.endsAt - (second?.endsAt ?? problem.endsBy + 86_400);
      if (!chosen || rank < chosen.rank) chosen = { tour: cheapest, rank };
    }
    if (!chosen) return tour;
    tour = chosen.tour;
  }
}

/** The two best tours with one more stop. */
function insertions(problem: TourProblem, steps: readonly TourStep[], stop: number): Tour[] {
  const tours: Tour[] = [];
  for (let place = 0; place <= steps.length; place++) {
    for (const reversed of problem.stops[stop]!.reversible ? [false, true] : [false]) {
      const tour = scheduleTour(problem, steps.toSpliced(place, 0, { stop, reversed }));
      if (tour) tours.push(tour);
    }
  }
  return tours.sort((a, b) => a.endsAt - b.endsAt || a.travelSeconds - b.travelSeconds).slice(0, 2);
}

/** The first neighbouring tour that is better, or nothing. */
function firstBetter(problem: TourProblem, tour: Tour): Tour | undefined {
  const steps = stepsOf(tour);
  const filled = insertStops(problem, tour, 'cheapest');
  if (filled !== tour) return filled;
  for (const candidate of neighbours(problem, steps)) {
    const other = scheduleTour(problem, candidate);
    if (other && isBetter(other, tour)) return other;
  }
  // A stop left out in exchange for one in the tour, where that makes room for a second one or saves time.
  const present = new Set(steps.map(({ stop }) => stop));
  for (let stop = 0; stop < problem.stops.length; stop++) {
    if (present.has(stop)) continue;
    for (let out = 0; out < steps.length; out++) {
      const [exchanged] = insertions(problem, steps.toSpliced(out, 1), stop);
      if (!exchanged) continue;
      const refilled = insertStops(problem, exchanged, 'cheapest');
      if (isBetter(refilled, tour)) return refilled;
    }
  }
  return undefined;
}

function* neighbours({ stops }: TourProblem, steps: readonly TourStep[]): Generator<TourStep[]> {
  const turn = (part: readonly TourStep[]): TourStep[] | undefined =>
    part.length > 1 || stops[part[0]!.stop]!.reversible
      ? part.toReversed().map(({ stop, reversed }) => ({ stop, reversed: stops[stop]!.reversible ? !reversed : reversed }))
      : undefined;
  for (let from = 0; from < steps.length; from++) {
    for (let length = 1; length <= 3 && from + length <= steps.length; length++) {
      const part = steps.slice(from, from + length);
      const rest = steps.toSpliced(from, length);
      const turned = turn(part);
      for (let place = 0; place <= rest.length; place++) {
        if (place !== from) yield rest.toSpliced(place, 0, ...part);
        if (turned) yield rest.toSpliced(place, 0, ...turned);
      }
    }
    for (let to = from + 4; to <= steps.length; to++) yield [...steps.slice(0, from), ...turn(steps.slice(from, to))!, ...steps.slice(to)];
  }
}

function stepsOf(tour: Tour): TourStep[] {
  return tour.visits.map(({ stop, reversed }) => ({ stop, reversed }));
}

function check({ seconds, nodes, startNode, endNode, stops }: TourProblem): void {
  if (seconds.length !== nodes * nodes) throw new RangeError(`${seconds.length} times for ${nodes} nodes`);
  for (const node of [startNode, endNode ?? startNode, ...stops.flatMap(({ from, to }) => [from, to])]) {
    if (!(node >= 0 && node < nodes)) throw new RangeError(`node ${node} of ${nodes}`);
  }
}
