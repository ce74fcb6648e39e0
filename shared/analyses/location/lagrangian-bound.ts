import type { ScaledProblem } from './choose-sites.ts';

export interface SiteBound {
  /** No choice of sites costs less. */
  value: number;
}

/**
 * Lower bound of a p-median by Lagrangian relaxation of "every demand is served once" (Narula, Ogbu and Samuelsson 1977; Cornuéjols, Fisher and Nemhauser
 * 1977): with a price λ on each demand, Σλ plus the reduced costs of the best `choose` sites. Prices follow subgradients with steps after Held, Wolfe and
 * Crowder 1974, halved where the bound stays.
 * @param value cost of the best choice known
 * @param visit hears the sites each step would choose; answers the cost of the best choice known by then
 */
export async function boundBelow(
  problem: ScaledProblem,
  value: number,
  steps: number,
  visit: (chosen: number[], share: number) => Promise<number>,
): Promise<SiteBound> {
  const { costs, demands, sites, weights, isFixed, unservedCost, choose } = problem;
  // Prices start at what a demand pays at its second-best site, a common choice; never above not being served.
  const prices = new Float64Array(demands);
  for (let demand = 0; demand < demands; demand++) {
    let first = unservedCost;
    let second = unservedCost;
    for (let site = 0; site < sites; site++) {
      const cost = costs[demand * sites + site]!;
      if (cost < first) {
        second = first;
        first = cost;
      } else if (cost < second) second = cost;
    }
    prices[demand] = second;
  }
  const reduced = new Float64Array(sites);
  const open = new Uint8Array(sites);
  const served = new Float64Array(demands);
  let best = Number.NEGATIVE_INFINITY;
  let known = value;
  let scale = 1;
  let sinceBetter = 0;
  for (let step = 0; step < steps; step++) {
    let bound = 0;
    reduced.fill(0);
    for (let demand = 0; demand < demands; demand++) {
      const weight = weights[demand]!;
      const price = prices[demand]!;
      bound += weight * price;
      const base = demand * sites;
      for (let site = 0; site < sites; site++) {
        const cost = costs[base + site]!;
        if (cost < price) reduced[site]! += weight * (cost - price);
      }
    }
    open.set(isFixed);
    for (let site = 0; site < sites; site++) if (isFixed[site] === 1) bound += reduced[site]!;
    const ranked = Array.from({ length: sites }, (_, site) => site)
      .filter((site) => isFixed[site] === 0)
      .sort((a, b) => reduced[a]! - reduced[b]! || a - b);
    const chosen = ranked.slice(0, choose);
    for (const site of chosen) {
      bound += reduced[site]!;
      open[site] = 1;
    }
    if (step === 0 || bound > best + Math.abs(best) * 1e-9) {
      best = bound;
      sinceBetter = 0;
    } else if (++sinceBetter === 8) {
      scale /= 2;
      sinceBetter = 0;
    }
    known = await visit(chosen, (step + 1) / steps);
    if (known - best <= 1e-9 * Math.abs(known) || scale < 1e-4) break;

    // Subgradient: 1 minus how often a demand is served at its price, times its weight. A price at its ceiling cannot rise.
    let norm = 0;
    for (let demand = 0; demand < demands; demand++) {
      const price = prices[demand]!;
      const base = demand * sites;
      let times = 0;
      for (let site = 0; site < sites; site++) if (open[site] === 1 && costs[base + site]! < price) times++;
      served[demand] = times === 0 && price >= unservedCost ? 0 : 1 - times;
      norm += weights[demand]! * served[demand]! ** 2;
    }
    if (norm === 0) break;
    const length = (scale * (1.01 * known - bound + 1e-9)) / norm;
    for (let demand = 0; demand < demands; demand++) {
      prices[demand] = Math.min(unservedCost, Math.max(0, prices[demand]! + length * served[demand]!));
    }
  }
  // Rounding of long sums: a bound is only one if it errs downwards.
  return { value: best - Math.abs(best) * 1e-12 };
}
