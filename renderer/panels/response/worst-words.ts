import type { TFunction } from 'i18next';
import type { BivariateAnswer, WorstPlace } from '../../../shared/analyses/response/index.ts';
import { formatCount } from '../../format.ts';
import { formatDuration } from './duration.ts';

export interface WorstWords {
  name: string;
  /** What else tells where it is. */
  beside: string;
  arrival: string;
  /** Empty where everybody is reached, or nobody. */
  unreached: string;
}

/** A place of high risk and slow response in words. */
export function worstWords(t: TFunction, { parameters: { units } }: BivariateAnswer, place: WorstPlace, premisesName: string): WorstWords {
  return { ...placeWords(t, units, place, premisesName), ...arrivalWords(t, place) };
}

/** How soon somebody arrives where somebody does, and how many nobody arrives at. */
function arrivalWords(t: TFunction, { responseSeconds, unreached }: WorstPlace): Pick<WorstWords, 'arrival' | 'unreached'> {
  const some = unreached > 0 && Number.isFinite(responseSeconds);
  return {
    arrival: formatDuration(t, responseSeconds),
    unreached: some ? t('response.worst.unreached', { n: formatCount(unreached) }) : '',
  };
}

function placeWords(
  t: TFunction,
  units: BivariateAnswer['parameters']['units'],
  { street, zone, premises }: WorstPlace,
  premisesName: string,
): Pick<WorstWords, 'name' | 'beside'> {
  const where = street !== '' && zone !== '' ? t('response.worst.place', { street, zone }) : street || zone;
  if (units === 'premises') return { name: premisesName, beside: where };
  const beside = t(premises > 1 ? 'response.worst.riskiest' : 'response.worst.only', { name: premisesName });
  if (units === 'zones') return { name: zone, beside: street === '' ? beside : t('response.worst.along', { street, beside }) };
  return { name: where || t('response.worst.near', { name: premisesName }), beside };
}
