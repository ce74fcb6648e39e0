import type { TextsLike } from '../texts-like.ts';
import type { heat as chinese } from '../zh-CN/heat.ts';

export const heat: TextsLike<typeof chinese> = {};
