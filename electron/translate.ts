import i18next from 'i18next';
import type { Language } from '../shared/ipc/index.ts';
import type { Failure } from '../shared/model/index.ts';
import { texts } from '../shared/text/index.ts';
import { readableDetails } from '../shared/text/readable-details.ts';

export type Translate = (key: string, details?: Record<string, string | number>) => string;

const instance = i18next.createInstance();
void instance.init({
  initAsync: false,
  fallbackLng: false,
  lng: 'zh-CN',
  resources: Object.fromEntries(Object.entries(texts).map(([language, translation]) => [language, { translation }])),
  interpolation: { escapeValue: false },
});

/** The words of one language. Keys are `section.key`, as in the windows. */
export function translator(language: Language): Translate {
  const translate = instance.getFixedT(language);
  return (key, details = {}) => translate(key, details) as string;
}

/** An expected failure in words; a code without words is said as it is. */
export function sayFailure(translate: Translate, failure: Failure): string {
  const key = `failures.${failure.code}`;
  const text = translate(key, readableDetails(failure.details));
  return text === key ? `${failure.code} ${JSON.stringify(failure.details)}` : text;
}
