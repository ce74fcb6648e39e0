import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TravelFacts, TravelParameters } from '../../../shared/analyses/response/index.ts';

type Travelled = TravelFacts<Pick<TravelParameters, 'profile' | 'profileChanges' | 'hour' | 'band'>>;

/** Who travels when, and how sure: on screen as it is in print. */
export function Assumptions({ answer }: { answer: Travelled }) {
  const { t } = useTranslation();
  return (
    <p className="hint" title={basisText(t, answer)}>
      {assumptionsText(t, answer)}
    </p>
  );
}

export function assumptionsText(t: TFunction, { parameters, turnoutSeconds }: Travelled): string {
  return t('response.assumptions', {
    profile: t(`response.profile.${parameters.profile}`),
    time: parameters.hour === null ? t('response.anyHour') : t('response.atHour', { hour: parameters.hour }),
    band: t(`response.band.${parameters.band}`),
    turnout: turnoutSeconds,
  });
}

/** Where the speeds come from, and whether somebody has set others. */
export function basisText(t: TFunction, { parameters: { profile, profileChanges } }: Travelled): string {
  const changed = Object.keys(profileChanges).length > 0;
  return `${t(`response.basis.${profile}`)}${changed ? t('response.basis.changed') : ''}`;
}
