import { createStore } from 'zustand/vanilla';
import type { GhostPreview, GhostStation, ResponseAnswer, ResponseRequest, ResponseTaskId } from '../../shared/analyses/response/index.ts';
import type { Failure } from '../../shared/model/failure.ts';

/** One kind of analysis as the screens follow it: what was asked last, how far it is, and the newest answer there is. */
export interface ResponseEntry<Id extends ResponseTaskId> {
  request: ResponseRequest<Id>;
  /** Share done of the run under way, 0 … 1; null when none is. */
  progress: number | null;
  /** Stays on the map while a newer one is computed. */
  answer: ResponseAnswer<Id> | null;
  /** What has changed since it was computed: the records, whether and which past state is looked at, the day, or what passes the filters. */
  stale: 'records' | 'past' | 'day' | 'filter' | null;
  failure: Failure | null;
}
export interface ResponseState {
  entries: { [Id in ResponseTaskId]?: ResponseEntry<Id> };
  /** Coverage while ghosts are dragged; null when none is, and once the coverage with them is there. */
  ghosts: GhostPreview | null;
}

/** Runs and cancels; the session provides it, as only it knows the worker. */
export interface ResponseRunner {
  run(id: ResponseTaskId, request: ResponseRequest<ResponseTaskId>): void;
  cancel(id: ResponseTaskId): void;
  dragGhosts(request: ResponseRequest<'coverage'>, ghosts: readonly GhostStation[]): void;
}

export const responseStore = createStore<ResponseState>(() => ({ entries: {}, ghosts: null }));

let runner: ResponseRunner | null = null;
export function setResponseRunner(next: ResponseRunner | null): void {
  runner = next;
}

/** Asks for an analysis; the newest request of a kind wins. */
export function runResponse<Id extends ResponseTaskId>(id: Id, request: ResponseRequest<Id>): void {
  runner?.run(id, request);
}
export function cancelResponse(id: ResponseTaskId): void {
  runner?.cancel(id);
}
/**
 * A ghost has moved: `ghosts` of the state follows, the newest position wins. At the end of the drag run the coverage with them, which takes the
 * preview's place. @param request as for the coverage, its own ghosts left out
 */
export function dragGhosts(request: ResponseRequest<'coverage'>, ghosts: readonly GhostStation[]): void {
  runner?.dragGhosts(request, ghosts);
}
/** Whether the settings on screen are those of the newest answer. */
export function asksTheSame<Id extends ResponseTaskId>(id: Id, request: ResponseRequest<Id> | null): boolean {
  const asked = responseStore.getState().entries[id]?.request;
  if (asked === undefined || request === null) return false;
  // Tracks are long: the same one is the same object.
  const track = (one: object) => ('track' in one ? one.track : null);
  return track(asked) === track(request) && JSON.stringify({ ...asked, track: null }) === JSON.stringify({ ...request, track: null });
}
/** Takes an answer off the screen. */
export function clearResponse(id: ResponseTaskId): void {
  runner?.cancel(id);
  responseStore.setState(({ entries }) => {
    const { [id]: _, ...rest } = entries;
    return id === 'coverage' ? { entries: rest, ghosts: null } : { entries: rest };
  });
}

export function setResponseEntry<Id extends ResponseTaskId>(id: Id, change: Partial<ResponseEntry<Id>>): void {
  responseStore.setState(({ entries }) => {
    const before = entries[id] ?? { request: {}, progress: null, answer: null, stale: null, failure: null };
    return { entries: { ...entries, [id]: { ...before, ...change } } };
  });
}
export function setGhostPreview(ghosts: GhostPreview | null): void {
  responseStore.setState({ ghosts });
}
export function clearResponses(): void {
  responseStore.setState({ entries: {}, ghosts: null });
}
