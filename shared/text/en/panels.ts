import type { TextsLike } from '../texts-like.ts';
import type { panels as chinese } from '../zh-CN/panels.ts';

export const panels: TextsLike<typeof chinese> = {};
