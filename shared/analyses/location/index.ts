export { type ChooseOptions, chooseCoveringSites, chooseMedianSites, type SiteChoice, type SiteProblem } from './choose-sites.ts';
