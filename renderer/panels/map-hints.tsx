import { Button, Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { runCommand } from '../commands/run-command.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ProgressLine } from '../components/progress-line.tsx';
import { formatCount } from '../format.ts';
import { drawingStore } from '../state/drawing.ts';
import { filtersStore } from '../state/filters.ts';
import { placingStore, stopPlacing } from '../state/placing.ts';
import { screenStore, setPlaceNext } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { DrawingHint } from './drawing-hint.tsx';
import './map-hints.css';

/** What the middle of the map has to say: nothing here yet, nothing matches, click to place, still reading. */
export function MapHints() {
  const { t } = useTranslation();
  const { info, phase, loading } = useStore(workspaceStore);
  const counts = useStore(filtersStore, (state) => state.counts);
  const target = useStore(placingStore, (state) => state.target);
  const drawing = useStore(drawingStore, (state) => state.request !== null);
  const placeNext = useStore(screenStore, (state) => state.placeNext);
  if (info === null) return null;
  if (drawing) return <DrawingHint />;
  if (target !== null) {
    return (
      <div className="surface placing-hint" role="status">
        <div>
          <p>{t('panels.unplaced.placing', { name: target.name })}</p>
          <p className="hint">{t('panels.unplaced.placingHint')}</p>
        </div>
        <Checkbox checked={placeNext} onChange={({ target: box }) => setPlaceNext(box.checked)}>
          {t('panels.unplaced.next')}
        </Checkbox>
        <Button size="small" onClick={stopPlacing}>
          {t('app.cancel')}
        </Button>
      </div>
    );
  }
  if (loading !== null && loading.total > 20_000) {
    return (
      <div className="surface loading-line">
        <ProgressLine
          what={t('panels.hints.reading')}
          detail={t('imports.progressBytes', { done: formatCount(loading.done), total: formatCount(loading.total) })}
          share={loading.total > 0 ? loading.done / loading.total : null}
        />
      </div>
    );
  }
  const everything = Object.entries(info.counts).reduce((sum, [table, count]) => (dataTables.has(table) ? sum + count : sum), 0);
  if (phase === 'ready' && everything === 0) {
    return (
      <div className="surface map-hint">
        <EmptyState
          title={t('panels.empty.noData')}
          hint={t('panels.empty.noDataHint')}
          action={{ label: t('panels.empty.import'), run: () => void runCommand('importData'), primary: true }}
        />
      </div>
    );
  }
  if (counts && counts.premises.total > 0 && counts.premises.matching === 0) {
    return (
      <div className="surface map-hint">
        <EmptyState
          title={t('panels.empty.noMatch')}
          hint={t('panels.empty.noMatchHint')}
          action={{ label: t('panels.empty.clearFilters'), run: () => void runCommand('clearFilters') }}
        />
      </div>
    );
  }
  return null;
}

const dataTables = new Set(['premises', 'hazard', 'station', 'facility', 'zone', 'road', 'building', 'land', 'admin_area', 'place']);
