import type { Asker } from '../operator/guard-record.ts';
import type { RecordApi, RecordEvent } from './api.ts';

/** What the main process and the record's process say to each other. A data port travels beside `dataPort`. */
export type RecordMethod = keyof RecordApi;
export type ToRecord = { kind: 'call'; id: number; method: RecordMethod; request: unknown; asker: Asker } | { kind: 'dataPort' };
export type FromRecord =
  | { kind: 'answer'; id: number; answer: unknown }
  | { kind: 'threw'; id: number; message: string }
  | { kind: 'event'; event: RecordEvent };
