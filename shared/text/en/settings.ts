import type { TextsLike } from '../texts-like.ts';
import type { settings as chinese } from '../zh-CN/settings.ts';

export const settings: TextsLike<typeof chinese> = {
  otherLanguage: '中',
};
