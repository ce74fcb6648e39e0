import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { haversineMeters } from '../../shared/geo/haversine-meters.ts';
import { drawingStore, finishDrawing, type LonLat, stopDrawing, undrawLast } from '../state/drawing.ts';
import { formatLength } from './response/route-words.ts';

/** What to click while something is drawn on the map, and how to finish. */
export function DrawingHint() {
  const { t } = useTranslation();
  const { request, positions } = useStore(drawingStore);
  const isLine = request?.shape === 'line';
  useEffect(() => {
    if (!isLine) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      finishDrawing();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isLine]);
  if (request === null) return null;
  return (
    <div className="surface placing-hint" role="status" data-testid="drawing-hint">
      <p>
        {t(request.hint)}
        {isLine && positions.length > 1 ? <strong className="number"> · {formatLength(t, lengthOf(positions))}</strong> : null}
      </p>
      {isLine ? (
        <>
          <Button size="small" disabled={positions.length === 0} onClick={undrawLast}>
            {t('response.draw.undo')}
          </Button>
          <Button size="small" type="primary" disabled={positions.length < 2} onClick={finishDrawing} data-testid="drawing-finish">
            {t('response.draw.finish')}
          </Button>
        </>
      ) : null}
      <Button size="small" onClick={stopDrawing}>
        {t('response.draw.cancel')}
      </Button>
    </div>
  );
}

/** Metres along the line drawn so far. */
function lengthOf(positions: readonly LonLat[]): number {
  return positions.slice(1).reduce((sum, position, before) => sum + haversineMeters(...positions[before]!, ...position), 0);
}
