import { useEffect, useState } from 'react';

interface ReadInSight<Value> {
  values: ReadonlyMap<number, Value>;
  /** For the list to tell which rows came into sight. */
  onRange(from: number, to: number): void;
}

/**
 * Reads what the rows of a long list show as they come into sight, and keeps it.
 *
 * @param keys one a row
 * @param read answers with one value a key, null where there is none
 */
export function useReadInSight<Value>(
  keys: readonly number[],
  read: (missing: number[]) => Promise<readonly (Value | null)[]>,
): ReadInSight<Value> {
  const [{ from, to }, setRange] = useState({ from: 0, to: 0 });
  const [values, setValues] = useState<ReadonlyMap<number, Value>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: read for what came into sight.
  useEffect(() => {
    let current = true;
    const missing = keys.slice(from, to).filter((key) => !values.has(key));
    if (missing.length === 0) return undefined;
    void read(missing).then((found) => {
      if (!current) return;
      setValues((before) => {
        const next = new Map(before);
        for (const [index, key] of missing.entries()) {
          const value = found[index] ?? null;
          if (value !== null) next.set(key, value);
        }
        return next;
      });
    });
    return () => {
      current = false;
    };
  }, [keys, from, to]);
  return { values, onRange: (first, end) => setRange({ from: first, to: end }) };
}
