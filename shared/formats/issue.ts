/** Every way a row of a handed-over file can be wrong. Listed in the README; texts in the `issues` section. */
export const reasonCodes = {
  fileUnreadable: 'error',
  fileTooLarge: 'error',
  fileMalformed: 'error',
  encodingUncertain: 'warning',
  garbledText: 'error',
  noColumnForName: 'error',
  unknownCrs: 'error',
  missingName: 'error',
  missingKey: 'error',
  duplicateInFile: 'error',
  invalidNumber: 'warning',
  invalidDate: 'warning',
  impossibleDate: 'warning',
  shortYear: 'warning',
  unknownCode: 'warning',
  categorySuggested: 'warning',
  categoryTooLarge: 'warning',
  unknownPremises: 'warning',
  ambiguousPremises: 'warning',
  recordNewer: 'warning',
  recordUnknown: 'error',
  qrIdTaken: 'warning',
  columnCount: 'error',
  noCoordinates: 'warning',
  zeroCoordinates: 'warning',
  sentinelCoordinates: 'warning',
  notANumber: 'warning',
  outOfRange: 'warning',
  outsideDistrict: 'warning',
  swappedCoordinates: 'warning',
  geometryInvalid: 'error',
  geometryTypeUnsupported: 'error',
  coordinateNotFinite: 'error',
  tooManyVertices: 'error',
  geometryMixed: 'warning',
  missingNodes: 'warning',
  brokenRelation: 'error',
} as const satisfies Record<string, 'error' | 'warning'>;
export type ReasonCode = keyof typeof reasonCodes;

/** One thing wrong at one place. An `error` row is rejected; a `warning` row is kept, changed as the text says. */
export interface Issue {
  code: ReasonCode;
  file: string;
  /** Sheet of a workbook or layer of a file with several; left out of files that hold one table. */
  sheet?: string | null | undefined;
  /** 1-based line of the row in the file; for OSM the object, e.g. `way/42`. */
  row: number | string | null;
  column: string | null;
  value: string | null;
  /** Field of the record the column is read into. */
  field?: string | null | undefined;
  /** What to write into the cell instead, or whom it may mean. */
  suggestion?: string | null | undefined;
}
