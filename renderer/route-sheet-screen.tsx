import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ResponseRequest } from '../shared/analyses/response/index.ts';
import { boxOfPositions } from '../shared/geo/box-of-positions.ts';
import type { SheetRequest } from '../shared/ipc/index.ts';
import { formatMinute } from './format.ts';
import { tellDrawn, useMapPicture } from './map-picture.ts';
import { formatLength, wayTotal } from './panels/response/route-words.ts';
import { WaySteps } from './panels/response/way-steps.tsx';
import { SheetPage } from './sheet-page.tsx';
import { nameOfPlace, placeAtPosition } from './state/chosen-place.ts';
import { fitExtent } from './state/map-view.ts';
import { responseStore, runResponse } from './state/response.ts';
import { showResponse } from './state/response-screen.ts';
import { setRoutes } from './state/routes.ts';
import { workspaceStore } from './state/workspace.ts';
import './panels/response/routes.css';

/** One page for the cab: a route on the map, turn by turn, with what it rests on. */
export function RouteSheetScreen({ route }: { route: NonNullable<SheetRequest['route']> }) {
  const { t } = useTranslation();
  const phase = useStore(workspaceStore, (state) => state.phase);
  const entry = useStore(responseStore, (state) => state.entries.route);
  const answer = entry?.answer ?? null;
  const way = answer?.routes[route.chosen] ?? null;
  const picture = useMapPicture(way !== null);
  useEffect(() => {
    if (phase === 'failed') tellDrawn(workspaceStore.getState().failure?.code ?? 'workspaceNotFound');
    if (phase !== 'ready') return;
    showResponse('routes');
    setRoutes({ mode: 'route', chosenRoute: route.chosen });
    runResponse('route', route.request as ResponseRequest<'route'>);
  }, [phase, route]);
  useEffect(() => {
    if (answer === null || way === null) return;
    const [from, to] = [answer.from, answer.to].map((place) => placeAtPosition([place.lon, place.lat], nameOfPlace(place)));
    setRoutes({ from: from!, to: to! });
    fitExtent(boxOfPositions(way.line.coordinates), false);
  }, [answer, way]);
  const failure = entry?.failure?.code ?? (answer !== null && way === null ? 'placeUnknown' : null);
  useEffect(() => {
    if (failure !== null) tellDrawn(failure);
  }, [failure]);
  return (
    <SheetPage
      title={answer === null ? null : t('routes.route.title', { from: nameOfPlace(answer.from), to: nameOfPlace(answer.to) })}
      answer={answer}
      picture={picture}
      side={
        answer === null || way === null ? null : (
          <section>
            <h2>{wayTotal(t, way)}</h2>
            <p className="hint">{t('routes.route.straight', { length: formatLength(t, answer.straightMeters) })}</p>
            <WaySteps way={way} arrivesAt={nameOfPlace(answer.to)} />
          </section>
        )
      }
      assumptions={
        answer === null ? null : (
          <>
            <p>{t('routes.route.basis', { basis: answer.basis })}</p>
            <p>
              {[
                ...(answer.parameters.closures.length > 0 ? [t('routes.route.closures', { n: answer.parameters.closures.length })] : []),
                t('response.facts', { rev: answer.rev, at: formatMinute(answer.madeAt) }),
              ].join(' · ')}
            </p>
          </>
        )
      }
    />
  );
}
