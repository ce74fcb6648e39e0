import { useTranslation } from 'react-i18next';
import type { Way } from '../../../shared/analyses/response/index.ts';
import { boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import { fitExtent } from '../../state/map-view.ts';
import { formatDuration } from './duration.ts';
import { arrivalStepText, stepText, type Turn, turnOf } from './route-words.ts';

const signs: Record<Turn, string> = { start: '●', straight: '↑', left: '←', right: '→', uturn: '↶' };

/** Turn by turn; a click shows the step on the map. */
export function WaySteps({ way, arrivesAt }: { way: Way; arrivesAt: string }) {
  const { t } = useTranslation();
  return (
    <ol className="way-steps" data-testid="way-steps">
      {way.steps.map((step) => (
        <li key={`${step.firstPosition}-${step.lastPosition}`}>
          <button
            type="button"
            className="row-button way-step"
            onClick={() => fitExtent(boxOfPositions(way.line.coordinates.slice(step.firstPosition, step.lastPosition + 1)))}
          >
            <span className="way-sign" aria-hidden="true">
              {signs[turnOf(step.turnDegrees)]}
            </span>
            <span>{stepText(t, step)}</span>
            <span className="hint number">{formatDuration(t, step.seconds)}</span>
          </button>
        </li>
      ))}
      <li className="way-step">
        <span className="way-sign" aria-hidden="true">
          ■
        </span>
        <span>{arrivalStepText(t, arrivesAt)}</span>
      </li>
    </ol>
  );
}
