import { buildNetwork, collectRoads } from '../analyses/network/index.ts';
import type { ResponseInputs } from '../analyses/response/index.ts';
import { allocateColumns } from '../ipc/allocate-columns.ts';
import { type ColumnSet, type ColumnSetName, NO_DAY } from '../ipc/data-plane.ts';
import { aRoad } from './a-road.ts';

/** The day analyses of the street are made on. */
export const DAY = 20_000;
/** At the equator, so that a degree is as long in both directions: 1 km. */
export const KM = 1 / 111.1949;

export function columnsOf<S extends ColumnSetName>(set: S, rows: Record<string, number>[]): ColumnSet<S> {
  const columns = allocateColumns(set, rows.length);
  for (const [name, column] of Object.entries(columns)) {
    column.set(rows.map((row) => row[name] ?? (name.endsWith('Day') ? NO_DAY : 0)));
  }
  return { rev: 7, count: rows.length, columns } as ColumnSet<S>;
}

/** One straight street of 10 km along the equator, driven at 60 km/h: a kilometre a minute. */
export const streetInputs = (): ResponseInputs => ({
  rev: 7,
  asOfDay: DAY,
  network: buildNetwork(
    collectRoads([
      aRoad(
        [
          [0, 0],
          [10 * KM, 0],
        ],
        { name: '红山大街', roadClass: 'primary' },
      ),
    ]),
  ),
  premises: columnsOf('premises', [
    { fid: 11, lon: 0.5 * KM, lat: 0.0001, grade: 3 },
    { fid: 12, lon: 2.5 * KM, lat: 0.0001, grade: 1 },
    { fid: 13, lon: 3.9 * KM, lat: 0.0001, grade: 3 },
    { fid: 14, lon: 7 * KM, lat: 0.0001, grade: 2 },
    { fid: 15, lon: 2 * KM, lat: 1, grade: 3 },
    { fid: 16, lon: 1 * KM, lat: 0, grade: 3, closedDay: DAY - 1 },
  ]),
  hazards: columnsOf('hazards', [
    { fid: 1, lon: 0.5 * KM, lat: 0, open: 1, foundDay: DAY - 10 },
    { fid: 2, lon: 7 * KM, lat: 0, open: 1, foundDay: DAY - 10 },
    { fid: 3, lon: 0.5 * KM, lat: 0, open: 0, foundDay: DAY - 10, settledDay: DAY - 5 },
    { fid: 4, lon: 0.5 * KM, lat: 0, open: 1, foundDay: DAY + 5 },
  ]),
  inspections: columnsOf('inspections', []),
  stations: [
    { id: 'a', fid: 1, name: '红山消防站', type: 'fireStation', equipped: false, lon: 0, lat: 0.0001 },
    { id: 'b', fid: 2, name: '三道街驿站', type: 'firePost', equipped: true, lon: 8 * KM, lat: 0.0001 },
    { id: 'c', fid: 3, name: '无器材微站', type: 'microFireStation', equipped: false, lon: 3 * KM, lat: 0 },
    { id: 'd', fid: 4, name: '服务中心', type: 'fireSafetyServiceCentre', equipped: true, lon: 3 * KM, lat: 0 },
    { id: 'e', fid: 5, name: '山里的消防站', type: 'fireStation', equipped: true, lon: 0, lat: 1 },
  ],
  unplacedStations: [{ id: 'f', fid: 6, name: '未定位的消防站', type: 'fireStation', equipped: true, lon: Number.NaN, lat: Number.NaN }],
  zones: [
    {
      id: 'w',
      fid: 1,
      name: '西片区',
      geom: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [-1, -1],
              [5 * KM, -1],
              [5 * KM, 0.5],
              [-1, 0.5],
              [-1, -1],
            ],
          ],
        ],
      },
    },
    {
      id: 'n',
      fid: 2,
      name: '空片区',
      geom: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [5, 5],
              [6, 5],
              [6, 6],
              [5, 6],
              [5, 5],
            ],
          ],
        ],
      },
    },
  ],
});
/** What makes the street's travel that. */
export const kilometreAMinute = { speedKmh: { primary: 60 } };
