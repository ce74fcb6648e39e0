import type { TFunction } from 'i18next';
import type { BivariateAnswer, WorstPlace } from '../../../shared/analyses/response/index.ts';

/** A place of high risk and slow response in words: what it is called, and what else tells where it is. */
export function worstWords(
  t: TFunction,
  { parameters: { units } }: BivariateAnswer,
  { street, zone, premises }: WorstPlace,
  premisesName: string,
): { name: string; beside: string } {
  const where = street !== '' && zone !== '' ? t('response.worst.place', { street, zone }) : street || zone;
  if (units === 'premises') return { name: premisesName, beside: where };
  const beside = t(premises > 1 ? 'response.worst.riskiest' : 'response.worst.only', { name: premisesName });
  if (units === 'zones') return { name: zone, beside: street === '' ? beside : t('response.worst.along', { street, beside }) };
  return { name: where || t('response.worst.near', { name: premisesName }), beside };
}
