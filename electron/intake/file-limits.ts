/** Larger files are refused before they are read. */
export const mostTableBytes = 2 ** 30;
export const mostOsmBytes = 2 * 2 ** 30;
