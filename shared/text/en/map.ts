import type { TextsLike } from '../texts-like.ts';
import type { map as chinese } from '../zh-CN/map.ts';

export const map: TextsLike<typeof chinese> = {};
