import { type ColumnSet, NO_DAY } from '../../ipc/data-plane.ts';
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
