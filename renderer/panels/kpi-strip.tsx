import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatCount, formatShare } from '../format.ts';
import { pastStore } from '../state/past.ts';
import { workspaceStore } from '../state/workspace.ts';
import './kpi-strip.css';

/** At most six numbers over the map, each rate with its numerator and denominator. */
export function KpiStrip() {
  const { t } = useTranslation();
  const now = useStore(workspaceStore, (state) => state.info);
  const info = useStore(pastStore, (state) => state.shown) ?? now;
  if (info === null || info.counts.premises + info.counts.station === 0) return null;
  const { premises, placed, station } = info.counts;
  const { figures } = info;
  const ofTotal = (n: number, total: number) => t('panels.kpi.ofTotal', { n: formatCount(n), total: formatCount(total) });
  return (
    <dl className="surface kpi-strip" aria-label={t('panels.kpi.label')} data-testid="kpi-strip">
      <Kpi label={t('panels.kpi.premises')} value={formatCount(premises)} />
      <Kpi label={t('panels.kpi.placed')} value={formatShare(placed, premises)} aside={ofTotal(placed, premises)} />
      <Kpi
        label={t('panels.kpi.gradeSecure')}
        value={formatCount(figures.gradeSecure)}
        aside={ofTotal(figures.gradeSecure, figures.premises)}
        extra
      />
      <Kpi
        label={t('panels.kpi.rectified')}
        value={formatShare(figures.hazards - figures.openHazards, figures.hazards)}
        aside={ofTotal(figures.hazards - figures.openHazards, figures.hazards)}
      />
      <Kpi label={t('panels.kpi.openHigh')} value={formatCount(figures.openHighHazards)} />
      <Kpi label={t('panels.kpi.stations')} value={formatCount(station)} extra />
    </dl>
  );
}

function Kpi({ label, value, aside, extra = false }: { label: string; value: string; aside?: ReactNode; extra?: boolean }) {
  return (
    <div className={extra ? 'kpi kpi-extra' : 'kpi'}>
      <dt>{label}</dt>
      <dd className="number">
        {value}
        {aside ? <small>{aside}</small> : null}
      </dd>
    </div>
  );
}
