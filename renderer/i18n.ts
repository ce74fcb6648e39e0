import i18next, { type ParseKeys, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../shared/ipc/windows.ts';
import type { ChangeNote, Failure } from '../shared/model/index.ts';
import { type Texts, texts } from '../shared/text/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

/** A key of the texts, `section.name`. A wrong one does not compile. */
export type TextKey = ParseKeys;

/** Starts the translations; texts come with the bundle, so this is synchronous in effect. */
export async function startTranslations(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: Object.keys(texts),
    resources: { 'zh-CN': { translation: texts['zh-CN'] }, en: { translation: texts.en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

/** Turns the running translations to a language. */
export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

/** The words of a key that comes as data (a notice, a failure code); null when there are none. */
export function textOf(t: TFunction, key: string, values: Record<string, string | number> = {}): string | null {
  return i18next.exists(key) ? (t as unknown as (key: string, values: object) => string)(key, values) : null;
}

/** What went wrong and the way out, in words. Codes without words still say their code, for the log. */
export function failureText(t: TFunction, failure: Failure): string {
  return textOf(t, `failures.${failure.code}`, failure.details) ?? t('app.failed', { code: failure.code });
}

/** An edit as the undo button and the notices name it. */
export function editText(t: TFunction, note: ChangeNote): string {
  const name = textOf(t, `edits.${note.edit}`, { subject: note.subject ?? '', count: note.count }) ?? t('app.change');
  // Undoing an undo names the edit inside; every other note names what it was done to.
  return note.subject === null || note.edit === 'undo' || note.edit === 'redo' ? name : `${name} · ${note.subject}`;
}
