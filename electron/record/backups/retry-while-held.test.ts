import { expect, it } from 'vitest';
import { retryWhileHeld } from './retry-while-held.ts';

const held = (code: string) => Object.assign(new Error(code), { code });

it.each(['EBUSY', 'EPERM', 'EACCES'])('tries again while another program holds the file (%s)', async (code) => {
  let tries = 0;
  const answer = await retryWhileHeld(() => {
    if (++tries < 4) throw held(code);
    return 'done';
  }, [1, 1, 1]);
  expect([answer, tries]).toEqual(['done', 4]);
});

it('gives up with the last error, and does not retry anything else', async () => {
  let tries = 0;
  const always = (code: string) => () => {
    tries++;
    throw held(code);
  };
  await expect(retryWhileHeld(always('EBUSY'), [1, 1])).rejects.toMatchObject({ code: 'EBUSY' });
  expect(tries).toBe(3);
  await expect(retryWhileHeld(always('ENOSPC'), [1, 1])).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(tries).toBe(4);
});
