import type { Point } from 'geojson';
import type { TFunction } from 'i18next';
import { host } from '../../host/host.ts';
import { type ChosenPlace, placeAtPosition, rememberPremises } from '../../state/chosen-place.ts';
import { notify } from '../../state/notices.ts';
import { pointSetsStore } from '../../state/point-sets.ts';
import { titleOf } from '../row-title.ts';

/** Premises that pass the filters, as places; none, and a notice, when they are more than there is room for. */
export async function filteredPremises(t: TFunction, room: number): Promise<ChosenPlace[]> {
  const fids = [...((await pointSetsStore.getState().readMatching?.('premises')) ?? [])];
  if (fids.length > room) {
    notify({ tone: 'warning', text: 'response.places.tooMany', values: { n: fids.length, room }, durationMs: 8000 });
    return [];
  }
  const rows = await Promise.all(fids.map((fid) => host().records.byFid({ table: 'premises', fid })));
  return rows.flatMap((row) => {
    if (row === null || row.geom === null) return [];
    const [lon, lat] = (row.geom as Point).coordinates as [number, number];
    const place = { ...placeAtPosition([lon, lat], titleOf(t, 'premises', row)), premisesFid: row.fid };
    rememberPremises(row.fid, place.name);
    return [place];
  });
}
