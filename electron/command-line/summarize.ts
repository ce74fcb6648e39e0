import type { ResponseTaskId } from '../../shared/analyses/response/task-ids.ts';
import { type Issue, type ReasonCode, reasonCodes } from '../../shared/formats/issue.ts';
import { sayIssue } from '../../shared/formats/say-issue.ts';
import type { ImportOutcome, Language, MergeOutcome, WorkspaceInfo } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';
import type { CrsVerdict } from './import-by-doctor.ts';

/** One analysis: what was run, where its result is, of which revision, and how many rows its table has. */
export interface RunSummary {
  task: ResponseTaskId;
  path: string;
  rev: number;
  rows: number;
  elapsedMs: number;
}

/** One issue as a program or a person reads it. */
export interface ListedIssue {
  file: string;
  sheet: string | null;
  row: number | string | null;
  column: string | null;
  value: string | null;
  code: ReasonCode;
  rejects: boolean;
  suggestion: string | null;
  /** In the language of the call. */
  message: string;
}
const MOST_LISTED = 100;

/** The last line a command-line call writes to stdout. */
export interface UnitSummary {
  workspace: string;
  rev: number;
  counts: Record<string, number>;
  /** `listed`: the first of them, each with its place. */
  issues: { total: number; rejected: number; byReason: Partial<Record<ReasonCode, number>>; listed: ListedIssue[] };
  /** Analyses, in the order they were asked for. */
  runs: RunSummary[];
  /** What `--crs auto` decided last, and for each file; left out without it. */
  crs?: CrsVerdict;
  crsByFile?: Record<string, CrsVerdict>;
  /** What packages that came back brought, in the order of the call. */
  merges?: MergeOutcome[];
  /** Milliseconds a step took; steps on the same file are added up. */
  timings: Record<string, number>;
}

/** Names of the tables' counts, in the order they are written. */
const countNames: { [T in TableName]: string } = {
  premises: 'premises',
  hazard: 'hazards',
  station: 'stations',
  facility: 'facilities',
  road: 'roads',
  zone: 'zones',
  building: 'buildings',
  land: 'land',
  admin_area: 'adminAreas',
  inspection: 'inspections',
  campaign: 'campaigns',
  grade_period: 'gradePeriods',
  person: 'people',
  turn_restriction: 'turnRestrictions',
  waterway: 'waterways',
  place: 'places',
  code_entry: 'codeEntries',
  setting: 'settings',
  import_batch: 'importBatches',
  source_alias: 'sourceAliases',
  patrol_track: 'patrolTracks',
  field_package: 'fieldPackages',
  merge_conflict: 'mergeConflicts',
};

function verdictsOf(outcomes: readonly { crs?: CrsVerdict }[]): Pick<UnitSummary, 'crs' | 'crsByFile'> {
  const verdicts = outcomes.flatMap(({ crs }) => (crs === undefined ? [] : [crs]));
  const last = verdicts.at(-1);
  return last === undefined ? {} : { crs: last, crsByFile: Object.fromEntries(verdicts.map((crs) => [crs.file, crs])) };
}

export function summarize(
  workspace: string,
  info: Pick<WorkspaceInfo, 'rev' | 'counts'>,
  {
    outcomes,
    runs,
    timings,
    language,
  }: {
    outcomes: readonly (ImportOutcome & { crs?: CrsVerdict })[];
    runs: RunSummary[];
    timings: Record<string, number>;
    language: Language;
  },
): UnitSummary {
  const { premises, placed, unplaced } = info.counts;
  const counts: Record<string, number> = { premises, placed, unplaced };
  for (const [table, name] of Object.entries(countNames)) counts[name] = info.counts[table as TableName];
  const issues: UnitSummary['issues'] = { total: 0, rejected: 0, byReason: {}, listed: [] };
  for (const outcome of outcomes) {
    issues.total += outcome.issuesTotal;
    issues.rejected += outcome.counts.rejected;
    for (const issue of outcome.issues) if (issues.listed.length < MOST_LISTED) issues.listed.push(listed(issue, language));
    for (const [code, count] of Object.entries(outcome.byReason) as [ReasonCode, number][]) {
      issues.byReason[code] = (issues.byReason[code] ?? 0) + count;
    }
  }
  return { workspace, rev: info.rev, counts, issues, ...verdictsOf(outcomes), runs, timings };
}

function listed(issue: Issue, language: Language): ListedIssue {
  const { file, sheet = null, row, column, value, code, suggestion = null } = issue;
  return { file, sheet, row, column, value, code, rejects: reasonCodes[code] === 'error', suggestion, message: sayIssue(issue, language) };
}
