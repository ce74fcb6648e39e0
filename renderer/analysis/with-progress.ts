import { proxy } from 'comlink';

/**
 * Calls a worker with a callback for its progress. Callbacks travel on a port of their own, so the last of them may come after the answer: those are
 * dropped, and nothing done looks as if it still ran.
 * @param work the call, given the callback the worker can reach
 */
export async function withProgress<Progress, Answer>(
  onProgress: (progress: Progress) => void,
  work: (reachable: (progress: Progress) => void) => Promise<Answer>,
): Promise<Answer> {
  let answered = false;
  try {
    return await work(
      proxy((progress: Progress) => {
        if (!answered) onProgress(progress);
      }),
    );
  } finally {
    answered = true;
  }
}
