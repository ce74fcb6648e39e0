export {
  BIVARIATE_CLASSES,
  type BivariateClasses,
  type Breaks,
  classifyBivariate,
  defaultResponseBreaksSeconds,
  tercileBreaks,
} from './bivariate-classes.ts';
export { explainBivariate } from './explain-bivariate.ts';
