import type { TextsLike } from '../texts-like.ts';
import type { failures as chinese } from '../zh-CN/failures.ts';

export const failures: TextsLike<typeof chinese> = {};
