import { z } from 'zod';
import { type ExportOutcome, exportedTables, exportFormats, exportScopes } from '../formats/export-request.ts';
import type { Result } from '../model/index.ts';
import { call, contract, rowsRequestBytes } from './contract.ts';
import { jobId } from './jobs.ts';

const fids = z.array(z.int().min(1)).max(2_000_000);
const request = z.object({
  table: z.enum(exportedTables),
  format: z.enum(exportFormats),
  fields: z.array(z.string().max(60)).max(200).nullable(),
  scope: z.enum(exportScopes),
  fids: fids.nullable(),
  crs: z.string().max(40),
  includePersonal: z.boolean(),
});

export const exports = contract('exports', {
  /** The folder of the last export on this machine; null when there was none. */
  folder: call<string | null>()(z.null()),
  /** Handles of the hazards or inspections of premises, these by their handles. */
  ofPremises: call<number[]>()(z.object({ table: z.enum(['hazard', 'inspection']), fids }), ['main'], rowsRequestBytes),
  /**
   * Writes rows where the native dialog says, whole or not at all, and notes it in the change log; a job of stage `exporting`. Null when the dialog
   * was left. Failures `roleForbids`, `cancelled`, `fileNotWritten`, `fileNoRoom`, `fileHeld`, `pathTooLong`, `exportTooLarge`.
   */
  run: call<Result<ExportOutcome | null>>()(z.object({ jobId, request }), ['main'], rowsRequestBytes),
  /** Shows the last exported file in its folder. */
  showLast: call<null>()(z.null()),
});
