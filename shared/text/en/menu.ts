import type { TextsLike } from '../texts-like.ts';
import type { menu as chinese } from '../zh-CN/menu.ts';

export const menu: TextsLike<typeof chinese> = {};
