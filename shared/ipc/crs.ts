import { z } from 'zod';
import type { CrsReport } from '../geo/crs-doctor/crs-report.ts';
import type { Result } from '../model/index.ts';
import { call, contract } from './contract.ts';
import { importRequest, jobId } from './jobs.ts';

export const crs = contract('crs', {
  /** Which coordinate system a file is in, judged against the open workspace's ground; writes nothing. `jobs.cancel` stops it. */
  diagnose: call<Result<CrsReport>>()(
    z.object({ jobId, request: importRequest.pick({ path: true, as: true, encoding: true, layout: true, mapping: true }) }),
  ),
});
