import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { TextKey } from '../../i18n.ts';
import { type ChosenPlace, placeAtPosition, placeOfSelection } from '../../state/chosen-place.ts';
import { startDrawing } from '../../state/drawing.ts';
import { flyTo } from '../../state/map-view.ts';
import { selectionStore } from '../../state/selection.ts';
import { titleOf } from '../row-title.ts';
import { PlaceSearch } from './place-search.tsx';

interface PlaceRowProps {
  label: TextKey;
  /** What to click, in words. */
  hint: TextKey;
  place: ChosenPlace | null;
  choose(place: ChosenPlace): void;
  testId: string;
}

/** A place to choose: by a click on the map, from the selection, or by its name. */
export function PlaceRow({ label, hint, place, choose, testId }: PlaceRowProps) {
  const { t } = useTranslation();
  const selected = useSelectedPlace();
  return (
    <div className="place-row" data-testid={testId}>
      <span className="hint">{t(label)}</span>
      {place === null ? (
        <span className="muted">{t('routes.place.none')}</span>
      ) : (
        <button type="button" className="plain-link" onClick={() => flyTo([place.lon, place.lat], 15)}>
          {place.name}
        </button>
      )}
      <div className="tier-actions">
        <Button
          size="small"
          onClick={() => startDrawing({ shape: 'point', hint, repeat: false, done: ([position]) => choose(placeAtPosition(position!)) })}
          data-testid={`${testId}-click`}
        >
          {t('routes.place.click')}
        </Button>
        <Button
          size="small"
          disabled={selected === null}
          title={t(selected === null ? 'routes.place.nothingSelected' : 'routes.place.selectedHint')}
          onClick={() => selected !== null && choose(selected)}
        >
          {t('routes.place.selected')}
        </Button>
        <PlaceSearch choose={choose} testId={`${testId}-search`} />
      </div>
    </div>
  );
}

/** What is selected, as a place; null while nothing with a position is. */
export function useSelectedPlace(): ChosenPlace | null {
  const { t } = useTranslation();
  const { selected, row } = useStore(selectionStore);
  return placeOfSelection({ selected, row }, (table, found) => titleOf(t, table, found));
}
