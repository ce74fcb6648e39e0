import type { ColumnSet, ColumnSetName } from '../../ipc/data-plane.ts';
import type { ResponseInputs } from './inputs.ts';
import type { ResponseTaskId } from './task-ids.ts';

/** Analyses of all premises or hazards, which can be asked of a part of them. The others name the places they are about. */
export const scopedTasks: readonly ResponseTaskId[] = [
  'coverage',
  'matrix',
  'sites',
  'bivariate',
  'hotspots',
  'emerging',
  'bias',
  'cluster',
];

/** Handles of the premises and hazards that count. */
export interface Scope {
  premises: Uint32Array;
  hazards: Uint32Array;
}

/** Inputs in which only these premises, those of these hazards that are theirs or nobody's, and their inspections are there. */
export function withinScope(inputs: ResponseInputs, { premises, hazards }: Scope): ResponseInputs {
  const kept = new Set(premises);
  const found = new Set(hazards);
  const { fid, premisesFid: owner } = inputs.hazards.columns;
  const { premisesFid: checked } = inputs.inspections.columns;
  return {
    ...inputs,
    premises: keepRows(inputs.premises, (row) => kept.has(inputs.premises.columns.fid[row]!)),
    hazards: keepRows(inputs.hazards, (row) => found.has(fid[row]!) && (owner[row] === 0 || kept.has(owner[row]!))),
    inspections: keepRows(inputs.inspections, (row) => kept.has(checked[row]!)),
  };
}

function keepRows<S extends ColumnSetName>(set: ColumnSet<S>, keep: (row: number) => boolean): ColumnSet<S> {
  const rows: number[] = [];
  for (let row = 0; row < set.count; row++) if (keep(row)) rows.push(row);
  const columns = Object.fromEntries(
    Object.entries(set.columns as Record<string, Float64Array>).map(([name, column]) => {
      const picked = new (column.constructor as Float64ArrayConstructor)(rows.length);
      rows.forEach((row, index) => {
        picked[index] = column[row]!;
      });
      return [name, picked];
    }),
  );
  return { ...set, count: rows.length, columns: columns as ColumnSet<S>['columns'] };
}
