import type { contracts, Handlers } from '../../shared/ipc/index.ts';
import type { RecordClient } from '../record/record-client.ts';
import type { Caller } from './handle.ts';

/** The CRS doctor runs in a worker of the record's process. */
export function crsHandlers(record: RecordClient): Handlers<typeof contracts.crs, Caller> {
  return { diagnose: ({ jobId, request }, { role }) => record.as(role).diagnoseCrs({ jobId, ...request }) };
}
