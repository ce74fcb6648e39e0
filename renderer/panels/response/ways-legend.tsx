import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { tokens } from '../../../shared/look/tokens.ts';
import { TextMark } from '../../components/text-mark.tsx';
import type { TextKey } from '../../i18n.ts';
import { currentResponseState } from '../../map/response-state.ts';
import { patrolStore } from '../../state/patrol.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { responseStore } from '../../state/response.ts';
import { responseScreenStore } from '../../state/response-screen.ts';
import { routesStore } from '../../state/routes.ts';
import { Assumptions } from './assumptions.tsx';
import { FactsLine } from './facts-line.tsx';

/** What the ways on the map mean, with parameters, revision and time unless `brief`; nothing while none is shown. */
export function WaysLegend({ brief }: { brief: boolean }) {
  const { t } = useTranslation();
  // What is on the map depends on these.
  useStore(responseStore);
  useStore(responseScreenStore);
  useStore(routesStore);
  useStore(patrolStore);
  const { nearest, route, tour, compliance } = currentResponseState().ways;
  const { accent, danger, textMuted } = tokens[useStore(preferencesStore, (state) => state.theme)];
  const travelled = nearest ?? route ?? tour;
  const answer = travelled ?? compliance;
  if (answer === null) return null;
  const row = (shape: 'line' | 'dashes' | 'circle', color: string, text: TextKey) => (
    <li>
      <TextMark shape={shape} color={color} text={t(text)} />
    </li>
  );
  const ofRoutes = nearest !== null || route !== null;
  return (
    <div className="legend-part" data-testid="ways-legend">
      <h3>{t(ofRoutes ? 'routes.tab.routes' : 'routes.tab.patrol')}</h3>
      <ul className="legend-rows">
        {row('line', accent, compliance === null ? 'routes.legend.way' : 'routes.legend.track')}
        {compliance === null ? row('dashes', textMuted, ofRoutes ? 'routes.legend.other' : 'routes.legend.wayBack') : null}
        {compliance === null ? null : row('dashes', danger, 'routes.legend.missed')}
        {row(
          'circle',
          accent,
          nearest !== null
            ? 'routes.legend.resource'
            : route !== null
              ? 'routes.legend.end'
              : tour !== null
                ? 'routes.legend.visit'
                : 'routes.legend.proven',
        )}
        {tour !== null && tour.unmet.length > 0 ? row('circle', danger, 'routes.legend.unmet') : null}
        {compliance === null ? null : row('circle', danger, 'routes.legend.unproven')}
      </ul>
      {brief || travelled === null ? null : <Assumptions answer={travelled} />}
      {brief ? null : <FactsLine answer={answer} />}
    </div>
  );
}
