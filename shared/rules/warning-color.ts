import type { HazardSeverity, SupervisionGrade, WarningColor } from '../model/index.ts';

/** Why a premises has its warning colour. Texts: `codes.warningReasons`. */
export const warningReasonCodes = [
  'openHighHazard',
  'openMajorHazard',
  'gradeSecure',
  'openProminentHazard',
  'manyOpenHazards',
  'openHazard',
  'mixedUse',
  'noOpenHazard',
] as const;
export type WarningReason = (typeof warningReasonCodes)[number];

/** What the rule looks at. Counts are hazards that are neither settled nor void. */
export interface WarningInput {
  supervisionGrade: SupervisionGrade | null;
  mixedUse: boolean;
  openHazards: Record<HazardSeverity, number>;
  openProminent: number;
  openMajor: number;
}

export interface WarningParameters {
  version: string;
  /** Where the thresholds come from; shown with the colour. */
  basis: string;
  /** Open hazards of any severity from which the colour is orange. */
  manyOpenHazards: number;
  /** Open high-risk hazards from which the colour is red. */
  highHazards: number;
  /** Open major fire hazards (GB 35181) from which the colour is red. */
  majorHazards: number;
  /** Open prominent hazards from which the colour is orange. */
  prominentHazards: number;
}

/** No national standard defines the four colours: these are the product's defaults, to be replaced by an office's own. */
export const defaultWarningParameters: WarningParameters = {
  version: 'fourColour-1',
  basis: '本系统默认规则，可按本地办法调整（四色预警无全国统一标准）',
  manyOpenHazards: 3,
  highHazards: 1,
  majorHazards: 1,
  prominentHazards: 1,
};

export interface WarningAssessment {
  color: WarningColor;
  /** Every condition that holds, the gravest first; never empty. */
  reasons: WarningReason[];
  version: string;
}

const colorOfReason: Record<WarningReason, WarningColor> = {
  openHighHazard: 'red',
  openMajorHazard: 'red',
  gradeSecure: 'orange',
  openProminentHazard: 'orange',
  manyOpenHazards: 'orange',
  openHazard: 'yellow',
  mixedUse: 'yellow',
  noOpenHazard: 'blue',
};
const gravity: readonly WarningColor[] = ['red', 'orange', 'yellow', 'blue'];

/**
 * The four-colour warning (四色预警) of one premises, with every condition that holds as its reasons. The colour is that of
 * the gravest reason: adding a hazard or a condition never cools it.
 */
export function assessWarningColor(input: WarningInput, parameters: WarningParameters = defaultWarningParameters): WarningAssessment {
  const open = Object.values(input.openHazards).reduce((sum, count) => sum + count, 0);
  const holds: Record<WarningReason, boolean> = {
    openHighHazard: input.openHazards.severityHigh >= parameters.highHazards,
    openMajorHazard: input.openMajor >= parameters.majorHazards,
    gradeSecure: input.supervisionGrade === 'gradeSecure',
    openProminentHazard: input.openProminent >= parameters.prominentHazards,
    manyOpenHazards: open >= parameters.manyOpenHazards,
    openHazard: open > 0,
    mixedUse: input.mixedUse,
    noOpenHazard: open === 0,
  };
  const reasons = warningReasonCodes.filter((reason) => holds[reason]);
  const color = gravity.find((candidate) => reasons.some((reason) => colorOfReason[reason] === candidate)) ?? 'blue';
  return { color, reasons, version: parameters.version };
}
