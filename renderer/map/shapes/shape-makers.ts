import { area as squareMeters } from '@turf/area';
import circle from '@turf/circle';
import type { Feature, FeatureCollection } from 'geojson';
import { type CellGrid, cellCenter, cellRing } from '../../../shared/analyses/hotspots/index.ts';
import { positionOnPlane } from '../../../shared/analyses/metric-plane.ts';
import type { LineColumns } from '../../../shared/analyses/response/index.ts';
import { type AreaColumns, unpackArea } from '../../../shared/geo/area-columns.ts';
import { zoneHues } from '../../../shared/look/symbols.ts';
import { labelPoint } from '../label-point.ts';
import { neighbourHues } from './neighbour-hues.ts';

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

export interface NamedAreas {
  areas: readonly AreaColumns[];
  names: readonly string[];
}
export interface Circle {
  tier: number;
  lon: number;
  lat: number;
  kilometers: number;
}
export interface CoveredPremises {
  fid: Uint32Array;
  lon: Float64Array;
  lat: Float64Array;
  /** Class of each. */
  cover: Uint8Array;
  /** What is written beside each near by, before `unit`; NaN is nothing. */
  numbers: Float64Array | null;
  unit: string;
}
export interface ChangedPremises {
  lon: Float64Array;
  lat: Float64Array;
  /** First tier of each now and today, −1 none. */
  now: Int8Array;
  today: Int8Array;
}

export interface LevelledCells {
  grid: CellGrid;
  cell: Uint32Array;
  /** Class of each. */
  level: Int8Array;
  /** What is written on each. */
  mark: readonly string[];
}
export interface CountedRecords {
  fid: Uint32Array;
  lon: Float64Array;
  lat: Float64Array;
  /** 1 for those that belong to what was found. */
  member: Uint8Array;
}

/** How columns become features, in the worker of shapes. */
export const shapeMakers = {
  /** Areas with `tier`, the widest first so that the nearer lie on top. */
  tierAreas: (areas: readonly AreaColumns[]) =>
    collection(areas.map((area, tier): Feature => ({ type: 'Feature', geometry: unpackArea(area), properties: { tier } })).toReversed()),

  /** The outside of an area: without the gaps in it, and without pieces that are small beside the largest. */
  outerEdge(area: AreaColumns) {
    const rings = unpackArea(area).coordinates.map(([outer]) => ({
      outer: outer!,
      size: squareMeters({ type: 'Polygon', coordinates: [outer!] }),
    }));
    const largest = Math.max(0, ...rings.map(({ size }) => size));
    const coordinates = rings.filter(({ size }) => size >= largest / 200).map(({ outer }) => [outer]);
    return collection([{ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates }, properties: {} }]);
  },

  /** Each part's lines as one feature, the first below. */
  lines: (parts: readonly { lines: LineColumns; properties: Record<string, string | number> }[]) =>
    collection(parts.map(({ lines, properties }) => ({ type: 'Feature', geometry: linesOf(lines), properties }))),

  /** Areas with `name` and `hue`, other than their neighbours'. */
  namedAreas({ areas, names }: NamedAreas) {
    const geometries = areas.map(unpackArea);
    const hues = neighbourHues(geometries, zoneHues.length);
    return collection(
      geometries.map((geometry, index) => ({ type: 'Feature', geometry, properties: { hue: hues[index], name: names[index] } })),
    );
  },

  /** A point with `name` inside each area. */
  areaNames: ({ areas, names }: NamedAreas) =>
    collection(
      areas.flatMap((area, index): Feature[] => {
        const point = labelPoint(unpackArea(area));
        return point === null
          ? []
          : [{ type: 'Feature', geometry: { type: 'Point', coordinates: point }, properties: { name: names[index] } }];
      }),
    ),

  /** Circles with `tier`. */
  circles: (circles: readonly Circle[]) =>
    collection(
      circles.map(({ tier, lon, lat, kilometers }) =>
        circle([lon, lat], kilometers, { steps: 72, units: 'kilometers', properties: { tier } }),
      ),
    ),

  /** Premises with `fid`, `cover` and `text`. */
  coveredPremises: ({ fid, lon, lat, cover, numbers, unit }: CoveredPremises) =>
    collection(
      Array.from(fid, (id, place) => {
        const number = numbers?.[place] ?? Number.NaN;
        return {
          type: 'Feature',
          id,
          geometry: { type: 'Point', coordinates: [lon[place]!, lat[place]!] },
          properties: { fid: id, cover: cover[place], text: Number.isNaN(number) ? '' : `${number}${unit}` },
        };
      }),
    ),

  /** Premises that more or less is done for now than today, with `change` 1 (gained) or −1 (lost). */
  changedPremises({ lon, lat, now, today }: ChangedPremises) {
    const features: Feature[] = [];
    for (let place = 0; place < lon.length; place++) {
      const change = (now[place] === -1 ? 0 : 1) - (today[place] === -1 ? 0 : 1);
      if (change === 0) continue;
      features.push({ type: 'Feature', geometry: { type: 'Point', coordinates: [lon[place]!, lat[place]!] }, properties: { change } });
    }
    return collection(features);
  },

  /** Cells with `unit`, their number, and `level`. */
  cells: ({ grid, cell, level }: LevelledCells) =>
    collection(
      Array.from(cell, (unit, index) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [cellRing(grid, unit)] },
        properties: { unit, level: level[index] },
      })),
    ),

  /** The middles of cells with `unit`, `level` and `mark`, but for those of level 0. */
  cellMarks: ({ grid, cell, level, mark }: LevelledCells) =>
    collection(
      Array.from(cell, (unit, index): Feature[] => {
        if (level[index] === 0) return [];
        const coordinates = positionOnPlane(grid.plane, ...cellCenter(grid, unit));
        return [
          { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { unit, level: level[index], mark: mark[index] } },
        ];
      }).flat(),
    ),

  /** Records with `fid` and `member`. */
  records: ({ fid, lon, lat, member }: CountedRecords) =>
    collection(
      Array.from(fid, (id, row) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lon[row]!, lat[row]!] },
        properties: { fid: id, member: member[row] },
      })),
    ),

  /** Few features, as they are. */
  features: (features: FeatureCollection) => features,
} satisfies Record<string, (from: never) => FeatureCollection>;

function linesOf({ count, start, lon, lat }: LineColumns): Feature['geometry'] {
  const coordinates = Array.from({ length: count }, (_, line) => {
    const positions: number[][] = [];
    for (let at = start[line]!; at < start[line + 1]!; at++) positions.push([lon[at]!, lat[at]!]);
    return positions;
  });
  return { type: 'MultiLineString', coordinates };
}

type ShapeMakers = typeof shapeMakers;
/** What is to be drawn, as columns: cheap to hand to the worker of shapes. The same object is drawn once. */
export type ShapeData = { [Kind in keyof ShapeMakers]: { kind: Kind; from: Parameters<ShapeMakers[Kind]>[0] } }[keyof ShapeMakers];
