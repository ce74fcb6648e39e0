/** What stands in place of a personal field. Its length tells nothing. */
export const personalMask = '***';
