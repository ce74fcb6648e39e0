import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { startDrawing } from '../../state/drawing.ts';
import { freeName } from '../../state/free-name.ts';
import { addPatrolLine, addPatrolPoints, MOST_PATROL_POINTS, nextPointName, patrolStore, setPatrol } from '../../state/patrol.ts';
import { AddPlaces } from './add-places.tsx';

/** Ways to say what a patrol has to see. */
export function AddStops() {
  const { t } = useTranslation();
  const { points, lines } = useStore(patrolStore);
  return (
    <AddPlaces
      hint="routes.patrol.clickPoints"
      label="routes.patrol.addPoint"
      nextName={() => nextPointName((n) => t('routes.patrol.pointName', { n }))}
      room={() => MOST_PATROL_POINTS - patrolStore.getState().points.length}
      add={addPatrolPoints}
      clear={points.length + lines.length === 0 ? null : () => setPatrol({ points: [], lines: [] })}
      testId="patrol"
    >
      <Button
        size="small"
        data-testid="patrol-add-line"
        onClick={() =>
          startDrawing({
            shape: 'line',
            hint: 'routes.patrol.drawLine',
            repeat: false,
            done: (positions) => {
              const taken = patrolStore.getState().lines.map(({ name }) => name);
              addPatrolLine(
                freeName(taken, (n) => t('routes.patrol.lineName', { n })),
                positions,
              );
            },
          })
        }
      >
        {t('routes.patrol.addLine')}
      </Button>
    </AddPlaces>
  );
}
