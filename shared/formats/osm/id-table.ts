/**
 * A set of 64-bit ids (as safe integers), sorted, each with a place number. Ids are kept as 32-bit low words under their high
 * word: OpenStreetMap's ids need only a few high words, so an id costs four bytes.
 */
export interface IdTable {
  size: number;
  /** Place of an id, or −1. Fast when ids are asked for in rising order. */
  placeOf(id: number): number;
}

const chunkIds = 1 << 18;
const twoTo32 = 2 ** 32;

interface Bucket {
  high: number;
  /** Sorted runs without repeats. */
  runs: Uint32Array[];
  current: Uint32Array;
  count: number;
}

/** Gathers ids in any order, with repeats, and makes a table of them. */
export function createIdCollector(): { add(id: number): void; finish(): IdTable } {
  const buckets = new Map<number, Bucket>();
  let last: Bucket | null = null;
  const bucketOf = (high: number): Bucket => {
    if (last !== null && last.high === high) return last;
    let bucket = buckets.get(high);
    if (bucket === undefined) {
      bucket = { high, runs: [], current: new Uint32Array(1024), count: 0 };
      buckets.set(high, bucket);
    }
    last = bucket;
    return bucket;
  };
  return {
    add(id) {
      const bucket = bucketOf(Math.floor(id / twoTo32));
      if (bucket.count === bucket.current.length) makeRoom(bucket);
      bucket.current[bucket.count++] = id % twoTo32 < 0 ? (id % twoTo32) + twoTo32 : id % twoTo32;
    },
    finish() {
      const parts = new Map<number, { lows: Uint32Array; base: number; cursor: number }>();
      let base = 0;
      for (const bucket of [...buckets.values()].sort((a, b) => a.high - b.high)) {
        const lows = mergeRuns(bucket);
        parts.set(bucket.high, { lows, base, cursor: 0 });
        base += lows.length;
        buckets.delete(bucket.high);
      }
      last = null;
      return {
        size: base,
        placeOf(id) {
          const high = Math.floor(id / twoTo32);
          const low = id - high * twoTo32;
          const part = parts.get(high);
          if (part === undefined) return -1;
          const at = find(part.lows, low, part.cursor);
          part.cursor = at < 0 ? -at - 1 : at;
          return at < 0 ? -1 : part.base + at;
        },
      };
    },
  };
}

function makeRoom(bucket: Bucket): void {
  if (bucket.current.length < chunkIds) {
    const larger = new Uint32Array(bucket.current.length * 4);
    larger.set(bucket.current);
    bucket.current = larger;
    return;
  }
  bucket.runs.push(sortUnique(bucket.current, bucket.count).slice());
  bucket.count = 0;
}

/** Sorts the first `count` in place, drops repeats, and returns the view that holds the rest. */
function sortUnique(values: Uint32Array, count: number): Uint32Array {
  const view = values.subarray(0, count).sort();
  let kept = 0;
  for (let index = 0; index < view.length; index++) if (index === 0 || view[index] !== view[index - 1]) view[kept++] = view[index]!;
  return view.subarray(0, kept);
}

/** All runs as one sorted array; the runs are let go of as they are copied. */
function mergeRuns(bucket: Bucket): Uint32Array {
  bucket.runs.push(sortUnique(bucket.current, bucket.count));
  if (bucket.runs.length === 1) return bucket.runs[0]!.slice();
  const all = new Uint32Array(bucket.runs.reduce((total, run) => total + run.length, 0));
  let filled = 0;
  for (let run = bucket.runs.shift(); run !== undefined; run = bucket.runs.shift()) {
    all.set(run, filled);
    filled += run.length;
  }
  return sortUnique(all, filled);
}

/** Index of a value in a sorted array, or −(insertion point) − 1. Starts at a guess and gallops from there. */
function find(values: Uint32Array, value: number, guess: number): number {
  let low = 0;
  let high = values.length;
  if (guess < values.length && values[guess]! <= value) {
    low = guess;
    let step = 1;
    while (low + step < high && values[low + step]! <= value) {
      low += step;
      step *= 2;
    }
    high = Math.min(high, low + step);
  } else if (guess < values.length) high = guess;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low < values.length && values[low] === value ? low : -low - 1;
}
