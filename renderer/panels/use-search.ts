import { useEffect, useState } from 'react';
import type { SearchHit } from '../../shared/ipc/index.ts';
import { host } from '../host/host.ts';

/** What the record finds for some words as they are typed; null before the first answer and without words. */
export function useSearch(text: string, limit: number): { hits: SearchHit[] | null; searching: boolean } {
  const [answer, setAnswer] = useState<{ text: string; hits: SearchHit[] } | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === '') {
      setAnswer(null);
      return;
    }
    let current = true;
    const timer = setTimeout(() => {
      void host()
        .records.search({ text: wanted, limit })
        .then((hits) => {
          if (current) setAnswer({ text: wanted, hits });
        });
    }, 80);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [wanted, limit]);
  return { hits: answer?.hits ?? null, searching: wanted !== '' && answer?.text !== wanted };
}
