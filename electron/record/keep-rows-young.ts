import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from placing new rows straight among the old objects. Its first collections, of a nursery that starts smaller than one batch, see
 * every row survive, and conclude that rows always do; all that such a row mentions then stays until a full collection (+50 % CPU time over
 * 1,000,000 rows). Holds for the whole process, where rows are all that comes in numbers. To be called before the first worker starts: V8 reads
 * its flags in every thread, and none may change under one that runs.
 */
export function keepRowsYoung(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
