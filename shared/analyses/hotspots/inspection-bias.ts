/**
 * Counts of units — cells or zones, in their order. A place looks bad where many hazards are, and where many checks are: the two must be told apart before
 * anyone is sent there.
 */
export interface BiasInput {
  hazards: Float64Array;
  checks: Float64Array;
  premises: Float64Array;
  /** Premises without any check. */
  neverVisited: Float64Array;
}

export const biasFlags = ['none', 'explainedByChecks', 'underChecked', 'unseen'] as const;
/**
 * `explainedByChecks`: more hazards than most, but no more per check, and checked far more often: the hot spot follows the checks. `underChecked`: more hazards
 * per check, checked far less often: what is found may be the smaller part. `unseen`: premises and not one check.
 */
export type BiasFlag = (typeof biasFlags)[number];

export interface InspectionBias {
  /** Over all units. */
  hazardsPerCheck: number;
  checksPerPremises: number;
  hazardsPerPremises: number;
  units: {
    /** Null without checks. */
    hazardsPerCheck: number | null;
    /** Drawn towards the overall rate where checks are few; the overall rate without any. */
    smoothedRate: number;
    checksPerPremises: number | null;
    neverVisitedShare: number | null;
    flag: BiasFlag;
  }[];
}

/** Checks per premises beyond this many times the overall figure, or under its inverse, count as far more or far less. */
export const FAR_MORE_CHECKS = 1.5;

/** Rates by unit, smoothed, and which hot spots the checks themselves explain. */
export function compareWithChecks(input: BiasInput): InspectionBias {
  const { hazards, checks, premises, neverVisited } = input;
  const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
  const [allHazards, allChecks, allPremises] = [total(hazards), total(checks), total(premises)];
  const overall = allChecks > 0 ? allHazards / allChecks : 0;
  const checksPerPremises = allPremises > 0 ? allChecks / allPremises : 0;
  const hazardsPerPremises = allPremises > 0 ? allHazards / allPremises : 0;
  const smoothed = smoothRates(hazards, checks);
  return {
    hazardsPerCheck: overall,
    checksPerPremises,
    hazardsPerPremises,
    units: Array.from(hazards, (found, unit) => {
      const [made, places] = [checks[unit]!, premises[unit]!];
      const intensity = places > 0 ? made / places : null;
      return {
        hazardsPerCheck: made > 0 ? found / made : null,
        smoothedRate: smoothed[unit]!,
        checksPerPremises: intensity,
        neverVisitedShare: places > 0 ? neverVisited[unit]! / places : null,
        flag: flagOf(
          places > 0 && found / places > hazardsPerPremises,
          smoothed[unit]! > overall,
          intensity === null || checksPerPremises === 0 ? 1 : intensity / checksPerPremises,
          places,
          made,
        ),
      };
    }),
  };
}

function flagOf(manyHazards: boolean, highRate: boolean, intensity: number, places: number, made: number): BiasFlag {
  if (places > 0 && made === 0) return 'unseen';
  if (manyHazards && !highRate && intensity >= FAR_MORE_CHECKS) return 'explainedByChecks';
  if (highRate && places > 0 && intensity <= 1 / FAR_MORE_CHECKS) return 'underChecked';
  return 'none';
}

/**
 * Empirical Bayes rates (Marshall 1991, global moments): each rate is drawn towards the overall rate b by a/(a + b/n), where a is the variance between
 * units that chance does not explain. Units without a base get the overall rate.
 * @param events hazards @param base checks, ≥ 0
 */
export function smoothRates(events: Float64Array, base: Float64Array): Float64Array<ArrayBuffer> {
  let allEvents = 0;
  let allBase = 0;
  let units = 0;
  for (let unit = 0; unit < events.length; unit++) {
    if (!(base[unit]! > 0)) continue;
    allEvents += events[unit]!;
    allBase += base[unit]!;
    units++;
  }
  const overall = allBase > 0 ? allEvents / allBase : 0;
  let variance = 0;
  for (let unit = 0; unit < events.length; unit++) {
    if (base[unit]! > 0) variance += (base[unit]! * (events[unit]! / base[unit]! - overall) ** 2) / allBase;
  }
  const between = units > 0 ? Math.max(0, variance - overall / (allBase / units)) : 0;
  return Float64Array.from(events, (count, unit) => {
    const n = base[unit]!;
    if (!(n > 0) || between === 0) return overall;
    const weight = between / (between + overall / n);
    return overall + weight * (count / n - overall);
  });
}

export interface NeverVisited {
  /** Row of the premises. */
  row: number;
  /** Days since it was registered; null when that day is not known. */
  days: number | null;
}

/**
 * Premises that no check has reached, those waiting longest first, those without a known day last.
 * @param lastCheckDay day of the last check by premises @param registeredDay days since 1970; both `noDay` when there is none
 * @param mask 1 for premises that count, null for all
 */
export function listNeverVisited(
  lastCheckDay: Int32Array,
  registeredDay: Int32Array,
  noDay: number,
  asOfDay: number,
  mask: Uint8Array | null,
): NeverVisited[] {
  const list: NeverVisited[] = [];
  for (let row = 0; row < lastCheckDay.length; row++) {
    if (mask?.[row] === 0) continue;
    const [checked, registered] = [lastCheckDay[row]!, registeredDay[row]!];
    // What was checked or registered after the day asked for had not happened by then.
    if (checked !== noDay && checked <= asOfDay) continue;
    if (registered !== noDay && registered > asOfDay) continue;
    list.push({ row, days: registered === noDay ? null : asOfDay - registered });
  }
  return list.sort((a, b) => (b.days ?? -1) - (a.days ?? -1) || a.row - b.row);
}
