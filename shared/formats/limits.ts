import { Refusal } from './refusal.ts';

/** A larger file, or one that inflates to more, is refused. */
export const mostTableBytes = 2 ** 30;
export const mostArchiveEntries = 10_000;
/** Times its size that something may inflate to, once it is larger than `ratioFreeBytes`: sheets reach 60, bombs 1,000. */
export const mostInflationRatio = 250;
const ratioFreeBytes = 8 * 2 ** 20;
export const deepestNesting = 64;
export const mostColumns = 2000;

const megabytes = (bytes: number): number => Math.ceil(bytes / 2 ** 20);

/** Refuses what inflates to too much in all, or to too many times its size. */
export function checkInflation(file: string, compressedBytes: number, inflatedBytes: number): void {
  if (inflatedBytes > mostTableBytes)
    throw new Refusal('archiveTooLarge', { file, megabytes: megabytes(inflatedBytes), limit: megabytes(mostTableBytes) });
  if (inflatedBytes > ratioFreeBytes && inflatedBytes > compressedBytes * mostInflationRatio)
    throw new Refusal('archiveRatio', {
      file,
      ratio: Math.round(inflatedBytes / Math.max(1, compressedBytes)),
      limit: mostInflationRatio,
    });
}

/** Counts what goes in and comes out of an inflater, and refuses at the first excess. */
export function inflationGuard(file: string): (compressedBytes: number, inflatedBytes: number) => void {
  let compressed = 0;
  let inflated = 0;
  return (compressedBytes, inflatedBytes) => {
    compressed += compressedBytes;
    inflated += inflatedBytes;
    checkInflation(file, compressed, inflated);
  };
}
