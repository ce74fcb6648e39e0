import type { TextsLike } from '../texts-like.ts';
import type { imports as chinese } from '../zh-CN/imports.ts';

export const imports: TextsLike<typeof chinese> = {};
