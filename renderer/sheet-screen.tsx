import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SheetRequest } from '../shared/ipc/index.ts';
import { formatCount, formatMinute } from './format.ts';
import { tellDrawn, useMapPicture } from './map-picture.ts';
import { BivariateLegend } from './panels/response/bivariate-legend.tsx';
import { worstUnits } from './panels/response/bivariate-section.tsx';
import { CoverageShares } from './panels/response/coverage-shares.tsx';
import { SheetGaps } from './panels/response/sheet-gaps.tsx';
import { ZonePercentiles } from './panels/response/zone-percentiles.tsx';
import { SheetPage } from './sheet-page.tsx';
import { runBivariate } from './state/bivariate.ts';
import { adoptRequest } from './state/coverage.ts';
import { lookAtDay } from './state/looked-day.ts';
import { lookAt } from './state/map-view.ts';
import { responseStore, runResponse } from './state/response.ts';
import { showResponse } from './state/response-screen.ts';
import { workspaceStore } from './state/workspace.ts';

/** One page for the wall: where risk is high and response slow, with what it rests on. */
export function SheetScreen({ sheet }: { sheet: SheetRequest }) {
  const { t } = useTranslation();
  const phase = useStore(workspaceStore, (state) => state.phase);
  const { coverage, bivariate } = useStore(responseStore, (state) => state.entries);
  const [gapsRead, setGapsRead] = useState(false);
  const picture = useMapPicture(coverage?.answer != null && bivariate?.progress === null && gapsRead);
  const onGaps = useCallback(() => setGapsRead(true), []);

  useEffect(() => {
    if (phase === 'failed') tellDrawn(workspaceStore.getState().failure?.code ?? 'workspaceNotFound');
    if (phase !== 'ready') return;
    if (sheet.day !== undefined) lookAtDay(sheet.day);
    adoptRequest(sheet.coverage);
    runResponse('coverage', sheet.coverage);
    if (sheet.bivariate === undefined) runBivariate();
    else {
      showResponse('bivariate');
      runResponse('bivariate', sheet.bivariate);
    }
    if (sheet.camera !== null) lookAt(sheet.camera.center, sheet.camera.zoom);
  }, [phase, sheet]);
  const failure = coverage?.failure ?? null;
  useEffect(() => {
    if (failure !== null) tellDrawn(failure.code);
  }, [failure]);

  const answer = coverage?.answer ?? null;
  const risk = bivariate?.answer ?? null;
  return (
    <SheetPage
      title={t('response.sheet.title')}
      answer={answer}
      picture={picture}
      side={
        answer === null ? null : (
          <>
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
          </>
        )
      }
      assumptions={
        answer === null ? null : (
          <>
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
                t('response.sheet.day', { date: answer.asOf }),
                t('response.sheet.personal'),
                t('response.facts', { rev: answer.rev, at: formatMinute(answer.madeAt) }),
              ].join(' · ')}
            </p>
          </>
        )
      }
    />
  );
}
