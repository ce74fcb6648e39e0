import { type Change, done, failed, type GradePeriod, type Premises, type Result } from '../model/index.ts';

export interface RemovePremisesArguments {
  premises: readonly Premises[];
  /** Grade periods of these premises: they go with them. */
  gradePeriods: readonly GradePeriod[];
  /** How many hazards and inspections these premises have. */
  hazardCount: number;
  inspectionCount: number;
}

/**
 * Removes premises entered by mistake. One with hazards or inspections stays: close it instead, so that its history is
 * kept. Failures: `nothingToChange`, `premisesHasHistory`.
 */
export function removePremises({ premises, gradePeriods, hazardCount, inspectionCount }: RemovePremisesArguments): Result<Change> {
  const [first] = premises;
  if (first === undefined) return failed('nothingToChange');
  if (hazardCount + inspectionCount > 0) return failed('premisesHasHistory', { hazards: hazardCount, inspections: inspectionCount });
  const ids = premises.map(({ id }) => id);
  const periods = gradePeriods.filter(({ premisesId }) => premisesId !== null && ids.includes(premisesId)).map(({ id }) => id);
  return done({
    note: { edit: 'removePremises', subject: premises.length === 1 ? first.name : null, count: premises.length },
    puts: {},
    deletes: { premises: ids, grade_period: periods },
  });
}
