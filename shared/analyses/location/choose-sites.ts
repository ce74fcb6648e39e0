import { makePace, type Watch } from '../pace.ts';
import { boundBelow, type SiteBound } from './lagrangian-bound.ts';

/**
 * What choosing among candidate sites is about. `costs` is demand × site, row by row: seconds or metres from the site to the demand, Infinity where
 * there is no way.
 */
export interface SiteProblem {
  costs: Float32Array;
  demands: number;
  sites: number;
  /** Weight of each demand, ≥ 0: 1 a premises, or its risk. */
  weights: Float64Array;
  /** Sites that stay whatever is chosen, such as the stations there are. */
  fixed: readonly number[];
  /** How many of the other sites to choose. */
  choose: number;
}

export interface SiteChoice {
  /** Sites chosen, in the order in which they pay most: each entry adds the most to those before it. */
  chosen: number[];
  /** Site that serves each demand (fixed or chosen), −1 where none does within reach. */
  serves: Int32Array<ArrayBuffer>;
  /** Objective of the choice and the best that any choice could reach: the optimum lies between the two. */
  value: number;
  bound: number;
  /** |value − bound| as a share of the larger; 0 proves the choice optimal. */
  gap: number;
  /** Objective with the fixed sites alone, then after each entry of `chosen`. */
  steps: number[];
}

export interface ChooseOptions extends Watch {
  /** Steps of the bound; more steps, a smaller gap. */
  boundSteps?: number;
}

/**
 * Maximal covering (Church and ReVelle 1974): the largest weight of demands whose nearest site costs at most `limit`. Solved as a p-median with costs 0 and 1.
 * `value`, `bound` and `steps` are covered weights.
 */
export async function chooseCoveringSites(problem: SiteProblem, limit: number, options: ChooseOptions = {}): Promise<SiteChoice> {
  const uncovered = new Float32Array(problem.costs.length);
  for (let at = 0; at < uncovered.length; at++) uncovered[at] = problem.costs[at]! <= limit ? 0 : 1;
  const choice = await chooseMedianSites({ ...problem, costs: uncovered }, 1, options);
  let total = 0;
  for (const weight of problem.weights) total += weight;
  // Among sites that cover a demand the nearest serves it.
  const open = [...problem.fixed, ...choice.chosen];
  for (let demand = 0; demand < problem.demands; demand++) {
    let nearest = Number.POSITIVE_INFINITY;
    choice.serves[demand] = -1;
    for (const site of open) {
      const cost = problem.costs[demand * problem.sites + site]!;
      if (!(cost <= limit && cost < nearest)) continue;
      nearest = cost;
      choice.serves[demand] = site;
    }
  }
  const value = total - choice.value;
  // Whole weights add up to whole numbers only.
  const bound = problem.weights.every(Number.isInteger) ? Math.floor(total - choice.bound + 1e-6) : total - choice.bound;
  return { ...choice, value, bound, gap: gapOf(value, bound), steps: choice.steps.map((cost) => total - cost) };
}

/**
 * p-median (Hakimi 1964): the smallest sum of weight × cost of the nearest site. A demand without a site cheaper than `unservedCost` costs that much, so that
 * places no site can reach do not decide.
 *
 * Greedy, then swaps of one site for another while that improves (Teitz and Bart 1968) with all swaps valued in one pass (Resende and Werneck 2007), then
 * the same from the choices a Lagrangian bound suggests. Deterministic: equal gains go to the lower site number.
 */
export async function chooseMedianSites(problem: SiteProblem, unservedCost: number, options: ChooseOptions = {}): Promise<SiteChoice> {
  const { demands, sites, fixed } = problem;
  check(problem, unservedCost);
  const pace = makePace(options);
  const boundSteps = options.boundSteps ?? 200;
  const isFixed = new Uint8Array(sites);
  for (const site of fixed) isFixed[site] = 1;
  const choose = Math.min(problem.choose, sites - isFixed.reduce((sum, flag) => sum + flag, 0));
  const scaled: ScaledProblem = { ...problem, choose, isFixed, unservedCost };

  const start = await addGreedily(scaled, fixed, choose, pace);
  let best = await improveBySwaps(scaled, start, pace);
  // Choices met on the way to the bound that are better start another descent.
  const bound: SiteBound = await boundBelow(scaled, best.value, boundSteps, async (chosen, share) => {
    const value = costOf(scaled, [...fixed, ...chosen]);
    if (value < best.value) {
      const improved = await improveBySwaps(scaled, chosen, pace);
      if (improved.value < best.value) best = improved;
    }
    await pace(0.3 + 0.7 * share);
    return best.value;
  });

  const ordered = await addGreedily({ ...scaled, among: best.chosen }, fixed, choose, pace);
  const steps = [costOf(scaled, fixed)];
  for (let count = 1; count <= ordered.length; count++) steps.push(costOf(scaled, [...fixed, ...ordered.slice(0, count)]));
  const value = steps.at(-1)!;
  const lower = Math.min(value, bound.value);
  const serves = new Int32Array(demands).fill(-1);
  const open = [...fixed, ...ordered];
  for (let demand = 0; demand < demands; demand++) {
    let nearest = unservedCost;
    for (const site of open) {
      const cost = problem.costs[demand * sites + site]!;
      if (!(cost < nearest)) continue;
      nearest = cost;
      serves[demand] = site;
    }
  }
  options.progress?.(1);
  return { chosen: ordered, serves, value, bound: lower, gap: gapOf(value, lower), steps };
}

export interface ScaledProblem extends SiteProblem {
  isFixed: Uint8Array;
  unservedCost: number;
  /** Sites to choose from; all where absent. */
  among?: readonly number[];
}

type Pace = ReturnType<typeof makePace>;

/** Adds the site that saves most, one after the other. */
async function addGreedily(problem: ScaledProblem, fixed: readonly number[], count: number, pace: Pace): Promise<number[]> {
  const { costs, demands, sites, weights, isFixed } = problem;
  const nearest = nearestCosts(problem, fixed);
  const candidates = (problem.among ?? Array.from({ length: sites }, (_, site) => site))
    .filter((site) => isFixed[site] === 0)
    .toSorted((a, b) => a - b);
  const chosen: number[] = [];
  const taken = new Uint8Array(sites);
  const savings = new Float64Array(sites);
  while (chosen.length < count) {
    savings.fill(0);
    for (let demand = 0; demand < demands; demand++) {
      const weight = weights[demand]!;
      const now = nearest[demand]!;
      const base = demand * sites;
      for (let at = 0; at < candidates.length; at++) {
        const cost = costs[base + candidates[at]!]!;
        if (cost < now) savings[candidates[at]!]! += weight * (now - cost);
      }
    }
    let best = -1;
    for (const site of candidates) if (taken[site] === 0 && (best < 0 || savings[site]! > savings[best]!)) best = site;
    chosen.push(best);
    taken[best] = 1;
    for (let demand = 0; demand < demands; demand++) nearest[demand] = Math.min(nearest[demand]!, costs[demand * sites + best]!);
    await pace((0.1 * chosen.length) / count);
  }
  return chosen;
}

/**
 * Swaps one chosen site for another as long as the best swap saves something. Each pass values all swaps at once: closing r loses what its demands pay more at
 * their second site, opening j saves what demands pay less there, and where both concern the same demand the two are corrected.
 */
async function improveBySwaps(problem: ScaledProblem, start: readonly number[], pace: Pace): Promise<{ chosen: number[]; value: number }> {
  const { costs, demands, sites, weights, isFixed, fixed, unservedCost } = problem;
  const chosen = [...start];
  const saving = new Float64Array(sites);
  const loss = new Float64Array(chosen.length);
  const correction = new Float64Array(chosen.length * sites);
  let value = costOf(problem, [...fixed, ...chosen]);
  for (let pass = 0; chosen.length > 0; pass++) {
    saving.fill(0);
    loss.fill(0);
    correction.fill(0);
    for (let demand = 0; demand < demands; demand++) {
      const weight = weights[demand]!;
      if (weight === 0) continue;
      const base = demand * sites;
      // The nearest open site (place in `chosen`, −1 for a fixed one or none) and the cost of the second.
      let first = unservedCost;
      let second = unservedCost;
      let holder = -1;
      for (const site of fixed) {
        const cost = costs[base + site]!;
        if (cost < first) {
          second = first;
          first = cost;
        } else if (cost < second) second = cost;
      }
      for (let place = 0; place < chosen.length; place++) {
        const cost = costs[base + chosen[place]!]!;
        if (cost < first) {
          second = first;
          first = cost;
          holder = place;
        } else if (cost < second) second = cost;
      }
      if (holder < 0) {
        for (let site = 0; site < sites; site++) {
          const cost = costs[base + site]!;
          if (cost < first) saving[site]! += weight * (first - cost);
        }
        continue;
      }
      loss[holder]! += weight * (second - first);
      const row = holder * sites;
      for (let site = 0; site < sites; site++) {
        const cost = costs[base + site]!;
        if (cost >= second) continue;
        if (cost < first) {
          saving[site]! += weight * (first - cost);
          correction[row + site]! += weight * (second - first);
        } else correction[row + site]! += weight * (second - cost);
      }
    }
    let [bestGain, bestPlace, bestSite] = [0, -1, -1];
    for (let place = 0; place < chosen.length; place++) {
      for (let site = 0; site < sites; site++) {
        if (isFixed[site] === 1 || chosen.includes(site)) continue;
        const gain = saving[site]! - loss[place]! + correction[place * sites + site]!;
        if (gain > bestGain) [bestGain, bestPlace, bestSite] = [gain, place, site];
      }
    }
    if (bestPlace < 0) break;
    const swapped = chosen.with(bestPlace, bestSite);
    const swappedValue = costOf(problem, [...fixed, ...swapped]);
    // Rounding may promise what is not there: only what is cheaper counts, so the descent ends.
    if (!(swappedValue < value)) break;
    chosen[bestPlace] = bestSite;
    value = swappedValue;
    await pace(Math.min(0.3, 0.1 + pass * 0.01));
  }
  return { chosen, value };
}

/** Weighted cost of the nearest of the open sites. */
export function costOf(problem: ScaledProblem, open: readonly number[]): number {
  const nearest = nearestCosts(problem, open);
  let sum = 0;
  for (let demand = 0; demand < problem.demands; demand++) sum += problem.weights[demand]! * nearest[demand]!;
  return sum;
}

function nearestCosts({ costs, demands, sites, unservedCost }: ScaledProblem, open: readonly number[]): Float64Array {
  const nearest = new Float64Array(demands).fill(unservedCost);
  for (let demand = 0; demand < demands; demand++) {
    for (let at = 0; at < open.length; at++) {
      const cost = costs[demand * sites + open[at]!]!;
      if (cost < nearest[demand]!) nearest[demand] = cost;
    }
  }
  return nearest;
}

function gapOf(value: number, bound: number): number {
  const larger = Math.max(Math.abs(value), Math.abs(bound));
  return larger === 0 ? 0 : Math.abs(value - bound) / larger;
}

function check({ costs, demands, sites, weights, choose, fixed }: SiteProblem, unservedCost: number): void {
  if (costs.length !== demands * sites) throw new RangeError(`${costs.length} costs for ${demands} demands and ${sites} sites`);
  if (weights.length !== demands) throw new RangeError(`${weights.length} weights for ${demands} demands`);
  if (!(choose >= 0)) throw new RangeError(`cannot choose ${choose} sites`);
  if (!(unservedCost > 0 && unservedCost < Number.POSITIVE_INFINITY)) throw new RangeError(`cost of an unserved demand: ${unservedCost}`);
  for (const site of fixed) if (!(site >= 0 && site < sites)) throw new RangeError(`fixed site ${site} of ${sites}`);
}
