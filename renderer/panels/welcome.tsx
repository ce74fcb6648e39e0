import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { JobProgress, RecentWorkspace } from '../../shared/ipc/index.ts';
import { useCommand } from '../commands/use-command.ts';
import { openWorkspaceFile } from '../commands/workspace-commands.ts';
import { ProgressLine } from '../components/progress-line.tsx';
import { formatCount, formatDate, formatTimeLeft } from '../format.ts';
import { host } from '../host/host.ts';
import { showWelcome, workspaceStore } from '../state/workspace.ts';
import { RecoveryView } from './recovery/recovery-view.tsx';
import './welcome.css';

/** What stands here while no workspace is open: why one did not open and the way back, or the ways in. */
export function Welcome() {
  const attempt = useStore(workspaceStore, (state) => (state.phase === 'failed' ? state.attempt : null));
  if (attempt === null || attempt.failure === null) return <WaysIn />;
  const failed = { path: attempt.path, failure: attempt.failure };
  return (
    <main className="welcome">
      <div className="surface welcome-recovery">
        <RecoveryView key={`${failed.path} ${failed.failure.code}`} attempt={failed} leave={showWelcome} />
      </div>
    </main>
  );
}

function WaysIn() {
  const { t } = useTranslation();
  const { phase, attempt } = useStore(workspaceStore);
  const sample = useCommand('openSample');
  const open = useCommand('openWorkspace');
  const create = useCommand('createWorkspace');
  const progress = useSampleProgress();
  // The host may prepare the sample unasked, on the very first start.
  const busy = phase === 'opening' || progress !== null;
  const [recent, setRecent] = useState<RecentWorkspace[] | null>(null);
  useEffect(() => {
    void host().files.recent(null).then(setRecent);
  }, []);
  return (
    <main className="welcome">
      <div className="surface welcome-card">
        <header>
          <h1>{t('app.name')}</h1>
          <p className="muted">{t('app.tagline')}</p>
        </header>
        <section className="welcome-actions">
          <Button type="primary" size="large" disabled={busy} onClick={sample.run} data-testid="open-sample">
            {t('app.welcome.openSample')}
          </Button>
          <p className="hint">{t('app.welcome.openSampleHint')}</p>
          <Button disabled={busy} onClick={open.run}>
            {t('app.welcome.open')}
          </Button>
          <Button disabled={busy} onClick={create.run}>
            {t('app.welcome.create')}
          </Button>
        </section>
        <section>
          <h2>{t('app.welcome.recent')}</h2>
          {recent?.length === 0 ? <p className="muted">{t('app.welcome.noRecent')}</p> : null}
          {recent?.slice(0, 6).map(({ path, name, openedAt, exists }) => (
            <button
              type="button"
              className="recent-row"
              key={path}
              disabled={!exists || busy}
              title={path}
              onClick={() => void openWorkspaceFile(path)}
            >
              <span>{name}</span>
              <span className="hint">{exists ? `${formatDate(openedAt)} · ${path}` : t('app.welcome.missing')}</span>
            </button>
          ))}
        </section>
        <footer className="welcome-wide">
          {busy ? (
            <ProgressLine
              what={t(progress ? 'app.welcome.generating' : 'app.welcome.opening')}
              detail={
                progress && progress.total > 0
                  ? t('imports.progress', {
                      done: formatCount(progress.done),
                      total: formatCount(progress.total),
                      left: formatTimeLeft(t, progress.done, progress.total, progress.elapsedMs),
                    })
                  : (attempt?.path ?? '')
              }
              share={progress && progress.total > 0 ? progress.done / progress.total : null}
              {...(progress ? { cancel: { label: t('app.cancel'), run: () => void host().jobs.cancel({ jobId: progress.jobId }) } } : {})}
            />
          ) : (
            <p className="hint">{t('app.welcome.importHint')}</p>
          )}
        </footer>
      </div>
    </main>
  );
}

/** News older than this are of work that has ended. */
const staleAfterMs = 4000;

/** How far the sample is generated, while it is. */
function useSampleProgress(): JobProgress | null {
  const [progress, setProgress] = useState<JobProgress | null>(null);
  useEffect(() => host().on('jobProgress', setProgress), []);
  useEffect(() => {
    if (progress === null) return;
    const timer = setTimeout(() => setProgress(null), staleAfterMs);
    return () => clearTimeout(timer);
  }, [progress]);
  return progress;
}
