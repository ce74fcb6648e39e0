import type { MultiPolygon, Point } from 'geojson';
import type { StationType } from '../../model/index.ts';
import { dateOfDay } from './day-range.ts';
import type { ResponseInputs, ResponseStation, ResponseZone } from './inputs.ts';

/** A row of the record, as any reader hands it out. */
type Row = { id: string; fid: number } & Readonly<Record<string, unknown>>;

/** Stations and zones as analyses of a day see them: stations that are there on the day, zones that are in force. */
export function contextOfRows(
  stations: readonly Row[],
  zones: readonly Row[],
  asOfDay: number,
): Pick<ResponseInputs, 'asOfDay' | 'stations' | 'unplacedStations' | 'zones'> {
  const there = stations.filter((row) => isThereOn(row, asOfDay));
  return {
    asOfDay,
    stations: there.filter(({ geom }) => geom !== null).map(stationOf),
    unplacedStations: there.filter(({ geom }) => geom === null).map(stationOf),
    zones: zones.filter(({ geom, state }) => geom !== null && state !== 'retired' && state !== 'draft').map(zoneOf),
  };
}

function isThereOn({ openedOn, closedOn }: Row, day: number): boolean {
  const date = dateOfDay(day);
  return (typeof openedOn !== 'string' || openedOn <= date) && (typeof closedOn !== 'string' || closedOn > date);
}

function stationOf(row: Row): ResponseStation {
  const [lon, lat] = row.geom === null ? [Number.NaN, Number.NaN] : ((row.geom as Point).coordinates as [number, number]);
  return {
    id: row.id,
    fid: row.fid,
    name: String(row.name ?? ''),
    type: row.type as StationType | null,
    equipped: Array.isArray(row.equipment) && row.equipment.length > 0,
    lon,
    lat,
  };
}

function zoneOf({ id, fid, name, geom }: Row): ResponseZone {
  return { id, fid, name: String(name ?? ''), geom: geom as MultiPolygon };
}
