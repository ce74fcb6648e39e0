import type { TextsLike } from '../texts-like.ts';
import type { codes as chinese } from '../zh-CN/codes.ts';

export const codes: TextsLike<typeof chinese> = {};
