import { texts as english } from './en/index.ts';
import { texts as chinese } from './zh-CN/index.ts';

/** Every word the app shows, by language, section and key. i18next syntax: `{{name}}` is a placeholder. */
export const texts = { 'zh-CN': chinese, en: english } as const;
export type Texts = typeof chinese;
