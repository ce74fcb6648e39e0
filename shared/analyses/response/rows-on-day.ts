import { type ColumnSet, NO_DAY } from '../../ipc/data-plane.ts';
import { hazardSeverities } from '../../model/codes.ts';
import { scoreColumns } from '../../rules/risk-score.ts';
import type { ResponseInputs } from './inputs.ts';

/** Rows of the premises' columns that are on record on a day. */
export function premisesRowsOn({ premises: { columns, count }, asOfDay: day }: ResponseInputs): number[] {
  return rowsWhere(count, (row) => {
    const [registered, closed] = [columns.registeredDay[row]!, columns.closedDay[row]!];
    return (registered === NO_DAY || registered <= day) && (closed === NO_DAY || closed > day);
  });
}

/** Whether a hazard was found by a day, and not settled by it. */
export function isOpenOn({ foundDay, open, settledDay }: ColumnSet<'hazards'>['columns'], row: number, day: number): boolean {
  const [found, settled] = [foundDay[row]!, settledDay[row]!];
  return (found === NO_DAY || found <= day) && (open[row] === 1 || (settled !== NO_DAY && settled > day));
}

export function openHazardRowsOn({ hazards: { columns, count }, asOfDay }: ResponseInputs): number[] {
  return rowsWhere(count, (row) => isOpenOn(columns, row, asOfDay));
}

type PremisesCounts = Pick<ColumnSet<'premises'>['columns'], 'openHazards' | 'openHighHazards' | 'totalHazards'>;

/** Hazards of every premises as they stood on a day: open ones, those of severity high among them, and all found by then. */
export function hazardCountsOn(premises: ColumnSet<'premises'>, { columns, count }: ColumnSet<'hazards'>, day: number): PremisesCounts {
  const { fid } = premises.columns;
  const rowOf = new Map<number, number>();
  for (let row = 0; row < premises.count; row++) rowOf.set(fid[row]!, row);
  const counts = () => new Uint16Array(premises.count);
  const result = { openHazards: counts(), openHighHazards: counts(), totalHazards: counts() };
  const high = hazardSeverities.indexOf('severityHigh') + 1;
  for (let row = 0; row < count; row++) {
    const place = rowOf.get(columns.premisesFid[row]!);
    const found = columns.foundDay[row]!;
    if (place === undefined || (found !== NO_DAY && found > day)) continue;
    result.totalHazards[place]!++;
    if (!isOpenOn(columns, row, day)) continue;
    result.openHazards[place]!++;
    if (columns.severity[row] === high) result.openHighHazards[place]!++;
  }
  return result;
}

/** Risk scores of all premises by their hazards of the day. */
export function riskScoresOn({ premises, hazards, asOfDay }: ResponseInputs): Float32Array<ArrayBuffer> {
  return scoreColumns({ ...premises.columns, ...hazardCountsOn(premises, hazards, asOfDay) });
}

/** Positions of some rows. */
export function positionsOf(
  columns: { lon: Float64Array; lat: Float64Array },
  rows: readonly number[],
): { lon: Float64Array<ArrayBuffer>; lat: Float64Array<ArrayBuffer> } {
  return { lon: Float64Array.from(rows, (row) => columns.lon[row]!), lat: Float64Array.from(rows, (row) => columns.lat[row]!) };
}

export function rowsWhere(count: number, keep: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (keep(row)) rows.push(row);
  return rows;
}
