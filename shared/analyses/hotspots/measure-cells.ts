import { type CellGrid, keepCellsOf, locateCells } from './cell-grid.ts';

/**
 * What a cell's value is: hazards found, hazards still open, hazards weighted by severity, or a rate — open hazards per premises, hazards found per check. Rates leave
 * cells with an empty denominator out.
 */
export const hotspotMeasures = ['hazards', 'openHazards', 'severityWeighted', 'openPerPremises', 'hazardsPerCheck'] as const;
export type HotspotMeasure = (typeof hotspotMeasures)[number];

/** Whether settled hazards are none of its value. */
export const countsOpenOnly = (measure: HotspotMeasure): boolean => measure === 'openHazards' || measure === 'openPerPremises';

/** Weight by `hazardSeverities` + 1 (0 unknown), as the columns have them. */
export type SeverityWeights = readonly [unknown: number, low: number, slight: number, generalCommon: number, high: number];
/** Defaults of the product: each class counts about twice the one below. */
export const defaultSeverityWeights: SeverityWeights = [1, 1, 2, 4, 8];

export interface HotspotColumns {
  hazards: {
    lon: Float64Array;
    lat: Float64Array;
    /** 1 while open. */
    open: Uint8Array;
    severity: Uint8Array;
    /** 1 for rows that count (filter, period, district); null for all. */
    mask: Uint8Array | null;
  };
  premises: {
    lon: Float64Array;
    lat: Float64Array;
    /** Checks of each premises in the period; null when not known. */
    checks: ArrayLike<number> | null;
    mask: Uint8Array | null;
  };
}

export interface CellValues {
  values: Float64Array<ArrayBuffer>;
  /** 1 for cells that take part. */
  inside: Uint8Array<ArrayBuffer>;
  /** For rates, what they are made of; null otherwise. */
  numerator: Float64Array<ArrayBuffer> | null;
  denominator: Float64Array<ArrayBuffer> | null;
  /** Rows counted, and those left out for lying outside the grid or its district. */
  counted: number;
  outside: number;
  /** Cells left out because their denominator is empty. */
  emptyCells: number;
}

/** Adds values (null for 1 each) by cell. */
export function sumByCell(
  cells: Int32Array,
  cellCount: number,
  values: ArrayLike<number> | null,
  mask: Uint8Array | null,
): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(cellCount);
  for (let row = 0; row < cells.length; row++) {
    if (cells[row]! >= 0 && (mask === null || mask[row] !== 0)) sums[cells[row]!]! += values === null ? 1 : values[row]!;
  }
  return sums;
}

/**
 * The value of every cell. Border cells of the district that hold a premises or a hazard which counts are added to the grid.
 * @param columns rows that lie outside the district should be masked
 */
export function measureCells(
  grid: CellGrid,
  { hazards, premises }: HotspotColumns,
  measure: HotspotMeasure,
  severityWeights: SeverityWeights = defaultSeverityWeights,
): CellValues {
  const hazardCells = locateCells(grid, hazards.lon, hazards.lat);
  const premisesCells = locateCells(grid, premises.lon, premises.lat);
  keepCellsOf(grid, hazardCells, hazards.mask);
  keepCellsOf(grid, premisesCells, premises.mask);
  const count = grid.inside.length;
  const openOnly = countsOpenOnly(measure);
  const weights =
    measure === 'severityWeighted'
      ? Float64Array.from(hazards.severity, (severity) => severityWeights[severity] ?? severityWeights[0])
      : openOnly
        ? hazards.open
        : null;
  const sums = sumByCell(hazardCells, count, weights, hazards.mask);
  let counted = 0;
  let outside = 0;
  for (let row = 0; row < hazardCells.length; row++) {
    if (hazards.mask?.[row] === 0 || (openOnly && hazards.open[row] === 0)) continue;
    if (hazardCells[row]! < 0) outside++;
    else counted++;
  }
  const whole = { numerator: null, denominator: null, counted, outside, emptyCells: 0 };
  if (measure !== 'openPerPremises' && measure !== 'hazardsPerCheck') return { values: sums, inside: grid.inside.slice(), ...whole };
  const denominator = sumByCell(
    premisesCells,
    count,
    measure === 'hazardsPerCheck' ? (premises.checks ?? new Uint8Array(premisesCells.length)) : null,
    premises.mask,
  );
  return { ...whole, ...rateByCell(sums, denominator, grid.inside) };
}

/** Numerator over denominator; cells whose denominator is empty take no part. */
export function rateByCell(
  numerator: Float64Array<ArrayBuffer>,
  denominator: Float64Array<ArrayBuffer>,
  inside: Uint8Array,
): Pick<CellValues, 'values' | 'inside' | 'numerator' | 'denominator' | 'emptyCells'> {
  const values = new Float64Array(numerator.length);
  const takesPart = new Uint8Array(numerator.length);
  let emptyCells = 0;
  for (let cell = 0; cell < values.length; cell++) {
    if (inside[cell] === 0) continue;
    if (!(denominator[cell]! > 0)) {
      emptyCells++;
      continue;
    }
    values[cell] = numerator[cell]! / denominator[cell]!;
    takesPart[cell] = 1;
  }
  return { values, inside: takesPart, numerator, denominator, emptyCells };
}
