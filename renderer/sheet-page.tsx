import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatDate, formatMinute } from './format.ts';
import { MapView } from './map/map-view.tsx';
import { type MapPicture, tellDrawn } from './map-picture.ts';
import { Legend } from './panels/legend.tsx';
import { Attribution, ScaleBar } from './panels/map-status.tsx';
import { Assumptions } from './panels/response/assumptions.tsx';
import { workspaceStore } from './state/workspace.ts';
import './panels/response/response.css';
import './panels/response/routes.css';
import './sheet.css';

interface SheetPageProps {
  title: string | null;
  /** What the page tells, null until it is worked out. */
  answer: (ComponentProps<typeof Assumptions>['answer'] & { madeAt: string }) | null;
  picture: MapPicture;
  /** What stands beside the map. */
  side: ReactNode;
  /** What the answer rests on, after what every answer says of that. */
  assumptions: ReactNode;
}

/** One page to print: what it is and as of when, the map, what stands beside it, legend and what it rests on. */
export function SheetPage({ title, answer, picture, side, assumptions }: SheetPageProps) {
  const { t } = useTranslation();
  const info = useStore(workspaceStore, (state) => state.info);
  if (info === null) return null;
  return (
    <main className="sheet">
      <header>
        <h1>
          {title}
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
          // Decoded with the frame it is drawn in: a picture of the page taken before would show an empty map.
          <img src={picture.url} alt={t('panels.mapLabel')} decoding="sync" onLoad={() => tellDrawn(null)} />
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
      {side === null ? null : <aside className="sheet-side">{side}</aside>}
      <footer>
        <Legend foldable={false} />
        {answer === null ? null : (
          <section className="sheet-assumptions">
            <h2>{t('response.sheet.assumptions')}</h2>
            <Assumptions answer={answer} />
            {assumptions}
          </section>
        )}
      </footer>
    </main>
  );
}
