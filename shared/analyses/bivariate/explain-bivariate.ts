import { type Explanation, readable, say } from '../explanation.ts';
import type { BivariateClasses } from './bivariate-classes.ts';

/** Risk × response in plain words. @param terciles whether the limits of risk are the terciles of this district */
export function explainBivariate({ riskBreaks, responseBreaks, counts }: BivariateClasses, terciles: boolean): Explanation {
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
    caveats: terciles ? [say('bivariateTerciles')] : [],
  };
}
