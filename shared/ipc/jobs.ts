import { z } from 'zod';
import type { TableHead } from '../formats/format.ts';
import { type ImportCounts, type ImportKind, importKinds, type Mapping } from '../formats/intake.ts';
import type { Issue, ReasonCode } from '../formats/issue.ts';
import type { ChangeSummary, Result } from '../model/index.ts';
import { call, contract } from './contract.ts';

export interface ImportPreview extends TableHead {
  path: string;
  name: string;
  size: number;
  format: string;
  /** Type of the first geometry among the first rows. */
  geometryType: string | null;
  /** The first rows as they stand in the file. */
  sample: Record<string, string>[];
  suggestedAs: ImportKind;
  /** Per kind: the mapping the headers suggest, with how sure (0–1) and why. */
  suggested: { [K in ImportKind]?: { mapping: Mapping; confidence: Record<string, number> } };
}
/** Issues kept for the screen; the totals are exact. */
export interface ImportOutcome {
  counts: ImportCounts;
  issues: Issue[];
  issuesTotal: number;
  byReason: Partial<Record<ReasonCode, number>>;
  /** Only after a commit. */
  summary: ChangeSummary | null;
  importBatchId: string | null;
}
/** Names a job, as the window that starts it chooses: progress is told and `cancel` stops it under this name. */
export const jobId = z.string().min(1).max(60);
/** The job of backing up a workspace of an older schema while it opens. */
export const migrationJob = 'migration';
/** What a long job is doing; its words are `imports.stage.*`. */
export type JobStage =
  | 'reading'
  | 'checking'
  | 'writing'
  | 'indexing'
  | 'generating'
  | 'exporting'
  | 'verifying'
  | 'copying'
  | 'comparing'
  | 'encrypting'
  | 'decrypting';
export interface JobProgress {
  jobId: string;
  stage: JobStage;
  done: number;
  /** 0 when unknown. */
  total: number;
  elapsedMs: number;
}

const layout = z
  .object({
    sheet: z.string().max(1000),
    delimiter: z.string().min(1).max(1),
    quote: z.string().min(1).max(1),
    headerRow: z.int().min(0).max(1_048_576),
  })
  .partial()
  .optional();
export const importRequest = z.object({
  path: z.string().max(4096),
  as: z.enum(importKinds),
  crs: z.string().max(40),
  encoding: z.string().max(40).nullable(),
  layout,
  mapping: z.record(z.string(), z.string()).nullable(),
  clip: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
});

export const jobs = contract('jobs', {
  previewImport: call<Result<ImportPreview>>()(z.object({ path: z.string().max(4096), encoding: z.string().max(40).nullable(), layout })),
  /** Reads and checks the whole file against the record and writes nothing. */
  dryRunImport: call<Result<ImportOutcome>>()(z.object({ jobId, request: importRequest })),
  /** Writes all of it or none of it. */
  commitImport: call<Result<ImportOutcome>>()(z.object({ jobId, request: importRequest })),
  /** Stops a running job; it answers with failure `cancelled` and leaves nothing behind. */
  cancel: call<null>()(z.object({ jobId })),
});
