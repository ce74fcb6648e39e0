import { it } from 'vitest';
import { checkRestoreSequences } from '../testing/restore-sequences.ts';

it('ends in the content of the backup, and of before when undone, over 1,000 random sequences', () => checkRestoreSequences(1000, 12));
