import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import type { RecordClient } from '../record/record-client.ts';
import type { Caller } from './handle.ts';

/** Long jobs run in the record's process; progress comes back as events. */
export function jobHandlers(record: RecordClient): Handlers<typeof contracts.jobs, Caller> {
  return {
    previewImport: (request, { role }) => record.as(role).previewImport(request),
    dryRunImport: ({ jobId, request }, { role }) => record.as(role).runImport({ jobId, request, commit: false }),
    commitImport: ({ jobId, request }, { role }) => record.as(role).runImport({ jobId, request, commit: true }),
    cancel: (request, { role }) => record.as(role).cancelJob(request),
  };
}
