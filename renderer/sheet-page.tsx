import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { TravelFacts, TravelParameters } from '../shared/analyses/response/index.ts';
import { formatDate, formatMinute } from './format.ts';
import { MapView } from './map/map-view.tsx';
import { type MapPicture, tellDrawn } from './map-picture.ts';
import { Legend } from './panels/legend.tsx';
import { Attribution, ScaleBar } from './panels/map-status.tsx';
import { assumptionsText, basisText } from './panels/response/assumptions.tsx';
import { workspaceStore } from './state/workspace.ts';
import './panels/response/response.css';
import './panels/response/routes.css';
import './sheet.css';

interface SheetPageProps {
  title: string | null;
  /** What it says, in a line or two. */
  lead: readonly string[];
  /** What the page tells, null until it is worked out. */
  answer: TravelFacts<TravelParameters> | null;
  picture: MapPicture;
  /** What stands beside the map. */
  side: ReactNode;
  /** What the answer rests on, after what every answer says of that. */
  assumptions: readonly string[];
  /** Beside what it rests on. */
  corner?: ReactNode;
}

/** One page to print: what it is and as of when, the map, what stands beside it, legend and what it rests on. */
export function SheetPage({ title, lead, answer, picture, side, assumptions, corner }: SheetPageProps) {
  const { t } = useTranslation();
  const info = useStore(workspaceStore, (state) => state.info);
  if (info === null) return null;
  return (
    <main className="sheet">
      <header>
        <h1>
          {title}
          <span className="sheet-place">
            {info.name}
            {info.sample ? <span className="sample-mark">{t('app.sampleMark')}</span> : null}
          </span>
        </h1>
        {answer === null ? null : (
          <span className="sheet-dates muted">
            {info.changedAt === null ? null : `${t('response.sheet.asOf', { date: formatDate(info.changedAt), rev: answer.rev })} · `}
            {t('response.sheet.madeAt', { at: formatMinute(answer.madeAt) })}
          </span>
        )}
        {lead.map((line) => (
          <p className="sheet-lead" key={line}>
            {line}
          </p>
        ))}
      </header>
      <section className="sheet-map">
        {picture.canvas === null ? (
          <MapView label={t('panels.mapLabel')} animate={false} onMap={picture.onMap} />
        ) : (
          <DrawnMap canvas={picture.canvas} />
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
        <Legend foldable={false} brief />
        {answer === null ? null : (
          <section className="sheet-assumptions">
            <h2>{t('response.sheet.assumptions')}</h2>
            <p>{[assumptionsText(t, answer), ...assumptions, t('response.sheet.basis', { basis: basisText(t, answer) })].join(' · ')}</p>
          </section>
        )}
        {corner}
      </footer>
    </main>
  );
}

function DrawnMap({ canvas }: { canvas: HTMLCanvasElement }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    frame.current?.replaceChildren(canvas);
    tellDrawn(null);
  }, [canvas]);
  return <div className="sheet-picture" role="img" aria-label={t('panels.mapLabel')} ref={frame} />;
}
