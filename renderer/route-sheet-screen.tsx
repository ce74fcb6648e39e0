import type { TFunction } from 'i18next';
import { type CSSProperties, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PlaceReference, ResponseRequest } from '../shared/analyses/response/index.ts';
import { boxOfPositions } from '../shared/geo/box-of-positions.ts';
import type { SheetRequest } from '../shared/ipc/index.ts';
import type { Failure } from '../shared/model/index.ts';
import { host } from './host/host.ts';
import { useMapPicture } from './map-picture.ts';
import { formatLength, wayTotal } from './panels/response/route-words.ts';
import { WaySteps } from './panels/response/way-steps.tsx';
import { titleOf } from './panels/row-title.ts';
import { SheetPage } from './sheet-page.tsx';
import { useSheetRun } from './sheet-run.ts';
import { nameOfPlace, placeAtPosition, rememberPremises } from './state/chosen-place.ts';
import { responseStore, runResponse } from './state/response.ts';
import { showResponse } from './state/response-screen.ts';
import { setRoutes } from './state/routes.ts';
import { useFittedMap } from './use-fitted-map.ts';

/** Room for the names of both ends, which stand beside the line. */
const margin = { top: 0, right: 60, bottom: 24, left: 60 };

/** One page for the cab: a route on the map, turn by turn, with what it rests on. */
export function RouteSheetScreen({ route: { request, chosen } }: { route: NonNullable<SheetRequest['route']> }) {
  const { t } = useTranslation();
  const entry = useStore(responseStore, (state) => state.entries.route);
  const answer = entry?.answer ?? null;
  const way = answer?.routes[chosen] ?? null;
  const picture = useMapPicture(way !== null);
  const ask = useCallback(() => {
    showResponse('routes');
    setRoutes({ mode: 'route', chosenRoute: chosen });
    void rememberNames(t, request).then(() => runResponse('route', request as ResponseRequest<'route'>));
  }, [t, request, chosen]);
  const missing = useMemo((): Failure => ({ code: 'routeMissing', details: { rank: chosen + 1 } }), [chosen]);
  useSheetRun(ask, entry?.failure ?? (answer !== null && way === null ? missing : null));
  useEffect(() => {
    if (answer === null) return;
    const [from, to] = [answer.from, answer.to].map((place) => placeAtPosition([place.lon, place.lat], nameOfPlace(place)));
    setRoutes({ from: from!, to: to! });
  }, [answer]);
  const extent = useMemo(() => {
    if (answer === null || way === null) return null;
    return boxOfPositions([...way.line.coordinates, ...[answer.from, answer.to].map(({ lon, lat }) => [lon, lat])]);
  }, [answer, way]);
  useFittedMap(extent, margin);
  return (
    <SheetPage
      title={answer === null ? null : t('routes.route.title', { from: nameOfPlace(answer.from), to: nameOfPlace(answer.to) })}
      lead={
        answer === null || way === null
          ? []
          : [`${wayTotal(t, way)} · ${t('routes.route.straight', { length: formatLength(t, answer.straightMeters) })}`]
      }
      answer={answer}
      picture={picture}
      side={
        answer === null || way === null ? null : (
          <>
            <section className="sheet-way" style={{ '--rows': way.steps.length + answer.routes.length + 2 } as CSSProperties}>
              <h2>{t('routes.nearest.steps')}</h2>
              <WaySteps way={way} arrivesAt={nameOfPlace(answer.to)} />
            </section>
            {answer.routes.length === 1 ? null : (
              <section>
                <h2>{t('routes.legend.other')}</h2>
                {answer.routes.map((other, rank) =>
                  other === way ? null : (
                    <p key={`${other.seconds}-${other.meters}`}>
                      {t('routes.route.option', { n: rank + 1 })} · {wayTotal(t, other)}
                    </p>
                  ),
                )}
              </section>
            )}
          </>
        )
      }
      assumptions={
        answer !== null && answer.parameters.closures.length > 0
          ? [t('routes.route.closures', { n: answer.parameters.closures.length })]
          : []
      }
    />
  );
}

/** Answers know premises by number: their names are read first. */
async function rememberNames(t: TFunction, { from, to }: Partial<Record<string, unknown>>): Promise<void> {
  for (const place of [from, to] as (PlaceReference | undefined)[]) {
    if (typeof place !== 'object' || !('premisesFid' in place)) continue;
    const row = await host().records.byFid({ table: 'premises', fid: place.premisesFid });
    if (row !== null) rememberPremises(row.fid, titleOf(t, 'premises', row));
  }
}
