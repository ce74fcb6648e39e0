import type { Language } from '../../shared/ipc/index.ts';
import type { ResponseTier } from '../../shared/rules/response-tiers.ts';
import { texts } from '../../shared/text/index.ts';

/** What a tier is called: as it was named, or, where the name only says its minutes, those in the reader's language. */
export function tierName(language: Language | string, { label, minutes }: Pick<ResponseTier, 'label' | 'minutes'>): string {
  const inWords = (of: Language): string => texts[of].response.minutes.replace('{{minutes}}', String(minutes));
  const known = (Object.keys(texts) as Language[]).some((one) => inWords(one) === label);
  return known && language in texts ? inWords(language as Language) : label;
}
