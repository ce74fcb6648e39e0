import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatAge, formatCount, formatDate, formatMinute } from '../format.ts';
import { pastStore } from '../state/past.ts';
import { workspaceStore } from '../state/workspace.ts';

/** The day the data stands at and how old it is; while columns are read, how far that is. */
export function AsOf() {
  const { t } = useTranslation();
  const now = useStore(workspaceStore, (state) => state.info);
  const info = useStore(pastStore, (state) => state.shown) ?? now;
  const loading = useStore(workspaceStore, (state) => state.loading);
  const nowMs = useNow(60_000);
  if (info === null) return null;
  if (loading !== null) {
    return (
      <span className="as-of" role="status">
        {t('app.workspace.updating', { done: formatCount(loading.done), total: formatCount(loading.total) })}
      </span>
    );
  }
  if (info.changedAt === null) return <span className="as-of">{t('app.workspace.noChange')}</span>;
  return (
    <span className="as-of" title={formatMinute(info.changedAt)}>
      {t('app.workspace.asOf', { date: formatDate(info.changedAt) })}
      {' · '}
      {t('app.workspace.age', { age: formatAge(t, info.changedAt, Math.max(nowMs, Date.parse(info.changedAt))) })}
    </span>
  );
}

function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
