import { type Explanation, readable, type Sentence, say } from '../explanation.ts';
import type { SiteChoice, SiteProblem } from './choose-sites.ts';

/** A covering choice in plain words. @param limitSeconds as given to `chooseCoveringSites` */
export function explainCovering(problem: SiteProblem, choice: SiteChoice, limitSeconds: number): Explanation {
  return {
    method: [say('coverWhat', { ...countsOf(problem, choice), limit: readable(limitSeconds) })],
    reading: [
      say('coverFound', { before: readable(choice.steps[0]!), value: readable(choice.value), total: readable(totalWeight(problem)) }),
      proofOf(choice),
    ],
    caveats: [say('siteCaveat')],
  };
}

/** A median choice in plain words. @param unservedSeconds as given to `chooseMedianSites` */
export function explainMedian(problem: SiteProblem, choice: SiteChoice, unservedSeconds: number): Explanation {
  const weight = totalWeight(problem) || 1;
  return {
    method: [say('medianWhat', countsOf(problem, choice))],
    reading: [
      say('medianFound', {
        before: readable(choice.steps[0]! / weight),
        value: readable(choice.value / weight),
        unserved: readable(unservedSeconds),
      }),
      proofOf(choice),
    ],
    caveats: [say('siteCaveat')],
  };
}

function countsOf({ sites, fixed }: SiteProblem, { chosen }: SiteChoice): Record<string, number> {
  return { candidates: sites - fixed.length, chosen: chosen.length, fixed: fixed.length };
}

/** The gap is rounded up: what is said to be proven must hold. */
function proofOf({ gap }: SiteChoice): Sentence {
  return gap < 1e-9 ? say('siteOptimal') : say('siteGap', { percent: Math.ceil(gap * 1000) / 10 });
}

function totalWeight({ weights }: SiteProblem): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
