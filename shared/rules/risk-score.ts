import type { ColumnSet } from '../ipc/data-plane.ts';
import { type PremisesCategory, premisesCategories, type SupervisionGrade, supervisionGrades } from '../model/codes.ts';

/** Points that make up a premises' risk score. Nobody publishes them nationally: every office edits its own. */
export interface RiskParameters {
  version: string;
  byGrade: Record<SupervisionGrade | 'ungraded', number>;
  perOpenHazard: number;
  /** On top of `perOpenHazard`. */
  perOpenHighHazard: number;
  /** For each hazard already settled, up to `maxSettledHazards`: what was wrong often is wrong again. */
  perSettledHazard: number;
  maxSettledHazards: number;
  /** 三合一: living, working and storing under one roof. */
  mixedUse: number;
  /** Kinds of place whose fires spread or trap people; 1 for the others. Multiplies the sum of all points. */
  factorByCategory: Partial<Record<PremisesCategory, number>>;
}

/**
 * score = factor(category) · (grade + open · perOpenHazard + openHigh · perOpenHighHazard
 *         + min(settled, maxSettledHazards) · perSettledHazard + mixedUse)
 */
export const defaultRiskParameters: RiskParameters = {
  version: '2026-1',
  byGrade: { gradeExcellent: 1, gradeGood: 2, gradeSecure: 5, ungraded: 2 },
  perOpenHazard: 2,
  perOpenHighHazard: 4,
  perSettledHazard: 0.25,
  maxSettledHazards: 8,
  mixedUse: 2,
  factorByCategory: { flammableExplosiveSite: 1.5, smallEntertainment: 1.25, rentalHouse: 1.25, smallHotel: 1.25, smallSchool: 1.2 },
};

/** Risk score of every row of the premises columns, in their order. */
export function scoreColumns(columns: ColumnSet<'premises'>['columns'], parameters: RiskParameters): Float32Array<ArrayBuffer> {
  const { perOpenHazard, perOpenHighHazard, perSettledHazard, maxSettledHazards, mixedUse } = parameters;
  const byGrade = [parameters.byGrade.ungraded, ...supervisionGrades.map((grade) => parameters.byGrade[grade])];
  const factors = [1, ...premisesCategories.map((category) => parameters.factorByCategory[category] ?? 1)];
  const scores = new Float32Array(columns.fid.length);
  for (let row = 0; row < scores.length; row++) {
    const open = columns.openHazards[row]!;
    const settled = Math.min(Math.max(0, columns.totalHazards[row]! - open), maxSettledHazards);
    const points =
      byGrade[columns.grade[row]!]! +
      open * perOpenHazard +
      columns.openHighHazards[row]! * perOpenHighHazard +
      settled * perSettledHazard +
      columns.mixedUse[row]! * mixedUse;
    scores[row] = points * factors[columns.category[row]!]!;
  }
  return scores;
}
