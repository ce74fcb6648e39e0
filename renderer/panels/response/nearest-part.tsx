import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NearestAnswer } from '../../../shared/analyses/response/index.ts';
import { boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import { type StationType, stationTypes } from '../../../shared/model/index.ts';
import { nameOfPlace } from '../../state/chosen-place.ts';
import { coverageStore } from '../../state/coverage.ts';
import { fitExtent } from '../../state/map-view.ts';
import { responseStore } from '../../state/response.ts';
import { findNearest, nearestRequest, routesStore, runNearest, setRoutes } from '../../state/routes.ts';
import { Assumptions } from './assumptions.tsx';
import { formatDuration } from './duration.ts';
import { PlaceRow } from './place-row.tsx';
import { formatLength } from './route-words.ts';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { WaySteps } from './way-steps.tsx';

const types = stationTypes.filter((type) => type !== 'fireSafetyServiceCentre');

/** Who arrives first at a place, and how. */
export function NearestPart() {
  const { t } = useTranslation();
  const state = useStore(routesStore);
  useStore(coverageStore);
  const entry = useStore(responseStore, (all) => all.entries.nearest);
  const answer = entry?.answer ?? null;
  const far = entry?.failure?.code === 'placeFarFromRoad';
  return (
    <>
      <PlaceRow
        label="routes.place.target"
        hint="routes.place.clickTarget"
        place={state.target}
        choose={findNearest}
        testId="nearest-target"
      />
      <div className="site-settings">
        <span className="hint">{t('routes.nearest.k')}</span>
        <InputNumber
          size="small"
          aria-label={t('routes.nearest.k')}
          min={1}
          max={50}
          value={state.k}
          onChange={(k) => k !== null && setRoutes({ k })}
        />
        <span className="hint">{t('routes.nearest.types')}</span>
        <Select<StationType[]>
          size="small"
          mode="multiple"
          maxTagCount="responsive"
          aria-label={t('routes.nearest.types')}
          value={[...state.types]}
          onChange={(chosen) => chosen.length > 0 && setRoutes({ types: chosen })}
          options={types.map((value) => ({ value, label: t(`codes.stationType.${value}`) }))}
        />
      </div>
      <RunAnalysis
        id="nearest"
        label="routes.nearest.run"
        running="routes.nearest.running"
        request={nearestRequest(state)}
        run={() => runNearest()}
        testId="nearest-run"
        missing="routes.nearest.ask"
        snapLimit={{ meters: state.snapLimitMeters, widen: (snapLimitMeters) => setRoutes({ snapLimitMeters }) }}
      />
      {answer === null || far ? null : <Resources answer={answer} chosen={state.chosenResource} />}
    </>
  );
}

function Resources({ answer, chosen }: { answer: NearestAnswer; chosen: number }) {
  const { t } = useTranslation();
  const { resources } = answer;
  if (resources.length === 0) return <p className="hint">{t('routes.nearest.none')}</p>;
  const way = resources[chosen];
  return (
    <>
      <Assumptions answer={answer} />
      <ol className="plain-rows" data-testid="nearest-list">
        {resources.map((resource, rank) => (
          <li key={resource.station.id}>
            <button
              type="button"
              className={rank === chosen ? 'row-button choice-row chosen' : 'row-button choice-row'}
              aria-pressed={rank === chosen}
              title={t('routes.nearest.zoom')}
              onClick={() => {
                setRoutes({ chosenResource: rank });
                fitExtent(boxOfPositions(resource.line.coordinates));
              }}
            >
              <strong className="choice-rank">{rank + 1}</strong>
              <span className="gap-name">{resource.station.name}</span>
              <strong className="number">{t('routes.nearest.arrival', { time: formatDuration(t, resource.arrivalSeconds) })}</strong>
              <span className="hint">
                {t('routes.nearest.detail', {
                  type: t(`codes.stationType.${resource.station.type ?? 'fireStation'}`),
                  time: formatDuration(t, resource.seconds),
                  length: formatLength(t, resource.meters),
                })}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <SaveButtons id="nearest" answer={answer} />
      {way === undefined ? null : (
        <>
          <h4 className="part-title">{t('routes.nearest.steps')}</h4>
          <WaySteps way={way} arrivesAt={nameOfPlace(answer.to)} />
        </>
      )}
    </>
  );
}
