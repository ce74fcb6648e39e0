import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ShowRequest } from '../shared/ipc/index.ts';
import { formatDate } from './format.ts';
import { MapView } from './map/map-view.tsx';
import { Legend } from './panels/legend.tsx';
import { Attribution, ScaleBar } from './panels/map-status.tsx';
import { workspaceStore } from './state/workspace.ts';
import './snapshot-screen.css';

/** The picture of a workspace: map, title with the day of the data, legend, scale. Nothing to operate. */
export function SnapshotScreen({ show }: { show: ShowRequest | null }) {
  const { t } = useTranslation();
  const info = useStore(workspaceStore, (state) => state.info);
  if (show === null || info === null) return null;
  return (
    <main className="snapshot">
      <MapView label={t('panels.mapLabel')} animate={false} />
      <header className="surface snapshot-title">
        <h1>
          {info.name}
          {info.sample ? <span className="sample-mark">{t('app.sampleMark')}</span> : null}
        </h1>
        {info.changedAt === null ? null : <p className="muted">{t('app.snapshot.asOf', { date: formatDate(info.changedAt) })}</p>}
      </header>
      <div className="snapshot-legend">
        <Legend foldable={false} />
      </div>
      <div className="surface map-status snapshot-scale">
        <Attribution />
        <span>{t('panels.status.crs')}</span>
        <ScaleBar />
      </div>
    </main>
  );
}
