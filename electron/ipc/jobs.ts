import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import type { RecordApi } from '../record/api.ts';
import type { Caller } from './handle.ts';

/** Long jobs run in the record's process; progress comes back as events. */
export function jobHandlers(record: RecordApi): Handlers<typeof contracts.jobs, Caller> {
  return {
    previewImport: (request) => record.previewImport(request),
    dryRunImport: ({ jobId, request }) => record.runImport({ jobId, request, commit: false }),
    commitImport: ({ jobId, request }) => record.runImport({ jobId, request, commit: true }),
    cancel: (request) => record.cancelJob(request),
  };
}
