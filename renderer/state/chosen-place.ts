import type { Geometry } from 'geojson';
import type { Place, PlaceReference } from '../../shared/analyses/response/index.ts';
import type { StoredRow } from '../../shared/ipc/index.ts';
import type { TableName } from '../../shared/model/index.ts';
import { formatCoordinate } from '../format.ts';
import type { LonLat } from './drawing.ts';
import type { SelectionState } from './selection.ts';

/** A place somebody has chosen: a position, or what stands there. */
export interface ChosenPlace {
  name: string;
  lon: number;
  lat: number;
  stationId: string | null;
  premisesFid: number | null;
}

export const placeAtPosition = ([lon, lat]: LonLat, name: string | null = null): ChosenPlace => ({
  name: name ?? formatCoordinate([lon, lat]),
  lon,
  lat,
  stationId: null,
  premisesFid: null,
});

/** As requests name it. */
export function referenceOf({ name, lon, lat, stationId, premisesFid }: ChosenPlace): PlaceReference {
  if (stationId !== null) return { stationId };
  if (premisesFid !== null) return { premisesFid };
  return { lon, lat, label: name.slice(0, 100) };
}

const premisesNames = new Map<number, string>();
/** Answers know premises by number: what they are called is kept from when they were chosen. */
export function rememberPremises(fid: number, name: string): void {
  premisesNames.set(fid, name);
}
export const forgetPremisesNames = (): void => premisesNames.clear();
/** What a place of an answer is called on screen. */
export function nameOfPlace({ label, premisesFid, lon, lat }: Place): string {
  return label || (premisesFid === null ? null : premisesNames.get(premisesFid)) || formatCoordinate([lon, lat]);
}

/** What is selected, as a place; null while nothing with a position is. */
export function placeOfSelection(
  { selected, row }: Pick<SelectionState, 'selected' | 'row'>,
  nameOf: (table: TableName, row: StoredRow) => string,
): ChosenPlace | null {
  if (selected === null || row === null) return null;
  const geometry = row.geom as Geometry | null;
  const point = geometry?.type === 'Point' ? ([geometry.coordinates[0]!, geometry.coordinates[1]!] as const) : null;
  const position = point ?? selected.position;
  if (position === null) return null;
  const place = placeAtPosition(position, nameOf(selected.table, row));
  if (point === null) return place;
  if (selected.table === 'station') return { ...place, stationId: row.id };
  if (selected.table !== 'premises') return place;
  rememberPremises(row.fid, place.name);
  return { ...place, premisesFid: row.fid };
}
