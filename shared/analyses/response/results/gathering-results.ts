import type { Geometry } from 'geojson';
import { type CellGrid, kindOfCode } from '../../hotspots/index.ts';
import type { BiasAnswer } from '../bias.ts';
import type { BivariateAnswer } from '../bivariate.ts';
import type { ClusterAnswer } from '../cluster.ts';
import type { EmergingAnswer } from '../emerging.ts';
import type { HotspotAnswer } from '../hotspots.ts';
import {
  cellPolygon,
  cellPosition,
  degrees,
  feature,
  point,
  type ResultForms,
  type ResultNames,
  type ResultValue,
  significant,
  tenths,
} from './result-parts.ts';

/** Code of a confidence class, as in the texts. */
const confidences = ['cold99', 'cold95', 'cold90', 'none', 'hot90', 'hot95', 'hot99'] as const;
const confidenceOf = (level: number): string => confidences[level + 3]!;

function cellsInside(inside: Uint8Array): number[] {
  const cells: number[] = [];
  for (let cell = 0; cell < inside.length; cell++) if (inside[cell] === 1) cells.push(cell);
  return cells;
}

/**
 * An answer by cells, of those that take part alone: `cells` are their numbers in the grid, row by row; columns by cell, or by step and then cell, hold their
 * values in that order.
 */
function ofCellsInside(grid: CellGrid, inside: Uint8Array, columns: Readonly<Record<string, ArrayLike<number>>>): object {
  const cells = cellsInside(inside);
  const { inside: _, ...frame } = grid;
  const positions = cells.map((cell) => cellPosition(grid, cell));
  const kept = Object.entries(columns).map(([name, values]) => {
    const told: number[] = [];
    for (let start = 0; start < values.length; start += inside.length) {
      for (const cell of cells) told.push(values[start + cell]!);
    }
    return [name, told];
  });
  return { grid: frame, cells, lon: positions.map(([lon]) => lon), lat: positions.map(([, lat]) => lat), ...Object.fromEntries(kept) };
}

export const hotspotResults: ResultForms<HotspotAnswer> = {
  features: ({ grid, inside, values, z, p, adjustedP, classes }) =>
    cellsInside(inside).map((cell) =>
      feature(cellPolygon(grid, cell), {
        kind: 'cell',
        value: significant(values[cell]!),
        z: significant(z[cell]!),
        p: significant(p[cell]!),
        adjustedP: significant(adjustedP[cell]!),
        class: classes[cell],
      }),
    ),
  table: ({ grid, inside, values, z, p, adjustedP, classes }) => ({
    columns: [
      { key: 'lon' },
      { key: 'lat' },
      { key: 'value' },
      { key: 'z' },
      { key: 'p' },
      { key: 'adjustedP' },
      { key: 'confidence', words: 'analyses.confidence' },
    ],
    rows: cellsInside(inside).map((cell): ResultValue[] => [
      ...cellPosition(grid, cell),
      significant(values[cell]!),
      significant(z[cell]!),
      significant(p[cell]!),
      significant(adjustedP[cell]!),
      confidenceOf(classes[cell]!),
    ]),
  }),
  json: ({ grid, inside, values, z, p, adjustedP, classes, ...said }) => ({
    ...said,
    ...ofCellsInside(grid, inside, { values, z, p, adjustedP, classes }),
  }),
};

export const emergingResults: ResultForms<EmergingAnswer> = {
  features: ({ grid, inside, codes, trendZ, trendP }) =>
    cellsInside(inside).map((cell) => {
      const kind = kindOfCode(codes[cell]!);
      return feature(cellPolygon(grid, cell), {
        kind: 'cell',
        emerging: kind?.kind ?? null,
        hot: kind?.hot ?? null,
        trendZ: significant(trendZ[cell]!),
        trendP: significant(trendP[cell]!),
      });
    }),
  table: ({ grid, inside, codes, classes, steps, trendZ, trendP }) => ({
    columns: [
      { key: 'lon' },
      { key: 'lat' },
      { key: 'emerging', words: 'analyses.emergingKind' },
      { key: 'confidence', words: 'analyses.confidence' },
      { key: 'trendZ' },
      { key: 'trendP' },
    ],
    rows: cellsInside(inside).map((cell): ResultValue[] => [
      ...cellPosition(grid, cell),
      kindOfCode(codes[cell]!)?.kind ?? null,
      confidenceOf(classes[(steps - 1) * inside.length + cell]!),
      significant(trendZ[cell]!),
      significant(trendP[cell]!),
    ]),
  }),
  json: ({ grid, inside, codes, classes, z, trendZ, trendP, cube, ...said }) => ({
    ...said,
    ...ofCellsInside(grid, inside, { codes, trendZ, trendP, classes, z, cube }),
  }),
};

export const clusterResults: ResultForms<ClusterAnswer> = {
  features: ({ clusters, points }) => [
    ...clusters.map(({ hull, centroid, cluster, ...said }) =>
      feature(hull.length > 3 ? { type: 'Polygon', coordinates: [hull] } : point(...centroid), {
        kind: 'cluster',
        number: cluster + 1,
        points: said.points,
        corePoints: said.corePoints,
        weight: said.weight,
        squareMeters: tenths(said.areaSquareMeters),
      }),
    ),
    ...Array.from(points.fid, (fid, row) =>
      feature(point(points.lon[row]!, points.lat[row]!), {
        kind: 'point',
        fid,
        cluster: points.label[row]! < 0 ? null : points.label[row]! + 1,
        core: points.core[row] === 1,
      }),
    ),
  ],
  table: ({ clusters }) => ({
    columns: [
      { key: 'number' },
      { key: 'points' },
      { key: 'corePoints' },
      { key: 'weight' },
      { key: 'lon' },
      { key: 'lat' },
      { key: 'squareKilometers' },
      { key: 'perSquareKilometer' },
    ],
    rows: clusters.map(({ cluster, points, corePoints, weight, centroid, areaSquareMeters, pointsPerSquareKilometer }): ResultValue[] => [
      cluster + 1,
      points,
      corePoints,
      weight,
      ...(centroid.map(degrees) as [number, number]),
      significant(areaSquareMeters / 1e6),
      pointsPerSquareKilometer === null ? null : significant(pointsPerSquareKilometer),
    ]),
  }),
};

export const biasResults: ResultForms<BiasAnswer> = {
  features: ({ units, grid, zones, neverVisited }, names) => [
    ...units.map(({ cell, id, ...unit }, index) =>
      feature(grid === null ? zones[index]!.geom : cellPolygon(grid, cell), { kind: grid === null ? 'zone' : 'cell', id, ...unit }),
    ),
    ...neverVisited.map(({ fid, lon, lat, days }) =>
      feature(point(lon, lat), { kind: 'neverVisited', fid, name: names.premises(fid), days }),
    ),
  ],
  table: ({ units, grid }) => ({
    columns: [
      { key: 'name' },
      { key: 'lon' },
      { key: 'lat' },
      { key: 'hazards' },
      { key: 'checks' },
      { key: 'premises' },
      { key: 'neverVisited' },
      { key: 'hazardsPerCheck' },
      { key: 'smoothedRate' },
      { key: 'checksPerPremises' },
      { key: 'biasFlag', words: 'analyses.biasFlag' },
    ],
    rows: units.map((unit): ResultValue[] => [
      unit.name,
      ...(grid === null ? [null, null] : cellPosition(grid, unit.cell)),
      unit.hazards,
      unit.checks,
      unit.premises,
      unit.neverVisited,
      unit.hazardsPerCheck === null ? null : significant(unit.hazardsPerCheck),
      significant(unit.smoothedRate),
      unit.checksPerPremises === null ? null : significant(unit.checksPerPremises),
      unit.flag,
    ]),
  }),
};

/** What a unit of the bivariate map is: premises, zone or cell. */
function unitOf(
  answer: BivariateAnswer,
  index: number,
  names: ResultNames,
): { geometry: Geometry; name: string | null; lon: number | null; lat: number | null } {
  const unit = answer.unit[index]!;
  if (answer.grid !== null) {
    const [lon, lat] = cellPosition(answer.grid, unit);
    return { geometry: cellPolygon(answer.grid, unit), name: null, lon, lat };
  }
  if (answer.parameters.units === 'zones') {
    const { geom, name } = answer.zones[unit]!;
    return { geometry: geom, name, lon: null, lat: null };
  }
  const [lon, lat] = [answer.lon[index]!, answer.lat[index]!];
  return { geometry: point(lon, lat), name: names.premises(unit), lon, lat };
}

const threes = ['low', 'middle', 'high'] as const;

const worstPlaces = new WeakMap<BivariateAnswer, Map<number, { number: number; street: string; zone: string }>>();
/** The numbered place of high risk and slow response a unit is of; undefined for all others. */
function worstPlaceOf(answer: BivariateAnswer, unit: number): { number: number; street: string; zone: string } | undefined {
  let found = worstPlaces.get(answer);
  if (found === undefined) {
    found = new Map(
      answer.worst.flatMap(({ units, street, zone }, index) => units.map((one) => [one, { number: index + 1, street, zone }] as const)),
    );
    worstPlaces.set(answer, found);
  }
  return found.get(unit);
}

export const bivariateResults: ResultForms<BivariateAnswer> = {
  features: (answer, names) =>
    Array.from(answer.classes, (both, index) => {
      const { geometry, name } = unitOf(answer, index, names);
      const place = worstPlaceOf(answer, index);
      return feature(geometry, {
        kind: answer.parameters.units,
        name,
        fid: answer.parameters.units === 'premises' ? answer.unit[index] : null,
        premises: answer.premises[index],
        risk: significant(answer.risk[index]!),
        responseSeconds: tenths(answer.responseSeconds[index]!),
        class: both,
        riskClass: both < 0 ? null : threes[both % 3],
        responseClass: both < 0 ? null : threes[Math.floor(both / 3)],
        worstPlace: place?.number ?? null,
        street: place?.street ?? null,
        zone: place?.zone ?? null,
      });
    }),
  table: (answer, names) => ({
    columns: [
      { key: 'name' },
      { key: 'fid' },
      { key: 'lon' },
      { key: 'lat' },
      { key: 'premises' },
      { key: 'risk' },
      { key: 'seconds' },
      { key: 'riskClass', words: 'analyses.riskClass' },
      { key: 'responseClass', words: 'analyses.responseClass' },
      { key: 'worstPlace' },
      { key: 'street' },
      { key: 'zone' },
    ],
    rows: Array.from(answer.classes, (both, index): ResultValue[] => {
      const { name, lon, lat } = unitOf(answer, index, names);
      const place = worstPlaceOf(answer, index);
      return [
        name,
        answer.parameters.units === 'premises' ? answer.unit[index]! : null,
        lon,
        lat,
        answer.premises[index]!,
        significant(answer.risk[index]!),
        tenths(answer.responseSeconds[index]!),
        both < 0 ? null : threes[both % 3]!,
        both < 0 ? null : threes[Math.floor(both / 3)]!,
        place?.number ?? null,
        place?.street ?? null,
        place?.zone ?? null,
      ];
    }),
  }),
};
