import type { TextsLike } from '../texts-like.ts';
import type { edits as chinese } from '../zh-CN/edits.ts';

export const edits: TextsLike<typeof chinese> = {};
