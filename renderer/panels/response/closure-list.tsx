import { AimOutlined, DeleteOutlined, UndoOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../components/icon-button.tsx';
import { addClosure, coverageStore, removeClosure, undoClosure } from '../../state/coverage.ts';
import { startDrawing } from '../../state/drawing.ts';
import { flyTo } from '../../state/map-view.ts';

/** Roads closed for now: drawn on the map, counted at once. */
export function ClosureList() {
  const { t } = useTranslation();
  const closures = useStore(coverageStore, (state) => state.closures);
  const canUndo = useStore(coverageStore, (state) => state.closuresBefore.length > 0);
  return (
    <div className="plan-list">
      <div className="tier-actions">
        <Button
          size="small"
          data-testid="closure-point"
          onClick={() => startDrawing({ shape: 'point', hint: 'response.closures.hintPoint', repeat: true, done: addClosure })}
        >
          {t('response.closures.addPoint')}
        </Button>
        <Button
          size="small"
          data-testid="closure-line"
          onClick={() => startDrawing({ shape: 'line', hint: 'response.closures.hintLine', repeat: true, done: addClosure })}
        >
          {t('response.closures.addLine')}
        </Button>
        <IconButton
          label={t('response.closures.undo')}
          icon={<UndoOutlined />}
          size="small"
          disabled={!canUndo}
          onClick={undoClosure}
          testId="closure-undo"
        />
      </div>
      {closures.length === 0 ? <p className="hint">{t('response.closures.none')}</p> : null}
      <ul className="plain-rows">
        {closures.map(({ positions }, index) => (
          <li key={JSON.stringify(positions)} className="plan-row">
            <span>{t(positions.length === 1 ? 'response.closures.point' : 'response.closures.line', { n: index + 1 })}</span>
            <IconButton
              label={t('response.closures.zoom')}
              icon={<AimOutlined />}
              size="small"
              onClick={() => flyTo(positions[Math.floor(positions.length / 2)]!, 16)}
            />
            <IconButton label={t('response.closures.remove')} icon={<DeleteOutlined />} size="small" onClick={() => removeClosure(index)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
