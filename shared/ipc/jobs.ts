import { z } from 'zod';
import type { TableHead } from '../formats/format.ts';
import { dateOrders, type ImportCounts, type ImportKind, importKinds, type Mapping, matchKeys } from '../formats/intake.ts';
import type { Issue, ReasonCode } from '../formats/issue.ts';
import type { SuggestedMapping } from '../formats/mapping.ts';
import type { SavedMapping } from '../formats/saved-mapping.ts';
import type { ChangeSummary, Result, TableName, UnplacedReason } from '../model/index.ts';
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
  suggested: { [K in ImportKind]?: SuggestedMapping };
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
  /** Under this the rows, issues and duplicates of the run can be paged through until the next run or the closing of the workspace. */
  reviewId?: string | undefined;
  /** Rows with fields edited in the record after the file was written. */
  conflicts?: number | undefined;
  /** Rows that look like a record there is already and were not decided about: they count as new. */
  duplicates?: number | undefined;
}

/** What a run does with a row, and `conflict`: those of them with fields edited in the record since. */
export const reviewStates = ['created', 'updated', 'unchanged', 'rejected', 'conflict'] as const;
export type ReviewState = (typeof reviewStates)[number];
export interface ReviewedField {
  field: string;
  /** Null for a new record. A point is GeoJSON; of other geometry only type and number of vertices are told. */
  before: unknown;
  after: unknown;
  /** Who edited the field in the record after the file was written; then `after` is what the file says, whether taken or not. */
  newer: { actor: string; at: string } | null;
}
export interface ReviewedRow {
  row: number | string;
  table: TableName;
  /** Id of the record; null for a rejected row. */
  id: string | null;
  name: string | null;
  state: Exclude<ReviewState, 'conflict'>;
  /** Every field of a new record, the differing ones of a known one, none of an unchanged one. */
  fields: ReviewedField[];
}
export interface IssuePage {
  total: number;
  issues: Issue[];
  /** The columns that have issues of these reasons, those with the most first. */
  columns: { column: string; count: number }[];
}
/** A row that looks like a record there is already. `score` 0–1; null where one of the two does not say. */
export interface DuplicateSuggestion {
  row: number | string;
  table: TableName;
  name: string;
  address: string | null;
  known: { id: string; name: string; address: string | null; code: string | null };
  score: number;
  reason: { name: number; address: number | null; distanceMeters: number | null; sameCode: boolean };
  /** What the request decided: merge, keep apart, or nothing yet. */
  decided: 'same' | 'apart' | null;
}
export interface DuplicatePage {
  total: number;
  /** How many of all are alike in name and in everything else both say, and undecided. */
  certain: number;
  duplicates: DuplicateSuggestion[];
}
export interface ImportHistoryEntry {
  importBatchId: string;
  rev: number;
  at: string;
  actor: string;
  fileName: string;
  /** SHA-256 in hex. */
  fileHash: string | null;
  /** Bytes; null for imports of earlier versions. */
  fileSize: number | null;
  importedAs: string;
  crs: string | null;
  mapping: Mapping | null;
  counts: Record<string, number>;
  /** When the batch was undone; null while it stands. */
  undone: { at: string; actor: string } | null;
}
/** A premises without a position and a place known by the same code, address or name. */
export interface PlacementProposal {
  premisesId: string;
  name: string;
  address: string | null;
  by: 'standardAddressCode' | 'address' | 'name';
  target: { table: TableName; id: string; name: string | null };
  lon: number;
  lat: number;
  /** 0–1. */
  score: number;
}
/** A premises without a position for which no place is known. */
export interface UnmatchedPremises {
  premisesId: string;
  fid: number;
  name: string;
  address: string | null;
  unplacedReason: UnplacedReason | null;
}
export interface PlacementProposals {
  /** Premises without a position: those with a proposal and those without. */
  matched: number;
  unmatched: number;
  proposals: PlacementProposal[];
  unmatchedPremises: UnmatchedPremises[];
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
  /** Milliseconds left of this stage, as its pace so far says; null while that says nothing. */
  remainingMs?: number | null | undefined;
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
const origin = z.union([z.int(), z.string().max(200)]);
export const importRequest = z.object({
  path: z.string().max(4096),
  as: z.enum(importKinds),
  crs: z.string().max(40),
  encoding: z.string().max(40).nullable(),
  layout,
  mapping: z.record(z.string(), z.string()).nullable(),
  clip: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  matchBy: z.enum(matchKeys).optional(),
  cellRules: z
    .record(
      z.string().max(100),
      z
        .object({ separator: z.string().min(1).max(20), part: z.int().min(-100).max(100), words: z.record(z.string(), z.string()) })
        .partial(),
    )
    .optional(),
  corrections: z
    .array(z.object({ row: origin, column: z.string().max(1000), value: z.string().max(10_000) }))
    .max(100_000)
    .optional(),
  duplicates: z
    .array(z.object({ row: origin, id: z.uuid().nullable() }))
    .max(100_000)
    .optional(),
  suggestCategory: z.boolean().optional(),
  dateOrder: z.enum(dateOrders).optional(),
  newerInRecord: z.enum(['keepRecord', 'takeFile']).optional(),
});
const page = { offset: z.int().min(0), limit: z.int().min(1).max(1000) };
const reviewId = z.string().max(60);

/** 100,000 corrections fit. */
const importRequestBytes = 32 * 1024 * 1024;

export const jobs = contract('jobs', {
  previewImport: call<Result<ImportPreview>>()(z.object({ path: z.string().max(4096), encoding: z.string().max(40).nullable(), layout })),
  /** How files were mapped before, newest first. */
  savedMappings: call<SavedMapping[]>()(z.null()),
  /** Saves how files with these headers are mapped, or forgets it with null; previews of such files suggest it from then on. */
  saveMapping: call<Result<ChangeSummary>>()(
    z.object({
      columns: z.array(z.string().max(1000)).max(2000),
      as: z.enum(importKinds).exclude(['osm']),
      mapping: z.record(z.string().max(100), z.string().max(1000)).nullable(),
    }),
  ),
  /** Reads and checks the whole file against the record and writes nothing. */
  dryRunImport: call<Result<ImportOutcome>>()(z.object({ jobId, request: importRequest }), ['main'], importRequestBytes),
  /** Writes all of it or none of it. */
  commitImport: call<Result<ImportOutcome>>()(z.object({ jobId, request: importRequest }), ['main'], importRequestBytes),
  /** Rows of the last run, page by page. Failure `reviewGone` when another run has taken its place. */
  importRows: call<Result<{ total: number; rows: ReviewedRow[] }>>()(
    z.object({ reviewId, state: z.enum(reviewStates).nullable(), ...page }),
  ),
  /** Issues of the last run, of some reasons or of all, of one column or of all, page by page, in the order of the file. */
  importIssues: call<Result<IssuePage>>()(
    z.object({ reviewId, codes: z.array(z.string().max(60)).max(100).nullable(), column: z.string().max(1000).nullable(), ...page }),
  ),
  importDuplicates: call<Result<DuplicatePage>>()(z.object({ reviewId, ...page })),
  /** Asks where to, and writes the imported sheet again with a column that says what is wrong with each row: XLSX where it was one, else CSV (UTF-8 with BOM). The path, or null when the person cancelled. */
  saveIssueSheet: call<Result<string | null>>()(z.object({ jobId, reviewId })),
  /** Imports, newest first, undone ones too. */
  importHistory: call<{ total: number; imports: ImportHistoryEntry[] }>()(z.object(page)),
  /** Where premises without a position may stand. `offset` and `limit` page through both lists. */
  proposePlacements: call<Result<PlacementProposals>>()(z.object({ jobId, ...page })),
  /** Places those of the proposals, or all of them when null, as one change. */
  acceptPlacements: call<Result<ChangeSummary>>()(z.object({ jobId, premisesIds: z.array(z.uuid()).max(100_000).nullable() })),
  /** Stops a running job; it answers with failure `cancelled` and leaves nothing behind. */
  cancel: call<null>()(z.object({ jobId })),
});
