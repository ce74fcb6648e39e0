import { newRow } from '../model/entity.ts';
import {
  type Change,
  done,
  entities,
  failed,
  type GradePeriod,
  type Hazard,
  type Premises,
  type Result,
  type SupervisionGrade,
  settledHazardStates,
  supervisionGrades,
} from '../model/index.ts';
import { rowOfStored } from './row-of-stored.ts';

export interface GradePremisesArguments {
  premises: Premises;
  grade: SupervisionGrade;
  reason: string;
  gradedBy: string;
  /** Day the grade holds from, `YYYY-MM-DD`. */
  gradedOn: string;
  /** All hazards of the premises. */
  hazards: readonly Hazard[];
  /** All grade periods of the premises. */
  gradePeriods: readonly GradePeriod[];
  /** Id of the period that begins. */
  newPeriodId: string;
}

/**
 * Gives a premises a supervision grade (建优/建好/建安) from a day on: closes the period that holds and opens a new one. A grade
 * cannot improve while a high-risk hazard is open. Failures: `gradeReasonRequired`, `gradeUnchanged`,
 * `gradeCannotImprove`, `gradeBeforeCurrent`.
 */
export function gradePremises(given: GradePremisesArguments): Result<Change> {
  const { premises, grade, gradedOn, gradedBy } = given;
  const reason = given.reason.trim();
  if (reason === '') return failed('gradeReasonRequired');
  if (premises.supervisionGrade === grade) return failed('gradeUnchanged');
  const openHigh = given.hazards.filter((hazard) => hazard.severity === 'severityHigh' && isOpen(hazard)).length;
  if (openHigh > 0 && improves(premises.supervisionGrade, grade)) return failed('gradeCannotImprove', { count: openHigh });
  const current = given.gradePeriods.filter((period) => period.toOn === null);
  const latestStart = current.reduce((latest, { fromOn }) => (fromOn !== null && fromOn > latest ? fromOn : latest), '');
  if (gradedOn < latestStart) return failed('gradeBeforeCurrent', { day: latestStart });

  const opened = newRow(entities.grade_period, given.newPeriodId, { premisesId: premises.id, grade, reason, gradedBy, fromOn: gradedOn });
  const closed = current.map((period) => ({ ...rowOfStored('grade_period', period), toOn: gradedOn }));
  const graded: Premises = {
    ...rowOfStored('premises', premises),
    supervisionGrade: grade,
    gradeReason: reason,
    gradedOn,
    gradedBy,
  };
  return done({
    note: { edit: 'gradePremises', subject: premises.name, count: 1 },
    puts: { premises: [graded], grade_period: [...closed, opened] },
    deletes: {},
  });
}

const isOpen = ({ state }: Hazard): boolean => state === null || !settledHazardStates.includes(state);

/** Grades are listed from low to high risk. A premises never graded has nothing to improve on. */
function improves(from: SupervisionGrade | null, to: SupervisionGrade): boolean {
  return from !== null && supervisionGrades.indexOf(to) < supervisionGrades.indexOf(from);
}
