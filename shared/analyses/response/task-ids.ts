/** Analyses by the name they have on screens, on the command line and in the documentation. */
export const responseTaskIds = [
  'coverage',
  'route',
  'nearest',
  'matrix',
  'reach',
  'sites',
  'bivariate',
  'tour',
  'compliance',
  'network',
  'hotspots',
  'emerging',
  'bias',
  'cluster',
] as const;
export type ResponseTaskId = (typeof responseTaskIds)[number];
