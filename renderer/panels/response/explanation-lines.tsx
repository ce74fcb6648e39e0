import { useTranslation } from 'react-i18next';
import type { Explanation, Sentence } from '../../../shared/analyses/explanation.ts';
import { formatCount } from '../../format.ts';

/** What an answer says, how it was found, and what it does not say. */
export function ExplanationLines({ of: { reading, method, caveats } }: { of: Explanation }) {
  const { t } = useTranslation();
  return [...reading, ...method, ...caveats].map(({ key, values }) => (
    <p className="hint" key={key}>
      {t(key, grouped(values))}
    </p>
  ));
}

/** Whole numbers as the lists beside write them. */
const grouped = (values: Sentence['values']): Sentence['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && Number.isInteger(value) ? formatCount(value) : value,
    ]),
  );
