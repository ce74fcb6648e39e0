import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { placeAtPosition } from '../../state/chosen-place.ts';
import { startDrawing } from '../../state/drawing.ts';
import { addPatrolLine, addPatrolPoint, MOST_PATROL_POINTS, patrolStore, setPatrol } from '../../state/patrol.ts';
import { filteredPremises } from './filtered-premises.ts';
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
