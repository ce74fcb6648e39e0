/** Coefficients of Cody (1969), "Rational Chebyshev approximations for the error function", Math. Comp. 23, 631–637. */
const NEAR_P = [3.209377589138469e3, 3.77485237685302e2, 1.138641541510502e2, 3.161123743870566, 1.857777061846032e-1] as const;
const NEAR_Q = [2.844236833439171e3, 1.282616526077372e3, 2.440246379344442e2, 2.360129095234412e1] as const;
const MIDDLE_P = [
  1.230339354797997e3, 2.051078377826071e3, 1.712047612634071e3, 8.819522212417691e2, 2.986351381974001e2, 6.611919063714163e1,
  8.883149794388377, 5.641884969886701e-1, 2.153115354744038e-8,
] as const;
const MIDDLE_Q = [
  1.230339354803749e3, 3.439367674143722e3, 4.362619090143247e3, 3.29079923573346e3, 1.62138957456669e3, 5.371811018620099e2,
  1.176939508913125e2, 1.574492611070983e1,
] as const;
const FAR_P = [
  6.587491615298378e-4, 1.608378514874228e-2, 1.257817261112292e-1, 3.603448999498044e-1, 3.053266349612323e-1, 1.63153871373021e-2,
] as const;
const FAR_Q = [2.335204976268692e-3, 6.051834131244132e-2, 0.5279051029514285, 1.872952849923461, 2.568520192289822] as const;
const ONE_OVER_ROOT_PI = 0.5641895835477563;

/** Complementary error function, relative error below 1e-13 (Cody 1969). */
export function complementaryErrorFunction(x: number): number {
  const absolute = Math.abs(x);
  if (absolute <= 0.46875) {
    const squared = x * x;
    return 1 - (x * polynomial(NEAR_P, squared)) / monic(NEAR_Q, squared);
  }
  let tail: number;
  if (absolute <= 4) tail = polynomial(MIDDLE_P, absolute) / monic(MIDDLE_Q, absolute);
  else {
    const inverse = 1 / (absolute * absolute);
    tail = (ONE_OVER_ROOT_PI - (inverse * polynomial(FAR_P, inverse)) / monic(FAR_Q, inverse)) / absolute;
  }
  // exp(−x²) in two factors, the first one exact, as x² itself would lose digits.
  const rounded = Math.trunc(absolute * 16) / 16;
  tail *= Math.exp(-rounded * rounded) * Math.exp(-(absolute - rounded) * (absolute + rounded));
  return x < 0 ? 2 - tail : tail;
}

/** Two-sided p of a standard normal z; NaN for NaN. */
export function twoSidedP(z: number): number {
  return complementaryErrorFunction(Math.abs(z) * Math.SQRT1_2);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let degree = coefficients.length - 1; degree >= 0; degree--) sum = sum * x + coefficients[degree]!;
  return sum;
}

/** The same with a leading coefficient of 1. */
function monic(coefficients: readonly number[], x: number): number {
  let sum = 1;
  for (let degree = coefficients.length - 1; degree >= 0; degree--) sum = sum * x + coefficients[degree]!;
  return sum;
}
