import type { TextsLike } from '../texts-like.ts';
import type { issues as chinese } from '../zh-CN/issues.ts';

export const issues: TextsLike<typeof chinese> = {};
