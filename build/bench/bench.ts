import type { Measurement } from './measure.ts';

export interface BenchContext {
  /** A line about what is being done, on stderr. */
  say(line: string): void;
}

/** One bench: our kernel and its peers on the same work, in the same run. */
export interface Bench {
  id: string;
  /** What is measured, in one sentence. */
  title: string;
  run(context: BenchContext): Promise<Measurement[]>;
}
