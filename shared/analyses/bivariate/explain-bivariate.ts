import { type Explanation, readable, say } from '../explanation.ts';
import type { BivariateClasses } from './bivariate-classes.ts';

/**
 * Risk × response in plain words.
 * @param terciles whether the limits of risk are the terciles of this district
 * @param outside premises that lie in no unit
 */
export function explainBivariate(
  { riskBreaks, responseBreaks, counts }: BivariateClasses,
  { terciles, outside }: { terciles: boolean; outside: number },
): Explanation {
  return {
    method: [
      say('bivariateWhat', {
        risk1: readable(riskBreaks[0]),
        risk2: readable(riskBreaks[1]),
        response1: readable(responseBreaks[0]),
        response2: readable(responseBreaks[1]),
      }),
    ],
    reading: [say('bivariateReading', { worst: counts.at(-1)! })],
    caveats: [...(outside > 0 ? [say('bivariateOutside', { count: outside })] : []), ...(terciles ? [say('bivariateTerciles')] : [])],
  };
}
