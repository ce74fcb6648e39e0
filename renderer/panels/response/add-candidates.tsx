import { Button, Input, Select } from 'antd';
import type { Point } from 'geojson';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { type StationType, stationTypes } from '../../../shared/model/index.ts';
import { notify } from '../../state/notices.ts';
import { placesStore } from '../../state/places.ts';
import {
  addCandidates,
  type Candidate,
  MOST_CANDIDATES,
  nextCandidateName,
  readCandidates,
  setSites,
  sitesStore,
} from '../../state/sites.ts';
import { titleOf } from '../row-title.ts';
import { AddPlaces } from './add-places.tsx';

/** Ways to say which sites are to be compared; beside those for all places, stations of a kind and pasted coordinates. */
export function AddCandidates() {
  const { t } = useTranslation();
  const none = useStore(sitesStore, ({ candidates }) => candidates.length === 0);
  return (
    <AddPlaces
      hint="response.sites.clickHint"
      label="response.sites.addByClick"
      nextName={() => nextCandidateName((n) => t('response.sites.name', { n }))}
      room={() => MOST_CANDIDATES - sitesStore.getState().candidates.length}
      add={(places) => addCandidates(places.map(({ name, lon, lat }) => ({ name, lon, lat })))}
      clear={none ? null : () => setSites({ candidates: [] })}
      testId="candidate"
    >
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
      <PasteCandidates />
    </AddPlaces>
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
          const { candidates, refused } = readCandidates(text, (number) => t('response.sites.name', { n: first + number }));
          addCandidates(candidates);
          if (refused > 0) notify({ tone: 'warning', text: 'response.sites.pasteRefused', values: { n: refused }, durationMs: 8000 });
          setText(null);
        }}
      >
        {t('response.sites.pasteDone')}
      </Button>
    </div>
  );
}
