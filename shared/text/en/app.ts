import type { TextsLike } from '../texts-like.ts';
import type { app as chinese } from '../zh-CN/app.ts';

export const app: TextsLike<typeof chinese> = { name: 'Fire One Map', sampleMark: 'Sample data' };
