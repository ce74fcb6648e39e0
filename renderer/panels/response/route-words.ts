import type { TFunction } from 'i18next';
import type { Way, WayStep } from '../../../shared/analyses/response/index.ts';
import { spaceLatin } from '../../../shared/text/space-latin.ts';
import { formatDuration } from './duration.ts';

export type Turn = 'start' | 'straight' | 'left' | 'right' | 'uturn';

/** What a driver does at the beginning of a step. @param degrees positive to the right, null for the first step */
export function turnOf(degrees: number | null): Turn {
  if (degrees === null) return 'start';
  const size = Math.abs(degrees);
  if (size <= 30) return 'straight';
  if (size >= 150) return 'uturn';
  return degrees > 0 ? 'right' : 'left';
}

/** Metres to the nearest ten, from a kilometre on kilometres with two digits behind the point. */
export function formatLength(t: TFunction, meters: number): string {
  if (meters < 10) return t('routes.length.meters', { n: Math.round(meters) });
  const tens = Math.round(meters / 10) * 10;
  return tens < 1000 ? t('routes.length.meters', { n: tens }) : t('routes.length.kilometers', { n: (meters / 1000).toFixed(2) });
}

export function stepText(t: TFunction, { street, meters, turnDegrees }: WayStep): string {
  return spaceLatin(
    t(`routes.step.${turnOf(turnDegrees)}`, { street: street || t('routes.step.unnamed'), length: formatLength(t, meters) }),
  );
}

export const arrivalStepText = (t: TFunction, place: string): string => spaceLatin(t('routes.step.arrive', { place }));

export const wayTotal = (t: TFunction, { seconds, meters }: Pick<Way, 'seconds' | 'meters'>): string =>
  t('routes.route.total', { time: formatDuration(t, seconds), length: formatLength(t, meters) });

/** Directions as plain text, to be pasted into a message. */
export function directionsText(t: TFunction, title: string, way: Way, arrivesAt: string, assumptions: string): string {
  return [
    title,
    wayTotal(t, way),
    ...way.steps.map((step, index) => `${index + 1}. ${stepText(t, step)} · ${formatDuration(t, step.seconds)}`),
    `${way.steps.length + 1}. ${arrivalStepText(t, arrivesAt)}`,
    assumptions,
  ].join('\n');
}
