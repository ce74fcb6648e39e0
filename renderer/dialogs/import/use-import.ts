import { useEffect, useRef, useState } from 'react';
import type { BoundingBox, ImportKind, ImportRequest, Mapping } from '../../../shared/formats/intake.ts';
import type { ImportOutcome, ImportPreview, JobProgress } from '../../../shared/ipc/index.ts';
import type { Failure, Result } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';

/** What the user says about the file. */
export interface ImportAnswers {
  as: ImportKind;
  crs: string;
  encoding: string | null;
  mapping: Mapping;
  /** Fields whose column was chosen by hand. */
  byHand: readonly string[];
  /** OpenStreetMap only: keep what touches this box; null keeps all. */
  clip: BoundingBox | null;
}
export type ImportPhase = 'previewing' | 'describe' | 'checking' | 'checked' | 'writing' | 'written';

export interface ImportState {
  phase: ImportPhase;
  preview: ImportPreview | null;
  answers: ImportAnswers | null;
  outcome: ImportOutcome | null;
  progress: JobProgress | null;
  failure: Failure | null;
  cancelling: boolean;
}

/** The import of one file, step by step: preview, what it is, a dry run that writes nothing, then all or nothing. */
export function useImport(path: string) {
  const [state, setState] = useState<ImportState>({
    phase: 'previewing',
    preview: null,
    answers: null,
    outcome: null,
    progress: null,
    failure: null,
    cancelling: false,
  });
  const jobId = useRef<string | null>(null);
  const patch = (values: Partial<ImportState>) => setState((before) => ({ ...before, ...values }));

  const previewAs = async (encoding: string | null, keep: ImportAnswers | null) => {
    patch({ phase: 'previewing', failure: null });
    const result = await host().jobs.previewImport({ path, encoding });
    if (!result.ok) return patch({ failure: result.failure, phase: 'describe' });
    const preview = result.value;
    const as = keep?.as ?? preview.suggestedAs;
    patch({
      preview,
      phase: 'describe',
      answers: {
        as,
        crs: keep?.crs ?? 'wgs84',
        encoding,
        mapping: { ...preview.suggested[as]?.mapping },
        byHand: [],
        clip: keep?.clip ?? null,
      },
    });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: one preview per file.
  useEffect(() => {
    void previewAs(null, null);
    return () => {
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

  const run = async (job: 'dryRunImport' | 'commitImport') => {
    const { answers } = state;
    if (answers === null) return;
    const id = crypto.randomUUID();
    jobId.current = id;
    const before = state.phase;
    patch({ phase: job === 'dryRunImport' ? 'checking' : 'writing', progress: null, failure: null, cancelling: false });
    const result: Result<ImportOutcome> = await host().jobs[job]({ jobId: id, request: requestOf(path, answers) });
    if (jobId.current !== id) return;
    jobId.current = null;
    if (result.ok)
      patch({ phase: job === 'dryRunImport' ? 'checked' : 'written', outcome: result.value, progress: null, cancelling: false });
    else patch({ phase: before, failure: result.failure, progress: null, cancelling: false });
  };

  return {
    state,
    setKind: (as: ImportKind) =>
      setState((before) =>
        before.answers === null
          ? before
          : {
              ...before,
              outcome: null,
              answers: { ...before.answers, as, mapping: { ...before.preview?.suggested[as]?.mapping }, byHand: [] },
            },
      ),
    setCrs: (crs: string) => setState((before) => (before.answers === null ? before : { ...before, answers: { ...before.answers, crs } })),
    setClip: (clip: BoundingBox | null) =>
      setState((before) => (before.answers === null ? before : { ...before, answers: { ...before.answers, clip } })),
    setEncoding: (encoding: string | null) => void previewAs(encoding, state.answers),
    setColumn: (field: string, column: string | null) =>
      setState((before) => {
        if (before.answers === null) return before;
        const { [field]: _gone, ...rest } = before.answers.mapping;
        return {
          ...before,
          answers: {
            ...before.answers,
            mapping: column === null ? rest : { ...rest, [field]: column },
            byHand: [...before.answers.byHand.filter((other) => other !== field), field],
          },
        };
      }),
    back: () => patch({ phase: 'describe', outcome: null, failure: null }),
    check: () => void run('dryRunImport'),
    commit: () => void run('commitImport'),
    cancel: () => {
      if (jobId.current === null) return;
      patch({ cancelling: true });
      void host().jobs.cancel({ jobId: jobId.current });
    },
  };
}

/** The request of the answers: OpenStreetMap needs neither mapping nor encoding. */
function requestOf(path: string, { as, crs, encoding, mapping, clip }: ImportAnswers): ImportRequest {
  const table = as !== 'osm';
  return { path, as, crs, encoding: table ? encoding : null, mapping: table ? mapping : null, clip: table ? null : clip };
}
