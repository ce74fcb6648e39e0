import { useEffect, useRef, useState } from 'react';
import type { CrsReport } from '../../../shared/geo/crs-doctor/crs-report.ts';
import type { Failure } from '../../../shared/model/index.ts';
import { host } from '../../host/host.ts';
import type { ImportAnswers } from './use-import.ts';

export interface CrsDoctor {
  report: CrsReport | null;
  failure: Failure | null;
  checking: boolean;
  again: () => void;
}

/** Asks the doctor about a file, again whenever what is read of it changes; an answer overtaken by a newer question is dropped. */
export function useCrsDoctor(path: string, answers: ImportAnswers, onVerdict: (report: CrsReport) => void): CrsDoctor {
  const [state, setState] = useState<Omit<CrsDoctor, 'again'>>({ report: null, failure: null, checking: true });
  const [round, setRound] = useState(0);
  const verdict = useRef(onVerdict);
  verdict.current = onVerdict;
  const { as, encoding, layout, mapping } = answers;
  const question = JSON.stringify([path, as, encoding, layout, mapping, round]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is all of them, by value.
  useEffect(() => {
    const jobId = crypto.randomUUID();
    let dropped = false;
    setState((before) => ({ ...before, checking: true, failure: null }));
    void host()
      .crs.diagnose({ jobId, request: { path, as, encoding, layout, mapping } })
      .then((result) => {
        if (dropped) return;
        if (result.ok) {
          setState({ report: result.value, failure: null, checking: false });
          verdict.current(result.value);
        } else setState({ report: null, failure: result.failure, checking: false });
      });
    return () => {
      dropped = true;
      void host().jobs.cancel({ jobId });
    };
  }, [question]);
  return { ...state, again: () => setRound((before) => before + 1) };
}
