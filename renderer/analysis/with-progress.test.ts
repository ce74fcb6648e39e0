import { expect, test } from 'vitest';
import { withProgress } from './with-progress.ts';

test('progress is heard until the answer, and not after it', async () => {
  const heard: number[] = [];
  let late: (share: number) => void = () => undefined;
  const answer = await withProgress(
    (share: number) => heard.push(share),
    async (reachable) => {
      late = reachable;
      reachable(0.5);
      return 'answer';
    },
  );
  late(1);
  expect(answer).toBe('answer');
  expect(heard).toEqual([0.5]);
});

test('nor is it heard after a failure', async () => {
  const heard: number[] = [];
  let late: (share: number) => void = () => undefined;
  const broken = withProgress(
    (share: number) => heard.push(share),
    (reachable) => {
      late = reachable;
      return Promise.reject(new Error('broken'));
    },
  );
  await expect(broken).rejects.toThrow('broken');
  late(1);
  expect(heard).toEqual([]);
});
