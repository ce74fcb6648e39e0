import type { Correction } from '../../formats/intake.ts';
import type { ReasonCode } from '../../formats/issue.ts';
import type { CrsDiagnosis } from './diagnose-crs.ts';

/** A row whose position is wrong whatever the system, and what would put it right. */
export interface PositionProblem {
  row: number;
  code: ReasonCode;
  column: string | null;
  value: string | null;
  /** Cells to write instead; empty where nothing can be known. */
  fix: Correction[];
}

/** What the doctor says about a file. */
export interface CrsReport extends CrsDiagnosis {
  /** Rows looked at, from the top. */
  rowsRead: number;
  /** Whether that was the whole file. */
  wholeFile: boolean;
  /** x, y as they stand in the file, in the order degrees or metres are written elsewhere (east, north): up to 2,000 points spread over the rows. */
  sample: [x: number, y: number][];
  /** Most rows have longitude and latitude in each other's column. */
  swappedColumns: boolean;
  /** The first of each kind; `problemCounts` counts all. */
  problems: PositionProblem[];
  problemCounts: Partial<Record<ReasonCode, number>>;
}
