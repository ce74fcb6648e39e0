import { useTranslation } from 'react-i18next';
import type { Explanation } from '../../../shared/analyses/explanation.ts';

/** What an answer says, how it was found, and what it does not say. */
export function ExplanationLines({ of: { reading, method, caveats } }: { of: Explanation }) {
  const { t } = useTranslation();
  return [...reading, ...method, ...caveats].map(({ key, values }) => (
    <p className="hint" key={key}>
      {t(key, values)}
    </p>
  ));
}
