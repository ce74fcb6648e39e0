export {
  BIVARIATE_CLASSES,
  type BivariateClasses,
  type Breaks,
  classifyBivariate,
  defaultResponseBreaksSeconds,
  tercileBreaks,
} from './bivariate-classes.ts';
