export { type ChooseOptions, chooseCoveringSites, chooseMedianSites, type SiteChoice, type SiteProblem } from './choose-sites.ts';
export { explainCovering, explainMedian } from './explain-sites.ts';
