/** Answers as others read them: features, rows, files. */

export { type ResultFormat, resultFormatOf, resultFormats } from './result-formats.ts';
export { toFeatures, toTable } from './result-forms.ts';
export type { ResultColumn, ResultNames, ResultTable, ResultValue } from './result-parts.ts';
export { type Say, writeResult } from './write-result.ts';
