import type { Position } from 'geojson';
import { z } from 'zod';
import { NO_DAY } from '../../ipc/data-plane.ts';
import { failed, type Result } from '../../model/failure.ts';
import {
  type CellGrid,
  type CellValues,
  cellShapes,
  confidenceAlphas,
  corrections,
  countsOpenOnly,
  defaultSeverityWeights,
  type HotspotColumns,
  hotspotMeasures,
  keepCellsOf,
  locateCells,
  makeCellGrid,
  measureCells,
  type SeverityWeights,
} from '../hotspots/index.ts';
import { planeOfLatitudes } from '../metric-plane.ts';
import { dayRange, daysOf, isWithin } from './day-range.ts';
import type { ResponseInputs } from './inputs.ts';
import { isOpenOn } from './rows-on-day.ts';
import { makeZoneFinder } from './zone-finder.ts';

const weight = z.number().min(0).max(1000);

/** What every analysis on a grid of cells is told. */
export const cellParameters = z.strictObject({
  shape: z.enum(cellShapes).default('hexagon').describe('格子形状：六边形或方格 · shape of the cells'),
  cellMeters: z
    .number()
    .min(10)
    .max(20_000)
    .default(200)
    .describe('方格边长，或相邻六边形的中心距，米 · side of a square, distance between centres of hexagons, metres'),
  region: z
    .enum(['zones', 'data'])
    .default('zones')
    .describe('范围：各片区（没有片区时同 data），或有场所或隐患的格子 · the zones, or the cells that hold premises or hazards'),
  period: dayRange.default({ from: null, to: null }).describe('计入的日期范围 · which days count'),
});
export type CellParameters = z.infer<typeof cellParameters>;

/** What a hot spot is, beside the grid. */
export const hotspotOptions = cellParameters.extend({
  measure: z
    .enum(hotspotMeasures)
    .default('hazards')
    .describe(
      '每格的数值：隐患数、未整改隐患数、按严重程度加权、每家场所的未整改隐患数、每次检查发现的隐患数 · what the value of a cell is',
    ),
  severityWeights: z
    .tuple([weight, weight, weight, weight, weight])
    .default([...defaultSeverityWeights])
    .describe('严重程度权重：未知、低风险、轻微、一般、重大 · weight by severity: unknown, low, slight, general, high'),
  neighbourhood: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('touching') }),
      z.strictObject({ kind: z.literal('within'), meters: z.number().positive().max(50_000) }),
    ])
    .default({ kind: 'touching' })
    .describe('哪些格子算邻近：相邻，或中心距在若干米以内 · which cells are neighbours'),
  alpha: z
    .literal(confidenceAlphas)
    .default(confidenceAlphas[0])
    .describe('显著性水平：校正后不超过它的格子才算热点或冷点 · cells count as hot or cold up to this level, after correction'),
  correction: z.enum(corrections).default('benjaminiHochberg').describe('多重检验校正 · correction for testing many cells'),
});
export type HotspotOptions = z.infer<typeof hotspotOptions>;

/** The records that count, as the kernels of hot spots take them. */
export interface RegionColumns extends HotspotColumns {
  hazards: HotspotColumns['hazards'] & {
    foundDay: Int32Array;
    mask: Uint8Array;
    /** 1 for those left out for lying outside of the region alone. */
    elsewhere: Uint8Array;
  };
  premises: HotspotColumns['premises'] & { checks: Uint32Array; neverVisited: Uint8Array; mask: Uint8Array };
}

/** Hazards found in the period, premises on record and their checks in the period; those outside of the region masked. */
export function columnsInRegion({ region, period }: CellParameters, inputs: ResponseInputs): RegionColumns {
  const { asOfDay, zones } = inputs;
  const hazards = inputs.hazards.columns;
  const premises = inputs.premises.columns;
  const days = daysOf(period, asOfDay);
  const inRegion = maskOf(region === 'zones' ? zones : []);
  const hazardMask = inRegion(hazards.lon, hazards.lat);
  const elsewhere = maskOf([])(hazards.lon, hazards.lat);
  for (let row = 0; row < hazardMask.length; row++) {
    if (hazardMask[row] === 1) elsewhere[row] = 0;
    if (!isWithin(hazards.foundDay[row]!, days)) hazardMask[row] = elsewhere[row] = 0;
  }
  const premisesMask = inRegion(premises.lon, premises.lat);
  for (let row = 0; row < premisesMask.length; row++) {
    const [registered, closed] = [premises.registeredDay[row]!, premises.closedDay[row]!];
    if (registered > asOfDay || (closed !== NO_DAY && closed <= asOfDay)) premisesMask[row] = 0;
  }
  return {
    hazards: {
      lon: hazards.lon,
      lat: hazards.lat,
      open: Uint8Array.from(hazardMask, (_, row) => (isOpenOn(hazards, row, asOfDay) ? 1 : 0)),
      severity: hazards.severity,
      foundDay: hazards.foundDay,
      mask: hazardMask,
      elsewhere,
    },
    premises: { lon: premises.lon, lat: premises.lat, ...countChecks(inputs, days), mask: premisesMask },
  };
}

/** Checks of each premises in the period, and whether it never had one by the day. */
function countChecks(
  { premises, inspections, asOfDay }: ResponseInputs,
  days: { first: number; last: number },
): { checks: Uint32Array; neverVisited: Uint8Array } {
  const rowOf = new Map(Array.from(premises.columns.fid, (fid, row) => [fid, row]));
  const checks = new Uint32Array(premises.count);
  const neverVisited = new Uint8Array(premises.count).fill(1);
  const { premisesFid, inspectedDay } = inspections.columns;
  for (let row = 0; row < inspections.count; row++) {
    const place = rowOf.get(premisesFid[row]!);
    if (place === undefined) continue;
    if (isWithin(inspectedDay[row]!, days)) checks[place]!++;
    if (inspectedDay[row]! <= asOfDay) neverVisited[place] = 0;
  }
  return { checks, neverVisited };
}

/** 1 where a position lies in one of the zones; everything placed counts where there are none. */
function maskOf(zones: ResponseInputs['zones']): (lon: Float64Array, lat: Float64Array) => Uint8Array<ArrayBuffer> {
  if (zones.length === 0) return (lon) => Uint8Array.from(lon, (value) => (Number.isFinite(value) ? 1 : 0));
  const find = makeZoneFinder(zones);
  return (lon, lat) => Uint8Array.from(find(lon, lat), (zone) => (zone >= 0 ? 1 : 0));
}

/**
 * The grid over the region; without zones its cells are those with premises or hazards, for elsewhere none could be found: water and fields
 * would make all of a town a hot spot (as ArcGIS's Optimized Hot Spot Analysis does without bounding polygons). Fails with `tooManyCells`,
 * and `noRecords` where nothing lies in the region.
 */
export function gridOver(
  { shape, cellMeters, region }: CellParameters,
  { zones }: ResponseInputs,
  columns: RegionColumns,
): Result<CellGrid> {
  const district: Position[][][] | null = region === 'zones' && zones.length > 0 ? zones.flatMap(({ geom }) => geom.coordinates) : null;
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  const include = (lon: number, lat: number): void => {
    bounds.west = Math.min(bounds.west, lon);
    bounds.east = Math.max(bounds.east, lon);
    bounds.south = Math.min(bounds.south, lat);
    bounds.north = Math.max(bounds.north, lat);
  };
  for (const { lon, lat, mask } of [columns.hazards, columns.premises]) {
    for (let row = 0; row < lon.length; row++) if (mask[row] === 1) include(lon[row]!, lat[row]!);
  }
  for (const position of district?.flat(2) ?? []) include(position[0]!, position[1]!);
  if (!(bounds.west <= bounds.east)) return failed('noRecords');
  const made = makeCellGrid({ plane: planeOfLatitudes(Float64Array.of(bounds.south, bounds.north)), shape, cellMeters, bounds, district });
  if (!made.ok || district !== null) return made;
  made.value.inside.fill(0);
  for (const { lon, lat, mask } of [columns.hazards, columns.premises]) keepCellsOf(made.value, locateCells(made.value, lon, lat), mask);
  return made;
}

export function valuesOf({ measure, severityWeights }: HotspotOptions, grid: CellGrid, columns: RegionColumns): CellValues {
  const { open, elsewhere } = columns.hazards;
  const beyond = elsewhere.reduce((sum, one, row) => sum + (one === 1 && (open[row] === 1 || !countsOpenOnly(measure)) ? 1 : 0), 0);
  const values = measureCells(grid, columns, measure, severityWeights as SeverityWeights);
  return { ...values, outside: values.outside + beyond };
}
