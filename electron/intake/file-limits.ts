/** Larger extracts are refused before they are read. */
export const mostOsmBytes = 2 * 2 ** 30;
