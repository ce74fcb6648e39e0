import { DiffOutlined, EditOutlined, HistoryOutlined, InboxOutlined, LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { WorkspaceInfo } from '../../../shared/ipc/index.ts';
import { runCommand } from '../../commands/run-command.ts';
import { openWorkspaceFile } from '../../commands/workspace-commands.ts';
import { JobLine } from '../../dialogs/job/job-line.tsx';
import { formatCount, formatDate, formatMinute } from '../../format.ts';
import { outsideEditsStore } from '../../state/outside-edits.ts';
import { type PastMoment, pastGivenUp, pastStore } from '../../state/past.ts';
import { preferencesStore } from '../../state/preferences.ts';
import { workspaceStore } from '../../state/workspace.ts';
import './history.css';

/** What is out of the ordinary with what is shown: a past day, edits by other programs, a workspace or a person that may not write. */
export function WorkspaceBanners() {
  const readOnly = useStore(workspaceStore, (state) => state.info?.readOnly ?? null);
  const viewer = useStore(preferencesStore, (state) => state.app?.operator.role === 'viewer');
  return (
    <>
      <PastBanner />
      <OutsideBanner />
      <FieldPackageBanner />
      <ConflictsBanner />
      {readOnly === null ? null : <ReadOnlyBanner readOnly={readOnly} />}
      {viewer && readOnly === null ? <ViewerBanner /> : null}
    </>
  );
}

function PastBanner() {
  const { t } = useTranslation();
  const { moment, progress, shown } = useStore(pastStore);
  if (moment === null) return null;
  if (progress !== null) {
    return (
      <div className="surface banner" role="status" data-testid="past-progress">
        <JobLine
          what={'at' in moment ? t('history.past.opening', { day: formatDate(moment.at) }) : t('history.past.openingRev', moment)}
          running={{ progress, cancelling: false }}
          cancel={pastGivenUp}
        />
      </div>
    );
  }
  if (shown === null) return null;
  return (
    <div className="surface banner" role="status" data-testid="past-banner">
      <HistoryOutlined aria-hidden="true" />
      <div className="banner-text">
        <strong>
          {shown.changedAt === null ? t('history.past.bannerStart') : t('history.past.banner', { day: dayOf(moment, shown.changedAt) })}
        </strong>
        <p className="hint number">
          {shown.changedAt === null
            ? ''
            : `${t('history.past.detail', { rev: formatCount(shown.rev), at: formatMinute(shown.changedAt) })} · `}
          {t('history.past.ground')}
        </p>
      </div>
      <div className="banner-actions">
        <Button size="small" onClick={() => void runCommand('viewPast')}>
          {t('history.past.otherDay')}
        </Button>
        <Button size="small" type="primary" onClick={() => void runCommand('viewPresent')} data-testid="view-present">
          {t('history.past.back')}
        </Button>
      </div>
    </div>
  );
}

const dayOf = (moment: PastMoment, changedAt: string): string => formatDate('at' in moment ? moment.at : changedAt);

function OutsideBanner() {
  const { t } = useTranslation();
  const edits = useStore(outsideEditsStore, (state) => state.edits);
  if (edits.length === 0) return null;
  const n = edits.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0);
  return (
    <div className="surface banner warning" role="status" data-testid="outside-banner">
      <EditOutlined aria-hidden="true" />
      <div className="banner-text">
        <strong>{t('history.outsideBanner', { n: formatCount(n) })}</strong>
        <p className="hint number">
          {edits
            .map(({ table, added, changed, removed }) => `${t(`codes.table.${table}`)} ${formatCount(added + changed + removed)}`)
            .join(' · ')}
        </p>
      </div>
      <div className="banner-actions">
        <Button size="small" type="primary" onClick={() => void runCommand('outsideEdits')} data-testid="look-outside">
          {t('history.outsideLook')}
        </Button>
      </div>
    </div>
  );
}

function FieldPackageBanner() {
  const { t } = useTranslation();
  const mark = useStore(workspaceStore, (state) => state.info?.fieldPackage ?? null);
  if (mark === null) return null;
  const expired = mark.expiresOn < formatDate(new Date().toISOString());
  return (
    <div className={`surface banner ${expired ? 'warning' : ''}`} role="status" data-testid="field-package-banner">
      <InboxOutlined aria-hidden="true" />
      <div className="banner-text">
        <strong>
          {expired ? t('packages.banner.expired', { day: mark.expiresOn }) : t('packages.banner.copy', { zone: mark.zoneName })}
        </strong>
        <p className="hint number">
          {t('packages.banner.detail', { origin: mark.originName, rev: formatCount(mark.baseRev), by: mark.madeBy, day: mark.expiresOn })}
        </p>
      </div>
      <div className="banner-actions">
        <Button size="small" onClick={() => void runCommand('giveBackFieldPackage')} data-testid="give-back">
          {t('packages.banner.giveBack')}
        </Button>
      </div>
    </div>
  );
}

function ConflictsBanner() {
  const { t } = useTranslation();
  const n = useStore(workspaceStore, (state) => state.info?.openConflicts ?? 0);
  if (n === 0) return null;
  return (
    <div className="surface banner warning" role="status" data-testid="conflicts-banner">
      <DiffOutlined aria-hidden="true" />
      <p className="banner-text">{t('packages.banner.conflicts', { n: formatCount(n) })}</p>
      <div className="banner-actions">
        <Button size="small" type="primary" onClick={() => void runCommand('fieldConflicts')} data-testid="review-conflicts">
          {t('packages.banner.review')}
        </Button>
      </div>
    </div>
  );
}

function ReadOnlyBanner({ readOnly }: { readOnly: NonNullable<WorkspaceInfo['readOnly']> }) {
  const { t } = useTranslation();
  const path = useStore(workspaceStore, (state) => state.info?.path);
  return (
    <div className="surface banner warning" role="status" data-testid="read-only-banner">
      <LockOutlined aria-hidden="true" />
      <p className="banner-text">{t(`history.readOnly.${readOnly}`)}</p>
      {readOnly === 'diskFull' && path !== undefined ? (
        <div className="banner-actions">
          <Button size="small" onClick={() => void openWorkspaceFile(path)} data-testid="reopen">
            {t('history.reopen')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function ViewerBanner() {
  const { t } = useTranslation();
  return (
    <div className="surface banner" role="status" data-testid="viewer-banner">
      <LockOutlined aria-hidden="true" />
      <p className="banner-text">{t('history.viewerBanner')}</p>
      <div className="banner-actions">
        <Button size="small" onClick={() => void runCommand('operator')}>
          {t('history.changeOperator')}
        </Button>
      </div>
    </div>
  );
}
