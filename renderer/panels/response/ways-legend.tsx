import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { tokens } from '../../../shared/look/tokens.ts';
import { TextMark } from '../../components/text-mark.tsx';
import { formatMinute } from '../../format.ts';
import { currentResponseState } from '../../map/response-state.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { responseStore } from '../../state/response.ts';
import { responseScreenStore } from '../../state/response-screen.ts';
import { routesStore } from '../../state/routes.ts';

/** What the ways on the map mean, with revision and time unless `brief`; nothing while none is shown. */
export function WaysLegend({ brief }: { brief: boolean }) {
  const { t } = useTranslation();
  // What is on the map depends on these.
  useStore(responseStore);
  useStore(responseScreenStore);
  useStore(routesStore);
  const { nearest, route, tour } = currentResponseState().ways;
  const { accent, textMuted } = tokens[useStore(preferencesStore, (state) => state.theme)];
  const answer = nearest ?? route ?? tour;
  if (answer === null) return null;
  return (
    <div className="legend-part" data-testid="ways-legend">
      <h3>{t(tour === null ? 'routes.tab.routes' : 'routes.tab.patrol')}</h3>
      <ul className="legend-rows">
        <li>
          <TextMark shape="line" color={accent} text={t('routes.legend.way')} />
        </li>
        {tour === null ? (
          <li>
            <TextMark shape="dashes" color={textMuted} text={t('routes.legend.other')} />
          </li>
        ) : null}
        <li>
          <TextMark
            shape="circle"
            color={accent}
            text={t(nearest !== null ? 'routes.legend.resource' : route !== null ? 'routes.legend.end' : 'routes.legend.visit')}
          />
        </li>
      </ul>
      {brief ? null : <p className="hint">{t('response.facts', { rev: answer.rev, at: formatMinute(answer.madeAt) })}</p>}
    </div>
  );
}
