import { useEffect, useRef, useState } from 'react';
import type {
  BoundingBox,
  Correction,
  DateOrder,
  DuplicateDecision,
  ImportKind,
  ImportRequest,
  Mapping,
  MatchKey,
  SourceLayout,
} from '../../../shared/formats/intake.ts';
import type { ImportOutcome, ImportPreview, JobProgress } from '../../../shared/ipc/index.ts';
import type { Failure, Result } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';

/** What the user says about the file. */
export interface ImportAnswers {
  as: ImportKind;
  crs: string;
  encoding: string | null;
  layout: SourceLayout;
  mapping: Mapping;
  /** Fields whose column was chosen by hand. */
  byHand: readonly string[];
  /** OpenStreetMap only: keep what touches this box; null keeps all. */
  clip: BoundingBox | null;
  matchBy: MatchKey;
  newerInRecord: 'keepRecord' | 'takeFile';
  /** Which part of a date comes first; null: by the form of each cell. */
  dateOrder: DateOrder | null;
  /** Premises whose category is left open get the one their name and size suggest. */
  suggestCategory: boolean;
  /** Cells put right, by `cellKey`. */
  corrections: ReadonlyMap<string, Correction>;
  /** What was said about rows that look like a record already, by row. */
  decisions: ReadonlyMap<string, DuplicateDecision>;
}
interface Reading {
  encoding: string | null;
  layout: SourceLayout;
}
export type ImportStep = 'kind' | 'columns' | 'position' | 'check' | 'done';
export type ImportWork = 'preview' | 'check' | 'commit';

export interface ImportState {
  step: ImportStep;
  running: ImportWork | null;
  preview: ImportPreview | null;
  answers: ImportAnswers | null;
  outcome: ImportOutcome | null;
  progress: JobProgress | null;
  failure: Failure | null;
  cancelling: boolean;
  /** Something was corrected or decided since the check: its counts are those of before. */
  stale: boolean;
  /** The corrections and decisions the check knew. */
  checked: Pick<ImportAnswers, 'corrections' | 'decisions'>;
}
const nothingCorrected: ImportState['checked'] = { corrections: new Map(), decisions: new Map() };
export type Importing = ReturnType<typeof useImport>;

/** How many cells were put right and rows decided on by hand. */
export const countByHand = (answers: ImportAnswers | null): number =>
  answers === null ? 0 : answers.corrections.size + answers.decisions.size;

/** What was said by hand about the sheet, as far as it is read again with the same columns. */
function keptOf({ answers, preview }: ImportState, now: ImportPreview): ImportState['checked'] {
  if (answers === null || preview?.sheet !== now.sheet) return nothingCorrected;
  const isThere = ([, { column }]: [string, Correction]): boolean => now.columns.includes(column);
  return { corrections: new Map([...answers.corrections].filter(isThere)), decisions: answers.decisions };
}

/** Names a cell of the file. */
export const cellKey = (row: number | string, column: string): string => `${row}\u0000${column}`;

/** The steps of a file, in order: OpenStreetMap says itself what its columns are. */
export const stepsOf = (preview: ImportPreview | null): ImportStep[] =>
  preview?.format === 'osm' ? ['kind', 'position', 'check', 'done'] : ['kind', 'columns', 'position', 'check', 'done'];

/** The import of one file, step by step: preview, what it is, a dry run that writes nothing, then all or nothing. */
export function useImport(path: string) {
  const [state, setState] = useState<ImportState>({
    step: 'kind',
    running: 'preview',
    preview: null,
    answers: null,
    outcome: null,
    progress: null,
    failure: null,
    cancelling: false,
    stale: false,
    checked: nothingCorrected,
  });
  const jobId = useRef<string | null>(null);
  const previews = useRef(0);
  /** How the file was last read, and is now asked to be: another choice may come before the preview of the one before. */
  const reading = useRef<Reading>({ encoding: null, layout: {} });
  const wanted = useRef(reading.current);
  const patch = (values: Partial<ImportState>) => setState((before) => ({ ...before, ...values }));
  /** Changes what the user said; what was checked no longer holds. */
  const say = (change: (answers: ImportAnswers, before: ImportState) => Partial<ImportAnswers>) =>
    setState((before) =>
      before.answers === null
        ? before
        : { ...before, outcome: null, stale: false, answers: { ...before.answers, ...change(before.answers, before) } },
    );

  const readPreview = async (change: Partial<Reading>) => {
    const mine = ++previews.current;
    const asked = { ...wanted.current, ...change };
    wanted.current = asked;
    patch({ running: 'preview', failure: null });
    const result = await host().jobs.previewImport({ path, ...asked });
    if (mine !== previews.current) return;
    if (!result.ok) {
      wanted.current = reading.current;
      return patch({ failure: result.failure, running: null });
    }
    reading.current = asked;
    const preview = result.value;
    setState((before) => {
      const as = before.answers?.as ?? preview.suggestedAs;
      const answers: ImportAnswers = {
        as,
        crs: preview.crs ?? 'wgs84',
        clip: null,
        matchBy: 'auto',
        newerInRecord: 'keepRecord',
        dateOrder: null,
        suggestCategory: false,
        // What was said before stays, but for what hangs on the columns.
        ...before.answers,
        ...asked,
        mapping: { ...preview.suggested[as]?.mapping },
        byHand: [],
        ...keptOf(before, preview),
      };
      return { ...before, preview, running: null, outcome: null, stale: false, answers };
    });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: one preview per file.
  useEffect(() => {
    void readPreview({});
    return () => {
      previews.current += 1;
      if (jobId.current !== null) void host().jobs.cancel({ jobId: jobId.current });
    };
  }, [path]);
  useEffect(
    () =>
      host().on('jobProgress', (progress) => {
        if (progress.jobId === jobId.current) setState((before) => ({ ...before, progress }));
      }),
    [],
  );

  const run = async (work: 'check' | 'commit') => {
    const { answers } = state;
    if (answers === null) return;
    const id = crypto.randomUUID();
    jobId.current = id;
    patch({ running: work, progress: null, failure: null, cancelling: false });
    const job = { jobId: id, request: requestOf(path, answers) };
    const result: Result<ImportOutcome> = await (work === 'check' ? host().jobs.dryRunImport(job) : host().jobs.commitImport(job));
    if (jobId.current !== id) return;
    jobId.current = null;
    const ended = { running: null, progress: null, cancelling: false };
    if (!result.ok) patch({ ...ended, failure: result.failure });
    else patch({ ...ended, outcome: result.value, stale: false, checked: answers, step: work === 'check' ? 'check' : 'done' });
  };
  const goTo = (step: ImportStep) => patch({ step, failure: null });
  const steps = stepsOf(state.preview);

  return {
    state,
    steps,
    setKind: (as: ImportKind) =>
      say((_answers, { preview }) => ({
        as,
        mapping: { ...preview?.suggested[as]?.mapping },
        byHand: [],
        decisions: new Map(),
      })),
    setCrs: (crs: string) => say(() => ({ crs })),
    setClip: (clip: BoundingBox | null) => say(() => ({ clip })),
    setMatchBy: (matchBy: MatchKey) => say(() => ({ matchBy })),
    setDateOrder: (dateOrder: DateOrder | null) => say(() => ({ dateOrder })),
    setSuggestCategory: (suggestCategory: boolean) => say(() => ({ suggestCategory })),
    /** Every field at once, as it was kept from another file. */
    setMapping: (mapping: Mapping) => say(() => ({ mapping, byHand: Object.keys(mapping) })),
    /** What the office says about words or thresholds is another: a check made before does not know it. */
    rulesChanged: () => setState((before) => ({ ...before, stale: before.outcome !== null })),
    setNewerInRecord: (newerInRecord: ImportAnswers['newerInRecord']) => say(() => ({ newerInRecord })),
    setEncoding: (encoding: string | null) => void readPreview({ encoding }),
    /** Reads the beginning once more: what is suggested has changed. */
    readAgain: () => void readPreview({}),
    /** `undefined` goes back to what is detected. Another sheet or another delimiter may begin elsewhere. */
    setLayout: (change: SourceLayout) => {
      const { headerRow, ...rest } = { ...wanted.current.layout, ...change };
      void readPreview({ layout: 'headerRow' in change ? { ...rest, headerRow } : rest });
    },
    setColumn: (field: string, column: string | null) =>
      say(({ mapping: { [field]: _gone, ...rest }, byHand }) => ({
        mapping: column === null ? rest : { ...rest, [field]: column },
        byHand: [...byHand.filter((other) => other !== field), field],
      })),
    /** Puts a cell right; null takes the correction back. */
    correct: (row: number | string, column: string, value: string | null) =>
      setState((before) => {
        if (before.answers === null) return before;
        const corrections = new Map(before.answers.corrections);
        if (value === null) corrections.delete(cellKey(row, column));
        else corrections.set(cellKey(row, column), { row, column, value });
        return { ...before, stale: true, answers: { ...before.answers, corrections } };
      }),
    /** `id`: the row is this record; null: it is a record of its own. */
    decide: (row: number | string, id: string | null) =>
      setState((before) => {
        if (before.answers === null) return before;
        const decisions = new Map(before.answers.decisions).set(String(row), { row, id });
        return { ...before, stale: true, answers: { ...before.answers, decisions } };
      }),
    /** As `decide`, for many rows: each is the record beside it, unless something else was said of it. */
    decideAll: (rows: readonly DuplicateDecision[]) =>
      setState((before) => {
        if (before.answers === null) return before;
        const said = rows.map((decision) => [String(decision.row), decision] as const);
        return { ...before, stale: true, answers: { ...before.answers, decisions: new Map([...said, ...before.answers.decisions]) } };
      }),
    /** Forgets what was corrected and decided since the last check. */
    dropCorrections: () =>
      setState((before) =>
        before.answers === null ? before : { ...before, stale: false, answers: { ...before.answers, ...before.checked } },
      ),
    /** To a step by its name: to one that was passed, or on by way of a check. */
    goThrough: (step: ImportStep) => {
      if (step !== 'check' || (state.outcome !== null && !state.stale)) goTo(step);
      else if (state.running === null) void run('check');
    },
    back: () => goTo(steps[Math.max(0, steps.indexOf(state.step) - 1)]!),
    next: () => goTo(steps[Math.min(steps.length - 1, steps.indexOf(state.step) + 1)]!),
    check: () => void run('check'),
    commit: () => void run('commit'),
    cancel: () => {
      if (jobId.current === null) return;
      patch({ cancelling: true });
      void host().jobs.cancel({ jobId: jobId.current });
    },
  };
}

/** The request of the answers: OpenStreetMap needs neither mapping nor encoding. */
export function requestOf(path: string, answers: ImportAnswers): ImportRequest {
  const { as, crs, clip } = answers;
  if (as === 'osm') return { path, as, crs, encoding: null, mapping: null, clip };
  const { encoding, layout, mapping, matchBy, newerInRecord, dateOrder, suggestCategory, corrections, decisions } = answers;
  return {
    path,
    as,
    crs,
    encoding,
    layout,
    mapping,
    clip: null,
    matchBy,
    newerInRecord,
    dateOrder: dateOrder ?? undefined,
    suggestCategory: as === 'premises' && suggestCategory,
    corrections: [...corrections.values()].flatMap((correction) => perCell(correction, mapping)),
    duplicates: [...decisions.values()],
  };
}

/** A position is shown as both numbers under the column of one of them: each goes into its own cell. */
function perCell(correction: Correction, { lon, lat }: Mapping): Correction[] {
  const both = /^\s*([^,，;\s]+)\s*[,，;\s]\s*([^,，;\s]+)\s*$/.exec(correction.value);
  if (both === null || lon === undefined || lat === undefined) return [correction];
  if (correction.column !== lon && correction.column !== lat) return [correction];
  return [
    { ...correction, column: lon, value: both[1]! },
    { ...correction, column: lat, value: both[2]! },
  ];
}
