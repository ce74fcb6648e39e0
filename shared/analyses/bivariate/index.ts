export {
  BIVARIATE_CLASSES,
  type BivariateClasses,
  type Breaks,
  classifyBivariate,
  defaultResponseBreaksSeconds,
  tercileBreaks,
  WORST_CLASS,
} from './bivariate-classes.ts';
export { explainBivariate } from './explain-bivariate.ts';
