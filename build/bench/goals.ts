import { significant } from './format-table.ts';
import type { Measurement } from './measure.ts';

/** What a measurement of ours is held to. */
export interface Goal {
  words: string;
  met(ours: Measurement): boolean;
  reached?(ours: Measurement): string;
}

export function atMost(limitMs: number): Goal {
  return { words: `≤ ${limitMs} ms`, met: (ours) => timeOf(ours) <= limitMs };
}

export function times(ratio: number, peer: Measurement): Goal {
  return {
    words: `≥ ${ratio}× ${peer.method}`,
    met: (ours) => timeOf(peer) >= ratio * timeOf(ours),
    reached: (ours) => ` (${significant(timeOf(peer) / timeOf(ours))}×)`,
  };
}

/** No slower than a peer. */
export function atMostAs(peer: Measurement): Goal {
  return { ...times(1, peer), words: `≤ ${peer.method}` };
}

/** Goals are stated in processor time: what else runs on the machine must not decide. */
export function timeOf({ cpuMs, wallMs }: Measurement): number {
  return cpuMs ?? wallMs;
}

/** The measurement, with what it reaches of its goals in its note. */
export function judged(ours: Measurement, goals: Goal[]): Measurement {
  const said = goals.map((goal) => `goal ${goal.words}: ${goal.met(ours) ? 'met' : 'missed'}${goal.reached?.(ours) ?? ''}`);
  return { ...ours, note: [ours.note, ...said].filter((words) => words !== '').join('; ') };
}
