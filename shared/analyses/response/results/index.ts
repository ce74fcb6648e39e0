/** Answers as others read them: features, rows, files. */
export { toFeatures, toTable } from './result-forms.ts';
export type { ResultColumn, ResultNames, ResultTable, ResultValue } from './result-parts.ts';
export { type ResultFormat, resultFormatOf, resultFormats, type Say, writeResult } from './write-result.ts';
