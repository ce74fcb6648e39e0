export const stepUnits = ['month', 'quarter'] as const;
export type StepUnit = (typeof stepUnits)[number];

export interface DaySteps {
  unit: StepUnit;
  /** First day of every step, oldest first, then the day after the last. Days since 1970-01-01. */
  starts: Int32Array<ArrayBuffer>;
  count: number;
}

const DAY_MS = 86_400_000;

/** Whole calendar months or quarters, those of the two days included. */
export function makeDaySteps(unit: StepUnit, fromDay: number, toDay: number): DaySteps {
  const months = unit === 'quarter' ? 3 : 1;
  const first = monthOfDay(fromDay);
  const start = first - (((first % months) + months) % months);
  const starts = [dayOfMonth(start)];
  for (let month = start; dayOfMonth(month) <= toDay; month += months) starts.push(dayOfMonth(month + months));
  return { unit, starts: Int32Array.from(starts), count: starts.length - 1 };
}

/** Step of every day, −1 outside. */
export function stepOfDays({ starts, count }: DaySteps, days: Int32Array): Int16Array<ArrayBuffer> {
  return Int16Array.from(days, (day) => {
    if (!(day >= starts[0]! && day < starts[count]!)) return -1;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  });
}

/**
 * Counts (or sums of weights) by step, then cell: the cube `findEmerging` takes.
 * @param cells cell of each row, −1 for none @param steps step of each row, −1 for none @param mask 1 for rows that count, null for all
 */
export function fillCube(
  cells: Int32Array,
  steps: Int16Array,
  cellCount: number,
  stepCount: number,
  weights: ArrayLike<number> | null,
  mask: Uint8Array | null,
): Float64Array<ArrayBuffer> {
  const cube = new Float64Array(cellCount * stepCount);
  for (let row = 0; row < cells.length; row++) {
    if (cells[row]! < 0 || steps[row]! < 0 || mask?.[row] === 0) continue;
    cube[steps[row]! * cellCount + cells[row]!]! += weights === null ? 1 : weights[row]!;
  }
  return cube;
}

/** Months since January 1970. */
function monthOfDay(day: number): number {
  const date = new Date(day * DAY_MS);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function dayOfMonth(month: number): number {
  return Date.UTC(1970, month, 1) / DAY_MS;
}
