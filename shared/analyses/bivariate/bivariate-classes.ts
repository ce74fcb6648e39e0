export const BIVARIATE_CLASSES = 3;
/** Class of what is high in risk and slow in response. */
export const WORST_CLASS = BIVARIATE_CLASSES * BIVARIATE_CLASSES - 1;

/** Two ascending limits: values up to the first are low, above the second high. */
export type Breaks = readonly [low: number, high: number];

export interface BivariateClasses {
  /** Class of each unit: risk class + 3 × response class, 0 low risk and quick response … 8 high risk and slow response; −1 where a value is missing. */
  classes: Int8Array<ArrayBuffer>;
  riskBreaks: Breaks;
  responseBreaks: Breaks;
  /** Units by class. */
  counts: number[];
}

/** Where a response that never comes (Infinity) is as slow as can be, and NaN is not known. */
export function classifyBivariate(
  risk: Float64Array,
  responseSeconds: Float64Array,
  riskBreaks: Breaks,
  responseBreaks: Breaks,
): BivariateClasses {
  const classes = new Int8Array(risk.length);
  const counts = new Array<number>(BIVARIATE_CLASSES * BIVARIATE_CLASSES).fill(0);
  for (let unit = 0; unit < risk.length; unit++) {
    const across = classOf(risk[unit]!, riskBreaks);
    const up = classOf(responseSeconds[unit]!, responseBreaks);
    classes[unit] = across < 0 || up < 0 ? -1 : across + BIVARIATE_CLASSES * up;
    if (classes[unit]! >= 0) counts[classes[unit]!]!++;
  }
  return { classes, riskBreaks, responseBreaks, counts };
}

/** Terciles of the values that are known: the limits between the lower, middle and upper third (type 7 quantiles). Null without any value. */
export function tercileBreaks(values: Float64Array): Breaks | null {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return null;
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    return sorted[below]! + (place - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!);
  };
  return [at(1 / 3), at(2 / 3)];
}

/** Response classes of the 1-3-5 minutes: up to three, up to five, later. */
export const defaultResponseBreaksSeconds: Breaks = [180, 300];

function classOf(value: number, [low, high]: Breaks): number {
  if (Number.isNaN(value)) return -1;
  return value <= low ? 0 : value <= high ? 1 : 2;
}
