import { createStore } from 'zustand/vanilla';
import type { OpenAttempt, WorkspaceInfo } from '../../shared/ipc/index.ts';
import type { Failure } from '../../shared/model/index.ts';

/** `welcome`: no workspace is open. `loading`: columns are on their way, the first points may already show. */
export type WorkspacePhase = 'starting' | 'welcome' | 'opening' | 'loading' | 'ready' | 'failed';

export interface WorkspaceState {
  phase: WorkspacePhase;
  info: WorkspaceInfo | null;
  /** Rows of all column sets read so far; null when nothing is being read. */
  loading: { done: number; total: number } | null;
  /** What is drawn comes from the cache (true) or was read from the record. */
  fromCache: boolean;
  failure: Failure | null;
  /** The file being opened, or that could not be. */
  attempt: OpenAttempt | null;
}

const initial: WorkspaceState = { phase: 'starting', info: null, loading: null, fromCache: false, failure: null, attempt: null };
export const workspaceStore = createStore<WorkspaceState>(() => initial);

/** A workspace file is being opened, created or generated. */
export function workspaceOpening(): void {
  workspaceStore.setState({ phase: 'opening', failure: null, attempt: null });
}
/** The host began to open a file, or failed to while nothing else was open. Work the user stopped is no failure. */
export function openAttempted(attempt: OpenAttempt): void {
  const { failure } = attempt;
  if (failure?.code === 'cancelled') showWelcome();
  else workspaceStore.setState({ phase: failure === null ? 'opening' : 'failed', loading: null, failure, attempt });
}
/** Lets the file be that did not open: the ways in stand there again. */
export function showWelcome(): void {
  workspaceStore.setState({ ...initial, phase: 'welcome' });
}
/** Another workspace is open now, or none. Its columns are still to be read. */
export function workspaceOpened(info: WorkspaceInfo | null): void {
  workspaceStore.setState({ ...initial, phase: info === null ? 'welcome' : 'loading', info });
}
/** The open workspace has a new revision. */
export function workspaceChanged(info: WorkspaceInfo): void {
  workspaceStore.setState({ info });
}
export function workspaceLoading(done: number, total: number): void {
  workspaceStore.setState({ loading: { done, total } });
}
export function workspaceReady(fromCache: boolean): void {
  workspaceStore.setState({ phase: 'ready', loading: null, fromCache });
}
/** Opening or reading failed. What was open before stays named in `info`. */
export function workspaceFailed(failure: Failure): void {
  workspaceStore.setState({ phase: 'failed', loading: null, failure });
}

/** Failures of opening after which a backup can be put in the file's place. */
const recoverableCodes: readonly string[] = ['workspaceCorrupt', 'notADatabase', 'notAWorkspace', 'workspaceNotFound', 'changesMissing'];
export const isRecoverable = ({ code }: Failure): boolean => recoverableCodes.includes(code);
