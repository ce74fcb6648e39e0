import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FoundWorkspace, JobProgress, RecentWorkspace } from '../../shared/ipc/index.ts';
import { useCommand } from '../commands/use-command.ts';
import { openWorkspaceFile } from '../commands/workspace-commands.ts';
import { ProgressLine } from '../components/progress-line.tsx';
import { formatCount, formatDate, formatTimeLeft } from '../format.ts';
import { host } from '../host/host.ts';
import { preferencesStore } from '../state/preferences.ts';
import { showWelcome, workspaceStore } from '../state/workspace.ts';
import { RecoveryView } from './recovery/recovery-view.tsx';
import './welcome.css';

/** What stands here while no workspace is open: why one did not open and the way back, or the ways in. */
export function Welcome() {
  const attempt = useStore(workspaceStore, (state) => (state.phase === 'failed' ? state.attempt : null));
  if (attempt === null || attempt.failure === null) return <WaysIn />;
  const failed = { ...attempt, failure: attempt.failure };
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
  const lost = useStore(preferencesStore, (state) => state.app?.settings === 'lost');
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
        {lost ? (
          <Alert
            type="warning"
            showIcon
            title={t('app.welcome.settingsLost')}
            description={t('app.welcome.settingsLostText')}
            data-testid="settings-lost"
          />
        ) : null}
        <section className="welcome-actions">
          <Button type={lost ? 'default' : 'primary'} size="large" disabled={busy} onClick={sample.run} data-testid="open-sample">
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
        {lost ? (
          <FoundWorkspaces busy={busy} />
        ) : (
          <section>
            <h2>{t('app.welcome.recent')}</h2>
            {recent?.length === 0 ? <p className="muted">{t('app.welcome.noRecent')}</p> : null}
            {recent?.slice(0, 6).map(({ path, name, openedAt, exists }) => (
              <WorkspaceRow
                key={path}
                path={path}
                name={name}
                details={[exists ? `${formatDate(openedAt)} · ${path}` : t('app.welcome.missing')]}
                disabled={!exists || busy}
              />
            ))}
          </section>
        )}
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

/** A workspace to open, by its name. */
function WorkspaceRow({ path, name, details, disabled }: { path: string; name: string; details: readonly string[]; disabled: boolean }) {
  return (
    <button type="button" className="recent-row" disabled={disabled} title={path} onClick={() => void openWorkspaceFile(path)}>
      <span>{name}</span>
      {details.map((detail) => (
        <span key={detail} className="hint">
          {detail}
        </span>
      ))}
    </button>
  );
}

/** What stands for the recent workspaces when nothing is known of them: those found on this computer. */
function FoundWorkspaces({ busy }: { busy: boolean }) {
  const { t } = useTranslation();
  const [found, setFound] = useState<FoundWorkspace[] | null>(null);
  const find = () => {
    setFound(null);
    void host().files.find(null).then(setFound);
  };
  useEffect(find, []);
  const stateOf = ({ changedAt, backups }: FoundWorkspace): string => {
    const n = formatCount(backups);
    return changedAt === null ? t('app.welcome.onlyBackups', { n }) : t('app.welcome.foundDetail', { day: formatDate(changedAt), n });
  };
  return (
    <section data-testid="found-workspaces">
      <h2>{t('app.welcome.found')}</h2>
      {found === null ? <ProgressLine what={t('app.welcome.finding')} detail="" share={null} /> : null}
      {found?.length === 0 ? <p className="muted">{t('app.welcome.noneFound')}</p> : null}
      <div className="found-rows panel-scroll">
        {found?.map((each) => (
          <WorkspaceRow key={each.path} path={each.path} name={each.name} details={[stateOf(each), each.path]} disabled={busy} />
        ))}
      </div>
      {found === null ? null : (
        <Button size="small" onClick={find}>
          {t('app.welcome.findAgain')}
        </Button>
      )}
    </section>
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
