import { useTranslation } from 'react-i18next';
import type { CoverageAnswer } from '../../../shared/analyses/response/index.ts';

/** Who travels when, and how sure: on screen as it is in print. */
export function Assumptions({ answer: { parameters, turnoutSeconds, basis } }: { answer: CoverageAnswer }) {
  const { t } = useTranslation();
  return (
    <p className="hint" title={basis}>
      {t('response.assumptions', {
        profile: t(`response.profile.${parameters.profile}`),
        time: parameters.hour === null ? t('response.anyHour') : t('response.atHour', { hour: parameters.hour }),
        band: t(`response.band.${parameters.band}`),
        turnout: turnoutSeconds,
      })}
    </p>
  );
}
