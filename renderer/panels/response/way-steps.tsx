import { useTranslation } from 'react-i18next';
import type { Way } from '../../../shared/analyses/response/index.ts';
import { fitExtent } from '../../state/map-view.ts';
import { formatDuration } from './duration.ts';
import { stepText, type Turn, turnOf } from './route-words.ts';

const signs: Record<Turn, string> = { start: '●', straight: '↑', left: '←', right: '→', uturn: '↶' };

/** Turn by turn; a click shows the step on the map. */
export function WaySteps({ way, arrivesAt }: { way: Way; arrivesAt: string }) {
  const { t } = useTranslation();
  return (
    <ol className="way-steps" data-testid="way-steps">
      {way.steps.map((step) => (
        <li key={`${step.firstPosition}-${step.lastPosition}`}>
          <button type="button" className="way-step" onClick={() => fitExtent(extentOfWay(way, step.firstPosition, step.lastPosition))}>
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
        <span>{t('routes.step.arrive', { place: arrivesAt })}</span>
      </li>
    </ol>
  );
}

/** The box of a way, or of a part of it by positions. */
export function extentOfWay(
  { line }: Pick<Way, 'line'>,
  first = 0,
  last = line.coordinates.length - 1,
): [west: number, south: number, east: number, north: number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of line.coordinates.slice(first, last + 1)) {
    box[0] = Math.min(box[0], lon!);
    box[1] = Math.min(box[1], lat!);
    box[2] = Math.max(box[2], lon!);
    box[3] = Math.max(box[3], lat!);
  }
  return box;
}
