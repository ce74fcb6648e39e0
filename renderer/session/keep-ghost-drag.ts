import type { GhostPreview } from '../../shared/analyses/response/index.ts';
import type { Result } from '../../shared/model/failure.ts';
import { setGhostPreview } from '../state/response.ts';

/** Follows a drag: one step is asked at a time, and of those that come meanwhile only the newest is asked next. */
export function keepGhostDrag<Step>(ask: (step: Step) => Promise<Result<GhostPreview>>) {
  let next: { step: Step } | null = null;
  let isAsking = false;
  let ends = 0;
  return {
    async move(step: Step): Promise<void> {
      next = { step };
      if (isAsking) return;
      isAsking = true;
      try {
        while (next !== null) {
          const before = ends;
          const { step: newest }: { step: Step } = next;
          next = null;
          const preview = await ask(newest);
          if (preview.ok && ends === before) setGhostPreview(preview.value);
        }
      } finally {
        isAsking = false;
      }
    },
    /** The coverage with the ghosts is there, or nobody wants it any more. */
    end(): void {
      ends += 1;
      next = null;
      setGhostPreview(null);
    },
  };
}
