import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SheetRequest } from '../shared/ipc/index.ts';
import { formatCount, formatDate, formatMinute } from './format.ts';
import { host } from './host/host.ts';
import { MapView } from './map/map-view.tsx';
import type { RunningMap } from './map/start-map.ts';
import { Legend } from './panels/legend.tsx';
import { Attribution, ScaleBar } from './panels/map-status.tsx';
import { Assumptions } from './panels/response/assumptions.tsx';
import { BivariateLegend } from './panels/response/bivariate-legend.tsx';
import { worstUnits } from './panels/response/bivariate-section.tsx';
import { CoverageShares } from './panels/response/coverage-shares.tsx';
import { SheetGaps } from './panels/response/sheet-gaps.tsx';
import { ZonePercentiles } from './panels/response/zone-percentiles.tsx';
import { runBivariate } from './state/bivariate.ts';
import { adoptRequest } from './state/coverage.ts';
import { lookAt, mapViewStore } from './state/map-view.ts';
import { responseStore, runResponse } from './state/response.ts';
import { workspaceStore } from './state/workspace.ts';
import './sheet.css';

/** Device pixels to a pixel of the page: sharp in print. */
const PRINT_RATIO = 2;

/** One page for the wall: where risk is high and response slow, with what it rests on. */
export function SheetScreen({ sheet }: { sheet: SheetRequest }) {
  const { t } = useTranslation();
  const info = useStore(workspaceStore, (state) => state.info);
  const phase = useStore(workspaceStore, (state) => state.phase);
  const { coverage, bivariate } = useStore(responseStore, (state) => state.entries);
  const [gapsRead, setGapsRead] = useState(false);
  const picture = useMapPicture(coverage?.answer != null && bivariate?.progress === null && gapsRead);
  const onGaps = useCallback(() => setGapsRead(true), []);

  useEffect(() => {
    if (phase === 'failed') tellDrawn(workspaceStore.getState().failure?.code ?? 'workspaceNotFound');
    if (phase !== 'ready') return;
    adoptRequest(sheet.coverage);
    runResponse('coverage', sheet.coverage);
    runBivariate();
    if (sheet.camera !== null) lookAt(sheet.camera.center, sheet.camera.zoom);
  }, [phase, sheet]);
  const failure = coverage?.failure ?? null;
  useEffect(() => {
    if (failure !== null) tellDrawn(failure.code);
  }, [failure]);

  if (info === null) return null;
  const answer = coverage?.answer ?? null;
  const risk = bivariate?.answer ?? null;
  return (
    <main className="sheet">
      <header>
        <h1>
          {t('response.sheet.title')}
          <span>{info.name}</span>
          {info.sample ? <span className="sample-mark">{t('app.sampleMark')}</span> : null}
        </h1>
        <p>
          {info.changedAt === null ? null : t('response.sheet.asOf', { date: formatDate(info.changedAt) })}
          {answer === null ? null : ` · ${t('response.sheet.madeAt', { at: formatMinute(answer.madeAt) })}`}
        </p>
      </header>
      <section className="sheet-map">
        {picture.url === null ? (
          <MapView label={t('panels.mapLabel')} animate={false} onMap={picture.onMap} />
        ) : (
          <img src={picture.url} alt={t('panels.mapLabel')} onLoad={() => tellDrawn(null)} />
        )}
        <div className="sheet-scale">
          <Attribution />
          <span>{t('panels.status.crs')}</span>
          <ScaleBar />
        </div>
        <div className="sheet-north" aria-hidden="true">
          <svg width="18" height="22" viewBox="0 0 18 22" aria-hidden="true" focusable="false">
            <path d="M9 1 15 21 9 16.5 3 21Z" fill="currentColor" />
          </svg>
          {t('response.sheet.north')}
        </div>
      </section>
      {answer === null ? null : (
        <aside className="sheet-side">
          <section>
            <h2>{t('response.sheet.keyNumbers')}</h2>
            <CoverageShares answer={answer} preview={null} />
          </section>
          {risk === null ? null : (
            <section>
              <h2>{t('response.legend.bivariate')}</h2>
              <div className="sheet-risk">
                <BivariateLegend answer={risk} />
                <p>
                  {t('response.bivariate.worst', {
                    n: formatCount(worstUnits(risk).length),
                    premises: formatCount(worstUnits(risk).reduce((sum, unit) => sum + risk.premises[unit]!, 0)),
                  })}
                </p>
              </div>
            </section>
          )}
          <section>
            <h2>{t('response.sheet.gapTop')}</h2>
            <SheetGaps answer={answer} onRead={onGaps} />
          </section>
          <section className="sheet-zones">
            <h2>{t('response.sheet.zones', { percentile: answer.parameters.percentile })}</h2>
            <ZonePercentiles answer={answer} most={5} />
          </section>
        </aside>
      )}
      <footer>
        <Legend foldable={false} />
        {answer === null ? null : (
          <section className="sheet-assumptions">
            <h2>{t('response.sheet.assumptions')}</h2>
            <Assumptions answer={answer} />
            <p>
              {t('response.sheet.basis')}: {answer.basis}
            </p>
            <p>
              {[
                t('response.sheet.snapLimit', { meters: answer.parameters.snapLimitMeters }),
                ...(answer.parameters.closures.length > 0 ? [t('response.sheet.closures', { n: answer.parameters.closures.length })] : []),
                ...(answer.parameters.ghostStations.length > 0
                  ? [t('response.sheet.ghosts', { n: answer.parameters.ghostStations.length })]
                  : []),
                t('response.sheet.personal'),
                t('response.facts', { rev: answer.rev, at: formatMinute(answer.madeAt) }),
              ].join(' · ')}
            </p>
          </section>
        )}
      </footer>
    </main>
  );
}

/** The map as a picture, once everything on it is drawn: printed pages hold no living map. */
export function useMapPicture(due: boolean) {
  const map = useRef<RunningMap>(null);
  const [url, setUrl] = useState<string | null>(null);
  const idle = useStore(mapViewStore, (state) => state.idle);
  const asked = useRef(false);
  const onMap = useCallback((running: RunningMap) => {
    map.current = running;
  }, []);
  useEffect(() => {
    if (!due || !idle || asked.current || map.current === null) return undefined;
    // What was composed last may still be on its way to the map.
    const timer = setTimeout(() => {
      asked.current = true;
      void map.current?.picture(PRINT_RATIO).then((blob) => (blob === null ? tellDrawn('noWebgl') : setUrl(URL.createObjectURL(blob))));
    }, 1000);
    return () => clearTimeout(timer);
  }, [due, idle]);
  return { onMap, url };
}

export function tellDrawn(failure: string | null): void {
  const { info } = workspaceStore.getState();
  // A frame later the page is laid out with it.
  requestAnimationFrame(() =>
    setTimeout(() => void host().windows.ready({ description: info?.name ?? '', failure, firstPremisesAt: null }), 200),
  );
}
