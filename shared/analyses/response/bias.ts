import { z } from 'zod';
import { NO_DAY } from '../../ipc/data-plane.ts';
import { done, failed, type Result } from '../../model/failure.ts';
import type { Explanation } from '../explanation.ts';
import {
  type BiasInput,
  type CellGrid,
  compareWithChecks,
  explainBias,
  type InspectionBias,
  keepCellsOf,
  listNeverVisited,
  locateCells,
  type NeverVisited,
} from '../hotspots/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { cellParameters, columnsInRegion, gridOver, type RegionColumns } from './cell-parameters.ts';
import type { ResponseInputs, ResponseZone } from './inputs.ts';
import { type AnswerFacts, factsOf } from './response-task.ts';
import { makeZoneFinder } from './zone-finder.ts';

export const biasParameters = cellParameters.extend({
  units: z.enum(['zones', 'cells']).default('zones').describe('按片区或按格子比较 · compare zones, or cells'),
});
export type BiasParameters = z.infer<typeof biasParameters>;

export interface BiasAnswer extends AnswerFacts<BiasParameters>, Omit<InspectionBias, 'units'> {
  /** Zones in their order, or the cells of the grid that take part. */
  units: (InspectionBias['units'][number] & {
    /** Of the zone; empty for cells. */
    id: string;
    name: string;
    /** Of the grid; −1 for zones. */
    cell: number;
    hazards: number;
    checks: number;
    premises: number;
    neverVisited: number;
  })[];
  grid: CellGrid | null;
  /** Ground of the units where they are zones. */
  zones: Pick<ResponseZone, 'id' | 'name' | 'geom'>[];
  /** Premises no check has reached, longest waiting first. */
  neverVisited: { fid: number; lon: number; lat: number; days: number | null }[];
  explanation: Explanation;
}

/** Whether many hazards mean many checks. Fails with `noZones`, `tooManyCells`, `noRecords`. */
export async function runBias(parameters: BiasParameters, inputs: ResponseInputs, watch: Watch = {}): Promise<Result<BiasAnswer>> {
  const pace = makePace(watch);
  const columns = columnsInRegion(parameters, inputs);
  const divided = divide(parameters, inputs, columns);
  if (!divided.ok) return divided;
  const { grid, names } = divided.value;
  await pace(0.4);
  const input = countByUnit(columns, divided.value);
  await pace(0.7);
  const bias = compareWithChecks(input);
  const never = listNever(inputs, columns);
  const premisesCount = columns.premises.mask.reduce((sum, flag) => sum + flag, 0);
  const { fid, lon, lat } = inputs.premises.columns;
  return done({
    ...factsOf(parameters, inputs),
    hazardsPerCheck: bias.hazardsPerCheck,
    checksPerPremises: bias.checksPerPremises,
    hazardsPerPremises: bias.hazardsPerPremises,
    units: bias.units.map((unit, index) => ({
      ...names[index]!,
      ...unit,
      hazards: input.hazards[index]!,
      checks: input.checks[index]!,
      premises: input.premises[index]!,
      neverVisited: input.neverVisited[index]!,
    })),
    grid,
    zones: grid === null ? inputs.zones.map(({ id, name, geom }) => ({ id, name, geom })) : [],
    neverVisited: never.map(({ row, days }) => ({ fid: fid[row]!, lon: lon[row]!, lat: lat[row]!, days })),
    explanation: explainBias(bias, input, never, premisesCount),
  });
}

/** What is compared, and in which of them every row lies (−1 for none). */
interface Units {
  grid: CellGrid | null;
  names: Pick<BiasAnswer['units'][number], 'id' | 'name' | 'cell'>[];
  ofHazards: Int32Array;
  ofPremises: Int32Array;
}

function divide(parameters: BiasParameters, inputs: ResponseInputs, columns: RegionColumns): Result<Units> {
  const { hazards, premises } = columns;
  if (parameters.units === 'zones') {
    const { zones } = inputs;
    if (zones.length === 0) return failed('noZones');
    const find = makeZoneFinder(zones);
    return done({
      grid: null,
      names: zones.map(({ id, name }) => ({ id, name, cell: -1 })),
      ofHazards: find(hazards.lon, hazards.lat),
      ofPremises: find(premises.lon, premises.lat),
    });
  }
  const grid = gridOver(parameters, inputs, columns);
  if (!grid.ok) return grid;
  const { inside } = grid.value;
  const hazardCells = locateCells(grid.value, hazards.lon, hazards.lat);
  const premisesCells = locateCells(grid.value, premises.lon, premises.lat);
  keepCellsOf(grid.value, hazardCells, hazards.mask);
  keepCellsOf(grid.value, premisesCells, premises.mask);
  const names: Units['names'] = [];
  const unit = Int32Array.from(inside, (flag, cell) => (flag === 1 ? names.push({ id: '', name: '', cell }) - 1 : -1));
  const unitOf = (cell: number): number => (cell < 0 ? -1 : unit[cell]!);
  return done({ grid: grid.value, names, ofHazards: hazardCells.map(unitOf), ofPremises: premisesCells.map(unitOf) });
}

function countByUnit({ hazards, premises }: RegionColumns, { names, ofHazards, ofPremises }: Units): BiasInput {
  const counts = (): Float64Array => new Float64Array(names.length);
  const input: BiasInput = { hazards: counts(), checks: counts(), premises: counts(), neverVisited: counts() };
  for (let row = 0; row < ofHazards.length; row++) {
    if (ofHazards[row]! >= 0 && hazards.mask[row] === 1) input.hazards[ofHazards[row]!]!++;
  }
  for (let row = 0; row < ofPremises.length; row++) {
    const unit = ofPremises[row]!;
    if (unit < 0 || premises.mask[row] !== 1) continue;
    input.premises[unit]!++;
    input.checks[unit]! += premises.checks[row]!;
    input.neverVisited[unit]! += premises.neverVisited[row]!;
  }
  return input;
}

function listNever({ premises, asOfDay }: ResponseInputs, columns: RegionColumns): NeverVisited[] {
  // The day itself does not matter, only whether there was one.
  const lastCheckDay = Int32Array.from(columns.premises.neverVisited, (never) => (never === 1 ? NO_DAY : asOfDay));
  return listNeverVisited(lastCheckDay, premises.columns.registeredDay, NO_DAY, asOfDay, columns.premises.mask);
}
