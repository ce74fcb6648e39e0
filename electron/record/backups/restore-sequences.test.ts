import { it } from 'vitest';
import { checkRestoreSequences } from '../testing/restore-sequences.ts';

it('ends in the content of the backup, and of before when undone, over 60 random sequences', { timeout: 120_000 }, () =>
  checkRestoreSequences(60, 11),
);
