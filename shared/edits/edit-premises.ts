import { type Change, done, failed, type Premises, type Result } from '../model/index.ts';
import { rowOfStored } from './row-of-stored.ts';

/** Fields of a premises that have an edit or a rule of their own. */
type Reserved =
  | 'id'
  | 'geom'
  | 'unplacedReason'
  | 'supervisionGrade'
  | 'gradeReason'
  | 'gradedOn'
  | 'gradedBy'
  | 'warningColor'
  | 'colorReasons'
  | 'colorRuleVersion';
export type PremisesValues = Partial<Omit<Premises, Reserved>>;

/** Changes what the file of one premises says. Failures: `nameRequired`, `nothingToChange`. */
export function editPremises({ premises, values }: { premises: Premises; values: PremisesValues }): Result<Change> {
  const current = rowOfStored('premises', premises);
  const edited: Premises = { ...current, ...values };
  if (edited.name.trim() === '') return failed('nameRequired');
  const fields = Object.keys(values) as (keyof PremisesValues)[];
  if (fields.every((field) => edited[field] === current[field])) return failed('nothingToChange');
  return done({ note: { edit: 'editPremises', subject: edited.name, count: 1 }, puts: { premises: [edited] }, deletes: {} });
}
