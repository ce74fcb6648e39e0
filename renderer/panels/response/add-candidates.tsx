import { Button, Input, Select } from 'antd';
import type { Point } from 'geojson';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StationType, stationTypes } from '../../../shared/model/index.ts';
import { startDrawing } from '../../state/drawing.ts';
import { placesStore } from '../../state/places.ts';
import { addCandidates, type Candidate, MOST_CANDIDATES, readCandidates, setSites, sitesStore } from '../../state/sites.ts';
import { titleOf } from '../row-title.ts';
import { filteredPremises } from './filtered-premises.ts';
import { PlaceSearch } from './place-search.tsx';

/** Ways to say which sites are to be compared: on the map, stations of a kind, premises that pass the filters, by name, pasted. */
export function AddCandidates() {
  const { t } = useTranslation();
  const number = () => sitesStore.getState().candidates.length + 1;
  return (
    <div className="tier-actions">
      <Button
        size="small"
        data-testid="candidate-add"
        onClick={() =>
          startDrawing({
            shape: 'point',
            hint: 'response.sites.clickHint',
            repeat: true,
            done: ([position]) =>
              addCandidates([{ name: t('response.sites.name', { n: number() }), lon: position![0], lat: position![1] }]),
          })
        }
      >
        {t('response.sites.addByClick')}
      </Button>
      <Select<StationType>
        size="small"
        className="place-search"
        aria-label={t('response.sites.addStations')}
        placeholder={t('response.sites.addStations')}
        value={null}
        onChange={(type) => addCandidates(stationsOf(t, type))}
        options={stationTypes.map((value) => ({ value, label: t(`codes.stationType.${value}`) }))}
        data-testid="candidate-stations"
      />
      <Button
        size="small"
        title={t('routes.patrol.addFilteredHint')}
        onClick={() =>
          void filteredPremises(t, MOST_CANDIDATES + 1 - number()).then((places) =>
            addCandidates(places.map(({ name, lon, lat }) => ({ name, lon, lat }))),
          )
        }
        data-testid="candidate-filtered"
      >
        {t('routes.patrol.addFiltered')}
      </Button>
      <PlaceSearch choose={({ name, lon, lat }) => addCandidates([{ name, lon, lat }])} testId="candidate-search" />
      <PasteCandidates />
      {number() === 1 ? null : (
        <Button size="small" type="text" onClick={() => setSites({ candidates: [] })}>
          {t('response.sites.clear')}
        </Button>
      )}
    </div>
  );
}

/** Stations of a type on record that are open, as candidates. */
function stationsOf(t: ReturnType<typeof useTranslation>['t'], wanted: StationType): Candidate[] {
  return placesStore
    .getState()
    .stations.filter(({ type, geom, closedOn }) => type === wanted && geom !== null && !closedOn)
    .map((station) => {
      const [lon, lat] = (station.geom as Point).coordinates;
      return { name: titleOf(t, 'station', station), lon: lon!, lat: lat! };
    });
}

function PasteCandidates() {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <Button size="small" onClick={() => setText('')}>
        {t('response.sites.paste')}
      </Button>
    );
  }
  return (
    <div className="paste-candidates">
      <Input.TextArea
        autoFocus
        rows={4}
        placeholder={t('response.sites.pasteHint')}
        aria-label={t('response.sites.pasteHint')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button
        size="small"
        type="primary"
        onClick={() => {
          const first = sitesStore.getState().candidates.length;
          addCandidates(readCandidates(text, (number) => t('response.sites.name', { n: first + number })).candidates);
          setText(null);
        }}
      >
        {t('response.sites.pasteDone')}
      </Button>
    </div>
  );
}
