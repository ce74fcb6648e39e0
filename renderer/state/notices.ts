import { createStore } from 'zustand/vanilla';
import type { Failure } from '../../shared/model/index.ts';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';
/** A message to the user. `text` is a key `section.name` of shared/text; `values` fill its placeholders. */
export interface Notice {
  id: number;
  tone: NoticeTone;
  text: string;
  values: Record<string, string | number>;
  /** Command offered as a button. */
  commandId: string | null;
  /** Leaves by itself after this long; null stays until dismissed. */
  durationMs: number | null;
}
export interface NoticesState {
  notices: Notice[];
}
export const noticesStore = createStore<NoticesState>(() => ({ notices: [] }));
let lastId = 0;

export function notify(notice: {
  tone: NoticeTone;
  text: string;
  values?: Record<string, string | number>;
  commandId?: string;
  durationMs?: number | null;
}): number {
  lastId += 1;
  const durationMs = notice.durationMs === undefined ? (notice.tone === 'danger' ? null : 5000) : notice.durationMs;
  const full: Notice = {
    id: lastId,
    tone: notice.tone,
    text: notice.text,
    values: notice.values ?? {},
    commandId: notice.commandId ?? null,
    durationMs,
  };
  noticesStore.setState((state) => ({ notices: [...state.notices, full] }));
  return full.id;
}
/** Says an expected failure in its own words (`failures` text section). */
export function notifyFailure(failure: Failure): number {
  return notify({ tone: 'danger', text: `failures.${failure.code}`, values: failure.details });
}
export function dismissNotice(id: number): void {
  noticesStore.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}
