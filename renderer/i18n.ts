import { createInstance, type i18n as I18n, type ParseKeys, type TFunction } from 'i18next';
import type { Language } from '../shared/ipc/windows.ts';
import type { ChangeNote, Failure } from '../shared/model/index.ts';
import { type Texts, texts } from '../shared/text/index.ts';
import { readableDetails } from '../shared/text/readable-details.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

/** A key of the texts, `section.name`. A wrong one does not compile. */
export type TextKey = ParseKeys;

/**
 * The translations of each language, ready at once: texts come with the bundle. One for each instead of one that is switched:
 * the page takes on the other one through its context, which React can do in slices between frames.
 */
const translations: Record<Language, I18n> = { 'zh-CN': translationsIn('zh-CN'), en: translationsIn('en') };

/** What `I18nextProvider` is given for a language. */
export const translationsOf = (language: Language): I18n => translations[language];

function translationsIn(language: Language): I18n {
  const made = createInstance();
  void made.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: texts[language] } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
    react: { bindI18n: '' },
  });
  return made;
}

/** The words of a key that comes as data (a notice, a failure code); null when there are none. */
export function textOf(t: TFunction, key: string, values: Record<string, string | number> = {}): string | null {
  // Both languages have the same keys.
  return translations['zh-CN'].exists(key) ? (t as unknown as (key: string, values: object) => string)(key, readableDetails(values)) : null;
}

/** What went wrong and the way out, in words. Codes without words still say their code, for the log. */
export function failureText(t: TFunction, failure: Failure): string {
  return textOf(t, `failures.${failure.code}`, failure.details) ?? t('app.failed', { code: failure.code });
}

/** A version of a rule in words: a default one by its name, an office's own by its number. */
export function ruleVersionText(t: TFunction, version: string): string {
  const number = /-(\d+)$/.exec(version)?.[1];
  return textOf(t, `codes.ruleVersion.${version}`) ?? (number === undefined ? version : t('app.versionNumber', { n: number }));
}

/** An edit as the undo button and the notices name it. */
export function editText(t: TFunction, note: ChangeNote): string {
  const name = textOf(t, `edits.${note.edit}`, { subject: note.subject ?? '', count: note.count }) ?? t('app.change');
  // Undoing an undo names the edit inside; every other note names what it was done to.
  return note.subject === null || note.edit === 'undo' || note.edit === 'redo' ? name : `${name} · ${note.subject}`;
}
