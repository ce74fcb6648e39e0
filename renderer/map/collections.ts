import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { StoredRow } from '../../shared/ipc/index.ts';
import { personalMask } from '../../shared/model/personal-mask.ts';
import { labelPoint } from './label-point.ts';
import { onceFor } from './once-for.ts';

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Stations still open, with `type`, `name`. */
export const stationFeatures = onceFor((rows: StoredRow[]) =>
  collection(
    rows.flatMap((row): Feature[] =>
      row.geom === null || (typeof row.closedOn === 'string' && row.closedOn !== '')
        ? []
        : [
            {
              type: 'Feature',
              id: row.fid,
              geometry: row.geom as Geometry,
              properties: { fid: row.fid, type: textOf(row.type) || 'fireStation', name: textOf(row.name) },
            },
          ],
    ),
  ),
);

/** Zones not retired, with `hue` (0–5), `name`, `chief`. */
export const zoneFeatures = onceFor((rows: StoredRow[]) => collection(currentZones(rows).map((row) => area(row, row.geom as Geometry))));
/** Where zones are named: one point each. */
export const zoneLabels = onceFor((rows: StoredRow[]) => collection(currentZones(rows).flatMap((row) => labelOf(row))));
export const adminFeatures = onceFor((rows: StoredRow[]) =>
  collection(rows.filter((row) => row.geom !== null).map((row) => area(row, row.geom as Geometry))),
);
export const adminLabels = onceFor((rows: StoredRow[]) => collection(rows.flatMap((row) => labelOf(row))));

const currentZones = (rows: StoredRow[]): StoredRow[] => rows.filter((row) => row.geom !== null && row.state !== 'retired');

function area(row: StoredRow, geometry: Geometry): Feature {
  const index = typeof row.colorIndex === 'number' ? row.colorIndex : row.fid;
  return {
    type: 'Feature',
    id: row.fid,
    geometry,
    properties: {
      fid: row.fid,
      name: textOf(row.name),
      chief: row.chiefName === personalMask ? '' : textOf(row.chiefName),
      level: textOf(row.level),
      hue: ((index % 6) + 6) % 6,
    },
  };
}
function labelOf(row: StoredRow): Feature[] {
  const point = labelPoint(row.geom as Geometry | null);
  return point === null || textOf(row.name) === '' ? [] : [area(row, { type: 'Point', coordinates: point })];
}
