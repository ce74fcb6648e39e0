import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/seeded-random.ts';
import { planTour, type TourProblem, type TourStop } from './index.ts';
import { scheduleTour, type TourStep } from './schedule-tour.ts';

const problems = fc
  .record({
    stops: fc.integer({ min: 0, max: 5 }),
    shift: fc.constantFrom(1500, 3000, 6000),
    returns: fc.boolean(),
    tight: fc.boolean(),
    seed: fc.integer(),
  })
  .map(({ stops, shift, returns, tight, seed }): TourProblem => {
    const random = seededRandom(seed);
    const nodes = 1 + 2 * stops;
    const places = Array.from({ length: nodes }, () => [random.next() * 600, random.next() * 600] as const);
    const seconds = Float32Array.from({ length: nodes * nodes }, (_, at) => {
      const [from, to] = [Math.floor(at / nodes), at % nodes];
      if (from !== to && random.chance(0.03)) return Number.POSITIVE_INFINITY;
      return Math.round(Math.hypot(places[from]![0] - places[to]![0], places[from]![1] - places[to]![1]));
    });
    return {
      seconds,
      nodes,
      startNode: 0,
      endNode: returns ? 0 : null,
      startsAt: 0,
      endsBy: shift,
      stops: Array.from({ length: stops }, (_, stop): TourStop => {
        const isLine = random.chance(0.4);
        const opensAt = tight ? random.integer(2000) : 0;
        return {
          from: 1 + 2 * stop,
          to: isLine ? 2 + 2 * stop : 1 + 2 * stop,
          reversible: isLine && random.chance(0.7),
          serviceSeconds: random.integer(300),
          opensAt,
          closesAt: tight ? opensAt + 200 + random.integer(800) : 86_400,
        };
      }),
    };
  });

/** The best tour of all: every set of stops in every order and direction. */
function bestTour(problem: TourProblem): { met: number; endsAt: number } {
  let best = { met: 0, endsAt: problem.startsAt };
  const visit = (steps: TourStep[], rest: number[]): void => {
    const tour = scheduleTour(problem, steps);
    if (tour && (steps.length > best.met || (steps.length === best.met && tour.endsAt < best.endsAt)))
      best = { met: steps.length, endsAt: tour.endsAt };
    for (const stop of rest) {
      for (const reversed of problem.stops[stop]!.reversible ? [false, true] : [false])
        visit(
          [...steps, { stop, reversed }],
          rest.filter((other) => other !== stop),
        );
    }
  };
  visit([], [...problem.stops.keys()]);
  return best;
}

describe('planTour', () => {
  it('keeps every window, is as good as the best of all tours nearly always, and gives a true reason for every stop left out', async () => {
    let asMany = 0;
    let runs = 0;
    let extra = 0;
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const tour = await planTour(problem, { exactStops: 0 });
        const steps = tour.visits.map(({ stop, reversed }) => ({ stop, reversed }));
        expect(scheduleTour(problem, steps)).toMatchObject({ visits: tour.visits, endsAt: tour.endsAt });
        for (const { stop, beginsAt, leavesAt } of tour.visits) {
          const { opensAt, closesAt, serviceSeconds } = problem.stops[stop]!;
          expect(beginsAt).toBeGreaterThanOrEqual(opensAt);
          expect(beginsAt).toBeLessThanOrEqual(closesAt);
          expect(leavesAt).toBe(beginsAt + serviceSeconds);
        }
        expect([...steps.map(({ stop }) => stop), ...tour.unmet.map(({ stop }) => stop)].sort()).toEqual([...problem.stops.keys()]);
        for (const { stop, reason, earliestArrival, conflicts } of tour.unmet) {
          const alone = [false, true]
            .filter((reversed) => !reversed || problem.stops[stop]!.reversible)
            .some((reversed) => scheduleTour(problem, [{ stop, reversed }]));
          expect(alone).toBe(reason === 'noRoom');
          if (reason === 'windowClosed') expect(earliestArrival).toBeGreaterThan(problem.stops[stop]!.closesAt - 700);
          expect(conflicts.every((other) => steps.some((step) => step.stop === other))).toBe(true);
        }
        const best = bestTour(problem);
        const exact = await planTour(problem);
        expect(exact.best).toBe(true);
        expect({ met: exact.visits.length, endsAt: exact.endsAt }).toEqual(best);
        expect(tour.visits.length).toBeLessThanOrEqual(best.met);
        runs++;
        if (tour.visits.length < best.met) return;
        asMany++;
        if (best.met > 0) extra += tour.endsAt / best.endsAt - 1;
      }),
      { seed: 20_261_101, numRuns: 200 },
    );
    expect(asMany / runs).toBeGreaterThan(0.98);
    expect(extra / asMany).toBeLessThan(0.02);
  });

  it('names the reason: no way there, window closed, shift too short, no room beside another', async () => {
    const far = 4000;
    const lines = [
      // start, near, also near but the other way, far, cut off
      [0, 600, 600, far, Number.POSITIVE_INFINITY],
      [600, 0, 1200, far, Number.POSITIVE_INFINITY],
      [600, 1200, 0, far, Number.POSITIVE_INFINITY],
      [far, far, far, 0, Number.POSITIVE_INFINITY],
      [0, 0, 0, 0, 0],
    ];
    const stop = (node: number, closesAt: number): TourStop => ({
      from: node,
      to: node,
      reversible: false,
      serviceSeconds: 60,
      opensAt: 0,
      closesAt,
    });
    const tour = await planTour({
      seconds: Float32Array.from(lines.flat()),
      nodes: 5,
      startNode: 0,
      endNode: 0,
      startsAt: 0,
      endsBy: 6000,
      stops: [stop(1, 700), stop(2, 700), stop(3, 86_400), stop(4, 86_400), stop(1, 500)],
    });
    expect(tour.visits.map((visit) => visit.stop)).toEqual([0]);
    expect(tour.unmet).toEqual([
      { stop: 1, reason: 'noRoom', earliestArrival: 600, conflicts: [0] },
      { stop: 2, reason: 'shiftTooShort', earliestArrival: 4000, conflicts: [] },
      { stop: 3, reason: 'unreachable', earliestArrival: Number.POSITIVE_INFINITY, conflicts: [] },
      { stop: 4, reason: 'windowClosed', earliestArrival: 600, conflicts: [] },
    ]);
  });

  it('plans 40 stops of a shift, the same way twice', async () => {
    const random = seededRandom(3);
    const nodes = 61;
    const places = Array.from({ length: nodes }, () => [random.next() * 6000, random.next() * 6000] as const);
    const problem: TourProblem = {
      seconds: Float32Array.from(
        { length: nodes * nodes },
        (_, at) =>
          Math.hypot(
            places[Math.floor(at / nodes)]![0] - places[at % nodes]![0],
            places[Math.floor(at / nodes)]![1] - places[at % nodes]![1],
          ) / 8,
      ),
      nodes,
      startNode: 0,
      endNode: 0,
      startsAt: 28_800,
      endsBy: 28_800 + 4 * 3600,
      stops: Array.from({ length: 40 }, (_, at): TourStop => {
        const isLine = at < 20;
        const opensAt = at % 4 === 0 ? 28_800 + random.integer(7200) : 0;
        return {
          from: 1 + at,
          to: isLine ? 41 + at : 1 + at,
          reversible: isLine,
          serviceSeconds: 120,
          opensAt,
          closesAt: opensAt === 0 ? 86_400 : opensAt + 3600,
        };
      }),
    };
    const tour = await planTour(problem);
    expect(tour.visits.length + tour.unmet.length).toBe(40);
    expect(tour.visits.length).toBeGreaterThan(25);
    expect(await planTour(problem)).toEqual(tour);
  });
});
