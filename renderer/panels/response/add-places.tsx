import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextKey } from '../../i18n.ts';
import { type ChosenPlace, placeAtPosition } from '../../state/chosen-place.ts';
import { startDrawing } from '../../state/drawing.ts';
import { filteredPremises } from './filtered-premises.ts';
import { useSelectedPlace } from './place-row.tsx';
import { PlaceSearch } from './place-search.tsx';

interface AddPlacesProps {
  /** What to click on the map, in words, and what the button for it says. */
  hint: TextKey;
  label: TextKey;
  /** Name of the next place clicked. */
  nextName(): string;
  /** How many there is room for. */
  room(): number;
  add(places: readonly ChosenPlace[]): void;
  /** Null while there is nothing to clear. */
  clear: (() => void) | null;
  testId: string;
  /** Further ways to add. */
  children: ReactNode;
}

/** Ways to say which places: on the map, what is selected, what the filters leave, by name. */
export function AddPlaces({ hint, label, nextName, room, add, clear, testId, children }: AddPlacesProps) {
  const { t } = useTranslation();
  const selected = useSelectedPlace();
  return (
    <div className="tier-actions">
      <Button
        size="small"
        data-testid={`${testId}-click`}
        onClick={() =>
          startDrawing({ shape: 'point', hint, repeat: true, done: ([position]) => add([placeAtPosition(position!, nextName())]) })
        }
      >
        {t(label)}
      </Button>
      {children}
      <Button
        size="small"
        disabled={selected === null}
        title={t(selected === null ? 'routes.place.nothingSelected' : 'routes.place.selectedHint')}
        onClick={() => selected !== null && add([selected])}
        data-testid={`${testId}-selected`}
      >
        {t('response.places.addSelected')}
      </Button>
      <Button
        size="small"
        title={t('response.places.addFilteredHint')}
        onClick={() => void filteredPremises(t, room()).then(add)}
        data-testid={`${testId}-filtered`}
      >
        {t('response.places.addFiltered')}
      </Button>
      {clear === null ? null : (
        <Button size="small" type="text" onClick={clear}>
          {t('response.places.clear')}
        </Button>
      )}
      <PlaceSearch choose={(place) => add([place])} testId={`${testId}-search`} />
    </div>
  );
}
