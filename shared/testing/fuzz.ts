import type { FileSource } from '../formats/format.ts';
import { bytesAsSource } from './byte-source.ts';

export type Random = () => number;

/** One reader and what it is fed. */
export interface FuzzTarget {
  name: string;
  /** A damaged input. */
  make(random: Random): Uint8Array;
  /** Reads it as an import would; true when it was read to the end, with or without issues. */
  read(source: FileSource, random: Random): Promise<boolean>;
}
export interface FuzzReport {
  inputs: number;
  /** Inputs read to the end; the others ended as a failure, which is a value too. */
  readThrough: number;
  slowestMs: number;
  slowestSeed: number;
}

/** An input that made a reader throw, or take longer than `longestMs`. Its seed makes it again. */
export class FuzzFinding extends Error {}

const longestMs = 5000;

/**
 * Feeds damaged inputs to a reader. Whatever the bytes, reading must end, soon, in rows, issues or a failure value. Throws `FuzzFinding`
 * otherwise.
 */
export async function fuzz(target: FuzzTarget, inputs: number, firstSeed = 1): Promise<FuzzReport> {
  const report: FuzzReport = { inputs: 0, readThrough: 0, slowestMs: 0, slowestSeed: firstSeed };
  for (let seed = firstSeed; report.inputs < inputs; seed++) {
    const random = randomFrom(seed);
    const source = bytesAsSource(target.make(random), 'fuzz', 1 + Math.floor(random() * 4000));
    const before = performance.now();
    try {
      if (await target.read(source, random)) report.readThrough += 1;
    } catch (error) {
      throw new FuzzFinding(`${target.name}, seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
    let elapsedMs = performance.now() - before;
    // On a machine with more to do than it has processors, a reader may only have waited: a hang is slow again.
    if (elapsedMs > longestMs) elapsedMs = Math.min(elapsedMs, await readAgain(target, seed));
    if (elapsedMs > longestMs) throw new FuzzFinding(`${target.name}, seed ${seed}: ${Math.round(elapsedMs)} ms`);
    if (elapsedMs > report.slowestMs) [report.slowestMs, report.slowestSeed] = [elapsedMs, seed];
    report.inputs += 1;
  }
  return report;
}

/** Milliseconds that the input of a seed takes. */
async function readAgain(target: FuzzTarget, seed: number): Promise<number> {
  const random = randomFrom(seed);
  const source = bytesAsSource(target.make(random), 'fuzz', 1 + Math.floor(random() * 4000));
  const before = performance.now();
  await target.read(source, random);
  return performance.now() - before;
}

/** Flips, overwrites, cuts, repeats and splices; often only a little, so that readers get deep before they meet it. */
export function damage(bytes: Uint8Array, random: Random): Uint8Array {
  let damaged: Uint8Array = Uint8Array.from(bytes);
  const strokes = 1 + Math.floor(random() ** 3 * 40);
  const at = (): number => Math.floor(random() * damaged.length);
  for (let stroke = 0; stroke < strokes && damaged.length > 0; stroke++) {
    const kind = random();
    if (kind < 0.4) damaged[at()] = Math.floor(random() * 256);
    else if (kind < 0.6) damaged[at()] = sharpBytes[Math.floor(random() * sharpBytes.length)]!;
    else if (kind < 0.7) damaged[at()]! ^= 1 << Math.floor(random() * 8);
    else if (kind < 0.8) damaged = damaged.slice(0, at());
    else {
      const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
      const part = damaged.slice(from, Math.min(to, from + 400));
      const place = at();
      damaged =
        kind < 0.9 ? joined(damaged.slice(0, place), part, damaged.slice(place)) : joined(damaged.slice(0, from), damaged.slice(to));
    }
  }
  return damaged;
}

/** Bytes that mean something to one of the formats. */
const sharpBytes = [0, 1, 0x7f, 0x80, 0xff, ...new TextEncoder().encode('"\\{}[]<>/&!,:\n\r;=-09e')];

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}

/** Mulberry32. */
function randomFrom(seed: number): Random {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
