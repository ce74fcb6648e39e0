import { createStore } from 'zustand/vanilla';
import type { WorkspaceInfo } from '../../shared/ipc/index.ts';

/** A moment to look at: after a change, or at an instant, which the last change before it answers. */
export type PastMoment = { rev: number } | { at: string };

export interface PastState {
  /** What is asked for; null is the present. */
  moment: PastMoment | null;
  /** How far the past is made ready; null when nothing is under way. */
  progress: { done: number; total: number; elapsedMs: number } | null;
  /** What the workspace was like at the moment looked at; null in the present, and until the past is ready. */
  shown: WorkspaceInfo | null;
}

const present: PastState = { moment: null, progress: null, shown: null };
export const pastStore = createStore<PastState>(() => present);

/** Asks to look at the workspace as it stood. What is shown stays until the past is ready. */
export function viewPast(moment: PastMoment): void {
  pastStore.setState({ moment, progress: { done: 0, total: 0, elapsedMs: 0 } });
}
/** Back to the present; also stops what is being made ready. */
export function viewPresent(): void {
  pastStore.setState(present);
}
/** A moment being made ready is given up; what was shown before stays. */
export function pastGivenUp(): void {
  pastStore.setState(({ shown }) => ({ moment: shown === null ? null : { rev: shown.rev }, progress: null, shown }));
}
export function pastProgress(progress: PastState['progress']): void {
  pastStore.setState({ progress });
}
export function pastShown(shown: WorkspaceInfo): void {
  pastStore.setState({ progress: null, shown });
}
