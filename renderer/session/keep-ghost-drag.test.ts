import { expect, it } from 'vitest';
import type { GhostPreview } from '../../shared/analyses/response/index.ts';
import { done, type Result } from '../../shared/model/failure.ts';
import { responseStore } from '../state/response.ts';
import { keepGhostDrag } from './keep-ghost-drag.ts';

const previewAt = (lon: number): GhostPreview => ({
  ghosts: [{ name: '', type: 'fireStation', lon, lat: 0, snapMeters: 0 }],
  tiers: [],
  firstTier: new Int8Array(),
});
const shown = (): number | undefined => responseStore.getState().ghosts?.ghosts[0]?.lon;

it('asks for the newest step only, and forgets answers of a drag that has ended', async () => {
  const asked: number[] = [];
  const answers: ((answer: Result<GhostPreview>) => void)[] = [];
  const drag = keepGhostDrag<number>((step) => {
    asked.push(step);
    return new Promise((resolve) => answers.push(resolve));
  });
  const settle = async (lon: number): Promise<void> => {
    answers.shift()!(done(previewAt(lon)));
    await new Promise((resolve) => setTimeout(resolve));
  };
  for (const step of [1, 2, 3]) void drag.move(step);
  expect(asked).toEqual([1]);
  await settle(1);
  expect(shown()).toBe(1);
  expect(asked).toEqual([1, 3]);
  drag.end();
  expect(shown()).toBeUndefined();
  await settle(3);
  expect(shown()).toBeUndefined();
  void drag.move(4);
  await settle(4);
  expect(shown()).toBe(4);
});
