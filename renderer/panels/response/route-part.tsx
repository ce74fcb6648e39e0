import { SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PlaceReference, RouteAnswer } from '../../../shared/analyses/response/index.ts';
import { boxOfPositions } from '../../../shared/geo/box-of-positions.ts';
import { saveSheet } from '../../commands/save-sheet.ts';
import { useCommand } from '../../commands/use-command.ts';
import { host } from '../../host/host.ts';
import { nameOfPlace } from '../../state/chosen-place.ts';
import { coverageStore } from '../../state/coverage.ts';
import { fitExtent } from '../../state/map-view.ts';
import { notify } from '../../state/notices.ts';
import { responseStore } from '../../state/response.ts';
import { routeEnds, routeRequest, routesStore, runRoute, setRouteEnd, setRoutes, swapRouteEnds } from '../../state/routes.ts';
import { Assumptions, assumptionsText } from './assumptions.tsx';
import { PlaceRow } from './place-row.tsx';
import { directionsText, formatLength, wayTotal } from './route-words.ts';
import { RunAnalysis } from './run-analysis.tsx';
import { SaveButtons } from './save-buttons.tsx';
import { WaySteps } from './way-steps.tsx';

/** The way between two places, with others to pick. */
export function RoutePart() {
  const { t } = useTranslation();
  const state = useStore(routesStore);
  useStore(coverageStore);
  const entry = useStore(responseStore, (all) => all.entries.route);
  const answer = entry?.answer ?? null;
  const request = routeRequest(state);
  const far = entry?.failure?.code === 'placeFarFromRoad';
  return (
    <>
      {routeEnds.map((end) => (
        <PlaceRow
          key={end}
          label={`routes.place.${end}`}
          hint={end === 'from' ? 'routes.place.clickFrom' : 'routes.place.clickTo'}
          place={state[end]}
          choose={(place) => setRouteEnd(end, place)}
          testId={`route-${end}`}
        />
      ))}
      <RunAnalysis
        id="route"
        label="routes.route.run"
        running="routes.route.running"
        request={request}
        run={() => runRoute()}
        testId="route-run"
        missing="routes.route.ask"
        snapLimit={{ meters: state.snapLimitMeters, widen: (snapLimitMeters) => setRoutes({ snapLimitMeters }) }}
      >
        <Button
          icon={<SwapOutlined rotate={90} />}
          aria-label={t('routes.place.swap')}
          title={t('routes.place.swap')}
          disabled={request === null}
          onClick={swapRouteEnds}
        />
      </RunAnalysis>
      {answer === null || far ? null : <Routes answer={answer} chosen={state.chosenRoute} />}
    </>
  );
}

function Routes({ answer, chosen }: { answer: RouteAnswer; chosen: number }) {
  const { t } = useTranslation();
  const sheet = useCommand('saveSheet');
  const { routes, straightMeters, parameters } = answer;
  const way = routes[chosen];
  if (way === undefined) return <p className="hint">{t('routes.route.none')}</p>;
  return (
    <>
      <Assumptions answer={answer} />
      <p className="hint">
        {t('routes.route.straight', { length: formatLength(t, straightMeters) })}
        {parameters.closures.length > 0 ? ` · ${t('routes.route.closures', { n: parameters.closures.length })}` : null}
      </p>
      <ol className="plain-rows" data-testid="route-list">
        {routes.map((route, rank) => (
          <li key={`${route.seconds}-${route.meters}`}>
            <button
              type="button"
              className={rank === chosen ? 'row-button choice-row chosen' : 'row-button choice-row'}
              aria-pressed={rank === chosen}
              onClick={() => {
                setRoutes({ chosenRoute: rank });
                fitExtent(boxOfPositions(route.line.coordinates));
              }}
            >
              <strong className="choice-rank">{rank + 1}</strong>
              <span className="gap-name">{t('routes.route.option', { n: rank + 1 })}</span>
              <strong className="number">{wayTotal(t, route)}</strong>
              {rank === 0 ? <span className="hint">{t('routes.route.fastest')}</span> : null}
            </button>
          </li>
        ))}
      </ol>
      <div className="tier-actions">
        <Button size="small" onClick={() => void copyDirections(t, answer, chosen)} data-testid="route-copy">
          {t('routes.route.copy')}
        </Button>
        <Button
          size="small"
          disabled={sheet.disabled}
          title={sheet.reason ?? ''}
          onClick={() => void saveRouteSheet(t, answer, chosen)}
          data-testid="route-print"
        >
          {t('routes.route.print')}
        </Button>
      </div>
      <SaveButtons id="route" answer={answer} />
      <WaySteps way={way} arrivesAt={nameOfPlace(answer.to)} />
    </>
  );
}

async function copyDirections(t: TFunction, answer: RouteAnswer, chosen: number): Promise<void> {
  const [from, to] = [nameOfPlace(answer.from), nameOfPlace(answer.to)];
  const text = directionsText(t, t('routes.route.title', { from, to }), answer.routes[chosen]!, to, assumptionsText(t, answer));
  await host().response.copyText({ text });
  notify({ tone: 'success', text: 'routes.route.copied', durationMs: 4000 });
}

/** One page with the map, the steps and the assumptions, as PDF or PNG. */
async function saveRouteSheet(t: TFunction, answer: RouteAnswer, chosen: number): Promise<void> {
  const [from, to] = [answer.from, answer.to].map(
    (place): PlaceReference => ({ lon: place.lon, lat: place.lat, label: nameOfPlace(place) }),
  );
  await saveSheet({
    name: t('routes.tab.routes'),
    coverage: {},
    extent: null,
    route: { request: { ...answer.parameters, from, to }, chosen },
  });
}
