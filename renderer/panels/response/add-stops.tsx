import { Button } from 'antd';
import type { Point } from 'geojson';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { host } from '../../host/host.ts';
import { type ChosenPlace, placeAtPosition, rememberPremises } from '../../state/chosen-place.ts';
import { startDrawing } from '../../state/drawing.ts';
import { notify } from '../../state/notices.ts';
import { addPatrolLine, addPatrolPoint, MOST_PATROL_POINTS, patrolStore, setPatrol } from '../../state/patrol.ts';
import { pointSetsStore } from '../../state/point-sets.ts';
import { titleOf } from '../row-title.ts';
import { useSelectedPlace } from './place-row.tsx';
import { PlaceSearch } from './place-search.tsx';

/** Ways to say what a patrol has to see: on the map, what is selected, what the filters leave, by name. */
export function AddStops() {
  const { t } = useTranslation();
  const { points, lines } = useStore(patrolStore);
  const selected = useSelectedPlace();
  return (
    <div className="tier-actions">
      <Button
        size="small"
        data-testid="patrol-add-point"
        onClick={() =>
          startDrawing({
            shape: 'point',
            hint: 'routes.patrol.clickPoints',
            repeat: true,
            done: ([position]) =>
              addPatrolPoint(placeAtPosition(position!, t('routes.patrol.pointName', { n: patrolStore.getState().points.length + 1 }))),
          })
        }
      >
        {t('routes.patrol.addPoint')}
      </Button>
      <Button
        size="small"
        data-testid="patrol-add-line"
        onClick={() =>
          startDrawing({
            shape: 'line',
            hint: 'routes.patrol.drawLine',
            repeat: false,
            done: (positions) => addPatrolLine(t('routes.patrol.lineName', { n: patrolStore.getState().lines.length + 1 }), positions),
          })
        }
      >
        {t('routes.patrol.addLine')}
      </Button>
      <Button
        size="small"
        disabled={selected === null}
        title={t(selected === null ? 'routes.place.nothingSelected' : 'routes.place.selectedHint')}
        onClick={() => selected !== null && addPatrolPoint(selected)}
      >
        {t('routes.patrol.addSelected')}
      </Button>
      <Button size="small" onClick={() => void addFiltered(t)} title={t('routes.patrol.addFilteredHint')} data-testid="patrol-add-filtered">
        {t('routes.patrol.addFiltered')}
      </Button>
      {points.length + lines.length === 0 ? null : (
        <Button size="small" type="text" onClick={() => setPatrol({ points: [], lines: [] })}>
          {t('routes.patrol.clear')}
        </Button>
      )}
      <PlaceSearch choose={addPatrolPoint} testId="patrol-search" />
    </div>
  );
}

/** The premises that the filters leave, as far as they are few enough for one patrol. */
async function addFiltered(t: TFunction): Promise<void> {
  const places = await filteredPremises(t, MOST_PATROL_POINTS - patrolStore.getState().points.length);
  for (const place of places) addPatrolPoint(place);
}

/** Premises that pass the filters, as places; none, and a notice, when they are more than there is room for. */
export async function filteredPremises(t: TFunction, room: number): Promise<ChosenPlace[]> {
  const fids = [...((await pointSetsStore.getState().readMatching?.('premises')) ?? [])];
  if (fids.length > room) {
    notify({ tone: 'warning', text: 'routes.patrol.tooMany', values: { n: fids.length, room }, durationMs: 8000 });
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
