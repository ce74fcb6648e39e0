import { Alert, Button, Modal, Skeleton, Steps } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobProgress } from '../../../shared/ipc/index.ts';
import { ProgressLine } from '../../components/progress-line.tsx';
import { formatBytes, formatCount, formatTimeLeft } from '../../format.ts';
import { host } from '../../host/host.ts';
import { failureText } from '../../i18n.ts';
import { fitExtent } from '../../state/map-view.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { closeDialog, holdDialog, setTrayOpen } from '../../state/screen.ts';
import { clearSelection } from '../../state/selection.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { isBox } from './clip-box.tsx';
import { DescribeStep } from './describe-step.tsx';
import { OutcomeView } from './outcome-view.tsx';
import { type ImportPhase, useImport } from './use-import.ts';

const stepOf: Record<ImportPhase, number> = { previewing: 0, describe: 0, checking: 1, checked: 1, writing: 2, written: 2 };

/** Imports one file in three steps. Nothing is written before the third; closing on the way leaves nothing behind. */
export function ImportDialog({ file }: { file: { path: string; name: string } }) {
  const { t } = useTranslation();
  const importing = useImport(file.path);
  const { state } = importing;
  const { phase, preview, answers, outcome, failure } = state;
  const running = phase === 'checking' || phase === 'writing';
  // Running work ends by its own cancel only, and says so here.
  useEffect(() => {
    holdDialog(running);
    return () => holdDialog(false);
  }, [running]);
  return (
    <Modal
      open
      title={t('imports.title')}
      width={860}
      style={{ top: 56 }}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      onCancel={closeDialog}
      footer={<Footer importing={importing} />}
      className="import-dialog"
    >
      <Steps
        size="small"
        className="import-steps"
        current={stepOf[phase]}
        items={[{ title: t('imports.step.describe') }, { title: t('imports.step.check') }, { title: t('imports.step.commit') }]}
      />
      {failure ? (
        <Alert
          className="import-alert"
          type={failure.code === 'cancelled' ? 'info' : 'error'}
          showIcon
          title={failure.code === 'cancelled' ? t('imports.cancelled') : t('imports.failedTitle')}
          description={failure.code === 'cancelled' ? null : `${failureText(t, failure)} ${t('imports.failedHint')}`}
        />
      ) : null}
      <div className="import-body panel-scroll">
        {phase === 'previewing' && preview === null ? (
          <div aria-busy="true">
            <p className="hint">{t('imports.reading')}</p>
            <Skeleton active paragraph={{ rows: 8 }} />
          </div>
        ) : null}
        {(phase === 'describe' || phase === 'previewing') && preview && answers ? (
          <DescribeStep preview={preview} answers={answers} importing={importing} busy={phase === 'previewing'} />
        ) : null}
        {running ? <RunningLine progress={state.progress} cancelling={state.cancelling} onCancel={importing.cancel} /> : null}
        {phase === 'checked' && outcome ? (
          <>
            <h3 className="outcome-title">
              {t('imports.checkTitle')} <span className="hint">{t('imports.checkHint')}</span>
            </h3>
            <OutcomeView outcome={outcome} />
          </>
        ) : null}
        {phase === 'written' && outcome ? (
          <>
            <h3 className="outcome-title">
              {t('imports.doneTitle')} <span className="hint">{t('imports.doneHint')}</span>
            </h3>
            <OutcomeView outcome={outcome} />
          </>
        ) : null}
      </div>
    </Modal>
  );
}

function Footer({ importing }: { importing: ReturnType<typeof useImport> }) {
  const { t } = useTranslation();
  const { phase, outcome, answers } = importing.state;
  // Running work has its own cancel, beside its progress.
  if (phase === 'checking' || phase === 'writing') return null;
  if (phase === 'written' && outcome) {
    const batchId = outcome.importBatchId;
    return (
      <>
        {batchId === null ? null : (
          <Button onClick={() => void undoImport(batchId)} data-testid="undo-import">
            {t('imports.undoImport')}
          </Button>
        )}
        {outcome.counts.unplaced > 0 ? <Button onClick={openTray}>{t('imports.openTray')}</Button> : null}
        <Button type="primary" onClick={showOnMap} data-testid="import-show">
          {t('imports.showOnMap')}
        </Button>
      </>
    );
  }
  if (phase === 'checked' && outcome) {
    const count = outcome.counts.created + outcome.counts.updated;
    return (
      <>
        <Button onClick={importing.back}>{t('imports.back')}</Button>
        <Button type="primary" disabled={count === 0} onClick={importing.commit} data-testid="import-commit">
          {count === 0 ? t('imports.commitNothing') : t('imports.commit', { n: formatCount(count) })}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button onClick={closeDialog}>{t('app.cancel')}</Button>
      <Button
        type="primary"
        disabled={phase !== 'describe' || answers === null || (answers.clip !== null && !isBox(answers.clip))}
        onClick={importing.check}
        data-testid="import-check"
      >
        {t('imports.check')}
      </Button>
    </>
  );
}

/** What is being done, how far, how long still. Passes over the file count bytes, the rest rows. */
function RunningLine({ progress, cancelling, onCancel }: { progress: JobProgress | null; cancelling: boolean; onCancel: () => void }) {
  const { t } = useTranslation();
  const overFile = progress === null || ['reading', 'checking', 'writing'].includes(progress.stage);
  const amount = overFile ? formatBytes : formatCount;
  const known = progress !== null && progress.total > 0;
  return (
    <div className="import-running">
      <ProgressLine
        what={t(`imports.stage.${progress?.stage ?? 'reading'}`)}
        detail={
          known
            ? t('imports.progress', {
                done: amount(progress.done),
                total: amount(progress.total),
                left: formatTimeLeft(t, progress.done, progress.total, progress.elapsedMs),
              })
            : progress
              ? t('imports.progressUnknown', { done: amount(progress.done) })
              : ''
        }
        share={known ? progress.done / progress.total : null}
        cancel={{ label: t(cancelling ? 'imports.cancelling' : 'imports.cancel'), run: onCancel }}
      />
    </div>
  );
}

async function undoImport(importBatchId: string): Promise<void> {
  const answer = await host().records.undoBatch({ importBatchId });
  if (!answer.ok) {
    notifyFailure(answer.failure);
    return;
  }
  closeDialog();
  notify({ tone: 'success', text: 'app.notices.importUndone' });
}

function openTray(): void {
  closeDialog();
  clearSelection();
  setTrayOpen(true);
}

function showOnMap(): void {
  closeDialog();
  const extent = workspaceStore.getState().info?.extent;
  if (extent) fitExtent(extent);
}
