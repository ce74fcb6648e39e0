import { Select } from 'antd';
import type { Point } from 'geojson';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type ChosenPlace, placeAtPosition, rememberPremises } from '../../state/chosen-place.ts';
import { placesStore } from '../../state/places.ts';
import { titleOf } from '../row-title.ts';
import { useSearch } from '../use-search.ts';

const LONGEST_LIST = 20;

/** A place by its name: stations at once, everything with a name as it is typed. */
export function PlaceSearch({ choose, testId }: { choose(place: ChosenPlace): void; testId: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { hits, searching } = useSearch(text, LONGEST_LIST);
  const stations = useStore(placesStore, (state) => state.stations);
  const places: { key: string; hint: string; place: ChosenPlace }[] =
    text.trim() === ''
      ? stations
          .filter(({ geom, closedOn }) => geom !== null && !closedOn)
          .map((station) => {
            const [lon, lat] = (station.geom as Point).coordinates as [number, number];
            const place = { ...placeAtPosition([lon, lat], titleOf(t, 'station', station)), stationId: station.id };
            return { key: station.id, hint: t('codes.table.station'), place };
          })
      : (hits ?? [])
          .filter(({ lon, lat }) => lon !== null && lat !== null)
          .map(({ id, fid, table, title, lon, lat }) => {
            const place = placeAtPosition([lon!, lat!], title);
            return {
              key: id,
              hint: t(`codes.table.${table}`),
              place: table === 'station' ? { ...place, stationId: id } : table === 'premises' ? { ...place, premisesFid: fid } : place,
            };
          });
  return (
    <Select<string>
      size="small"
      className="place-search"
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      aria-label={t('routes.place.search')}
      placeholder={t('routes.place.search')}
      value={null}
      loading={searching}
      notFoundContent={searching ? t('app.search.searching') : t('app.search.empty', { text })}
      onChange={(key) => {
        const found = places.find((one) => one.key === key);
        setText('');
        if (found === undefined) return;
        if (found.place.premisesFid !== null) rememberPremises(found.place.premisesFid, found.place.name);
        choose(found.place);
      }}
      options={places.map(({ key, hint, place }) => ({ value: key, label: `${place.name} · ${hint}` }))}
      data-testid={testId}
    />
  );
}
