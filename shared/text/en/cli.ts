import type { TextsLike } from '../texts-like.ts';
import type { cli as chinese } from '../zh-CN/cli.ts';

export const cli: TextsLike<typeof chinese> = {};
