import { z } from 'zod';
import { done, failed, type Result } from '../../model/failure.ts';
import { clockStarts } from '../../rules/response-tiers.ts';
import {
  type BivariateClasses,
  type Breaks,
  classifyBivariate,
  defaultResponseBreaksSeconds,
  explainBivariate,
  tercileBreaks,
} from '../bivariate/index.ts';
import type { Explanation } from '../explanation.ts';
import { type CellGrid, keepCellsOf, locateCells } from '../hotspots/index.ts';
import { findNearest, responsePercentile } from '../network/index.ts';
import { makePace, type Watch } from '../pace.ts';
import { cellParameters, columnsInRegion, gridOver } from './cell-parameters.ts';
import { chooseResources, ghostStation } from './choose-resources.ts';
import type { ResponseInputs, ResponseZone } from './inputs.ts';
import { resourceTypes } from './nearest.ts';
import { snapAll, snapPositions } from './place-references.ts';
import { factsOf, type TravelFacts } from './response-task.ts';
import { positionsOf, premisesRowsOn, riskScoresOn } from './rows-on-day.ts';
import { graphFor, travelParameters } from './travel-parameters.ts';
import { findWorstPlaces, type WorstPlace } from './worst-places.ts';
import { makeZoneFinder } from './zone-finder.ts';

const ascending = (pair: readonly number[]): boolean => pair[0]! < pair[1]!;

export const bivariateParameters = travelParameters.extend({
  ...cellParameters.pick({ shape: true, cellMeters: true, region: true }).shape,
  units: z.enum(['cells', 'zones', 'premises']).default('cells').describe('按格子、片区或场所 · cells, zones or premises'),
  types: resourceTypes,
  ghostStations: z.array(ghostStation).max(50).default([]).describe('设想的站点，计入力量 · stations that do not exist yet'),
  clockStart: z.enum(clockStarts).default('dispatch').describe('到场时间是否含出动：dispatch 含，departure 不含 · whether turnout counts'),
  percentile: z.number().min(1).max(100).default(90).describe('一格或一片的到场时间取其场所的这一百分位 · percentile of a unit’s premises'),
  riskBreaks: z
    .tuple([z.number(), z.number()])
    .refine(ascending, 'two ascending numbers')
    .nullable()
    .default(null)
    .describe('风险分档界限；null 取三等分点 · limits of risk, null for terciles'),
  responseBreaksSeconds: z
    .tuple([z.number().positive(), z.number().positive()])
    .refine(ascending, 'two ascending numbers')
    .default([...defaultResponseBreaksSeconds])
    .describe('到场时间分档界限，秒 · limits of response, seconds'),
});
export type BivariateParameters = z.infer<typeof bivariateParameters>;

export interface BivariateAnswer extends TravelFacts<BivariateParameters>, BivariateClasses {
  /** One unit an entry, as `classes`; what each is: fid of the premises, index in `zones`, or cell of the grid. */
  unit: Int32Array<ArrayBuffer>;
  grid: CellGrid | null;
  zones: Pick<ResponseZone, 'id' | 'name' | 'geom'>[];
  /** Middle of premises; NaN for cells and zones. */
  lon: Float64Array<ArrayBuffer>;
  lat: Float64Array<ArrayBuffer>;
  premises: Uint32Array<ArrayBuffer>;
  /** Sum of the risk scores of its premises. */
  risk: Float64Array<ArrayBuffer>;
  /** Of the first resource to arrive; Infinity where none does, NaN where no premises is near enough to a road to say. */
  responseSeconds: Float64Array<ArrayBuffer>;
  /** Premises no road is near enough to: their risk counts, when somebody arrives there is not known. */
  offRoad: number;
  terciles: boolean;
  /** Where risk is high and response slow, the most risk first. */
  worst: WorstPlace[];
  explanation: Explanation;
}

/** Where risk is high and response slow. Fails with `noZones`, `noRecords`, `noResources`, `tooManyCells`. */
export async function runBivariate(
  parameters: BivariateParameters,
  inputs: ResponseInputs,
  watch: Watch = {},
): Promise<Result<BivariateAnswer>> {
  const pace = makePace(watch);
  const graph = graphFor(inputs, parameters);
  const { snapLimitMeters, clockStart, percentile } = parameters;
  const { basis, turnoutSeconds } = graph.profile;
  const { stations } = chooseResources(parameters, inputs, graph);
  if (stations.length === 0) return failed('noResources');
  const rows = premisesRowsOn(inputs);
  if (rows.length === 0) return failed('noRecords');
  const { lon, lat } = positionsOf(inputs.premises.columns, rows);
  const divided = divide(parameters, inputs, rows, lon, lat);
  if (!divided.ok) return divided;
  const { grid, units, unitOfRow } = divided.value;
  await pace(0.2);
  const origins = { places: snapAll(graph, stations, snapLimitMeters), startSeconds: null };
  const snapped = snapPositions(graph, lon, lat, snapLimitMeters);
  await pace(0.5);
  const { seconds } = findNearest(graph, origins, snapped, { k: 1, limitSeconds: Infinity });
  const added = clockStart === 'dispatch' ? turnoutSeconds : 0;
  await pace(0.8);
  const scores = riskScoresOn(inputs);
  const risk = new Float64Array(units.length);
  const premises = new Uint32Array(units.length);
  const arrivalSeconds = seconds.map((own, index) => (Number.isFinite(snapped.meters[index]) ? own + added : Number.NaN));
  const arrivals: number[][] = units.map(() => []);
  let offRoad = 0;
  for (const [index, row] of rows.entries()) {
    const unit = unitOfRow[index]!;
    if (unit < 0) continue;
    risk[unit]! += scores[row]!;
    premises[unit]! += 1;
    if (Number.isNaN(arrivalSeconds[index])) offRoad += 1;
    else arrivals[unit]!.push(arrivalSeconds[index]!);
  }
  const responseSeconds = Float64Array.from(arrivals, (own) => responsePercentile(own, percentile / 100));
  const riskBreaks = (parameters.riskBreaks ?? tercileBreaks(risk.filter((_, unit) => premises[unit]! > 0))) as Breaks;
  const classified = classifyBivariate(risk, responseSeconds, riskBreaks, parameters.responseBreaksSeconds);
  const isPremises = parameters.units === 'premises';
  const worst = findWorstPlaces(
    { classes: classified.classes, unit: units, grid, risk, premises },
    {
      fid: rows.map((row) => inputs.premises.columns.fid[row]!),
      lon,
      lat,
      score: rows.map((row) => scores[row]!),
      unit: unitOfRow,
      arrivalSeconds,
    },
    graph.network,
    inputs.zones,
    percentile / 100,
  );
  return done({
    ...factsOf(parameters, inputs),
    basis,
    turnoutSeconds,
    ...classified,
    unit: Int32Array.from(units),
    grid,
    zones: parameters.units === 'zones' ? inputs.zones.map(({ id, name, geom }) => ({ id, name, geom })) : [],
    lon: isPremises ? lon : new Float64Array(units.length).fill(Number.NaN),
    lat: isPremises ? lat : new Float64Array(units.length).fill(Number.NaN),
    premises,
    risk,
    responseSeconds,
    offRoad,
    terciles: parameters.riskBreaks === null,
    worst,
    explanation: explainBivariate(classified, {
      terciles: parameters.riskBreaks === null,
      outside: unitOfRow.reduce((count, unit) => count + (unit < 0 ? 1 : 0), 0),
    }),
  });
}

interface Division {
  grid: CellGrid | null;
  units: number[];
  /** Unit of every premises, −1 for none. */
  unitOfRow: Int32Array;
}

function divide(
  parameters: BivariateParameters,
  inputs: ResponseInputs,
  rows: readonly number[],
  lon: Float64Array,
  lat: Float64Array,
): Result<Division> {
  if (parameters.units === 'premises') {
    const units = rows.map((row) => inputs.premises.columns.fid[row]!);
    return done({ grid: null, units, unitOfRow: Int32Array.from(rows.keys()) });
  }
  if (parameters.units === 'zones') {
    const { zones } = inputs;
    if (zones.length === 0) return failed('noZones');
    return done({
      grid: null,
      units: [...zones.keys()],
      unitOfRow: makeZoneFinder(zones)(lon, lat),
    });
  }
  const cells = { ...parameters, period: { from: null, to: null } };
  const columns = columnsInRegion(cells, inputs);
  const made = gridOver(cells, inputs, columns);
  if (!made.ok) return made;
  const grid = made.value;
  keepCellsOf(grid, locateCells(grid, columns.premises.lon, columns.premises.lat), columns.premises.mask);
  // Cells without premises have neither risk nor response: they are no units.
  const unitOfCell = new Map<number, number>();
  const units: number[] = [];
  const unitOfRow = locateCells(grid, lon, lat).map((cell, index) => {
    if (cell < 0 || columns.premises.mask[rows[index]!] === 0) return -1;
    const known = unitOfCell.get(cell);
    if (known !== undefined) return known;
    unitOfCell.set(cell, units.length);
    return units.push(cell) - 1;
  });
  return done({ grid, units, unitOfRow });
}
