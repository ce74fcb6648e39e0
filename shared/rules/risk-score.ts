import type { ColumnSet } from '../ipc/data-plane.ts';
import { type SupervisionGrade, supervisionGrades } from '../model/index.ts';

/** What the score of one premises is made of. */
export interface RiskInput {
  supervisionGrade: SupervisionGrade | null;
  mixedUse: boolean;
  openHazards: number;
  /** Of the open hazards, those of severity high. */
  openHighHazards: number;
  /** Every hazard on its file, open or not. */
  totalHazards: number;
}

export interface RiskParameters {
  version: string;
  /** Where the weights come from; shown with the formula. */
  basis: string;
  gradeWeights: Record<SupervisionGrade, number>;
  /** For a premises without a grade. */
  ungraded: number;
  openHigh: number;
  openOther: number;
  /** For each hazard that was settled: what has happened once may happen again. */
  settled: number;
  mixedUse: number;
}

/** Defaults of the product, to be set by the office: no standard weighs these against each other. */
export const defaultRiskParameters: RiskParameters = {
  version: 'risk-1',
  basis: '本系统默认权重，可按本地情况调整',
  gradeWeights: { gradeExcellent: 1, gradeGood: 2, gradeSecure: 4 },
  ungraded: 1,
  openHigh: 5,
  openOther: 2,
  settled: 0.2,
  mixedUse: 2,
};

export const riskTerms = [
  'gradeExcellent',
  'gradeGood',
  'gradeSecure',
  'ungraded',
  'openHigh',
  'openOther',
  'settled',
  'mixedUse',
] as const;
export type RiskTerm = (typeof riskTerms)[number];

/** The score as data: the sum over the terms of coefficient × quantity. A `flag` counts as 0 or 1. */
export interface RiskFormula {
  version: string;
  basis: string;
  terms: { term: RiskTerm; coefficient: number; quantity: 'flag' | 'count' }[];
}

/** The formula that `scorePremises` computes, for the screen to show. */
export function riskFormula(parameters: RiskParameters = defaultRiskParameters): RiskFormula {
  const { version, basis } = parameters;
  return {
    version,
    basis,
    terms: riskTerms.map((term) => ({
      term,
      coefficient:
        term === 'gradeExcellent' || term === 'gradeGood' || term === 'gradeSecure' ? parameters.gradeWeights[term] : parameters[term],
      quantity: term === 'openHigh' || term === 'openOther' || term === 'settled' ? 'count' : 'flag',
    })),
  };
}

/** How much of each term a premises has. */
export function riskQuantities(input: RiskInput): Record<RiskTerm, number> {
  const { supervisionGrade: grade } = input;
  return {
    gradeExcellent: grade === 'gradeExcellent' ? 1 : 0,
    gradeGood: grade === 'gradeGood' ? 1 : 0,
    gradeSecure: grade === 'gradeSecure' ? 1 : 0,
    ungraded: grade === null ? 1 : 0,
    openHigh: input.openHighHazards,
    openOther: input.openHazards - input.openHighHazards,
    settled: input.totalHazards - input.openHazards,
    mixedUse: input.mixedUse ? 1 : 0,
  };
}

/** The risk score of one premises, a dimensionless weight ≥ 0 for the heat map. */
export function scorePremises(input: RiskInput, parameters: RiskParameters = defaultRiskParameters): number {
  const quantities = riskQuantities(input);
  return riskFormula(parameters).terms.reduce((sum, { term, coefficient }) => sum + coefficient * quantities[term], 0);
}

/** `scorePremises` over whole columns: one score per premises, in column order. */
export function scoreColumns(
  columns: Pick<ColumnSet<'premises'>['columns'], 'grade' | 'mixedUse' | 'openHazards' | 'openHighHazards' | 'totalHazards'>,
  parameters: RiskParameters = defaultRiskParameters,
): Float32Array<ArrayBuffer> {
  const { grade, mixedUse, openHazards, openHighHazards, totalHazards } = columns;
  const { openHigh, openOther, settled, mixedUse: mixed } = parameters;
  const ofGrade = [parameters.ungraded, ...supervisionGrades.map((code) => parameters.gradeWeights[code])];
  const scores = new Float32Array(grade.length);
  for (let i = 0; i < scores.length; i++) {
    const open = openHazards[i]!;
    const high = openHighHazards[i]!;
    scores[i] =
      ofGrade[grade[i]!]! + openHigh * high + openOther * (open - high) + settled * (totalHazards[i]! - open) + (mixedUse[i] ? mixed : 0);
  }
  return scores;
}
