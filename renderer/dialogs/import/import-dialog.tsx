import { Alert, Button, Modal, Skeleton, Steps } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatCount } from '../../format.ts';
import { failureText } from '../../i18n.ts';
import { notify } from '../../state/notices.ts';
import { closeDialog, type ImportFile, screenStore } from '../../state/screen.ts';
import { AskUnsaved, useLeaving } from '../ask-unsaved.tsx';
import { useHeldDialog } from '../use-held-dialog.ts';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { FileQueue, type QueueState } from './file-queue.tsx';
import { ImportFooter, primaryOf } from './import-footer.tsx';
import { KindStep } from './kind-step.tsx';
import { PositionStep } from './position-step.tsx';
import { ResultStep } from './result-step.tsx';
import { RunningLine } from './running-line.tsx';
import { countByHand, useImport } from './use-import.ts';
import './import.css';
import './check-step.css';

/** Imports files one after the other, each step by step. Nothing is written before the last; closing on the way leaves nothing behind. */
export function ImportDialog({ files }: { files: readonly ImportFile[] }) {
  const [at, setAt] = useState(0);
  const [states, setStates] = useState<ReadonlyMap<string, QueueState>>(new Map());
  const file = files[at]!;
  const settle = (state: QueueState) => setStates((before) => new Map(before).set(file.path, state));
  const last = at === files.length - 1;
  return (
    <OneImport
      key={file.path}
      file={file}
      follows={at > 0}
      queue={files.length > 1 ? <FileQueue files={files} at={at} states={states} /> : null}
      onImported={() => settle('imported')}
      toNext={
        last
          ? null
          : () => {
              if (!states.has(file.path)) settle('skipped');
              setAt(at + 1);
            }
      }
    />
  );
}

interface OneImportProps {
  file: ImportFile;
  /** Another file was imported before it in the same dialog. */
  follows: boolean;
  queue: ReactNode;
  onImported: () => void;
  /** Goes on to the next file; null at the last. */
  toNext: (() => void) | null;
}

function OneImport({ file, follows, queue, onImported, toNext }: OneImportProps) {
  const { t } = useTranslation();
  const importing = useImport(file.path);
  const { step, running, preview, answers, outcome, failure, progress, cancelling } = importing.state;
  const working = running === 'check' || running === 'commit';
  const byHand = step === 'done' ? 0 : countByHand(answers);
  const { asks, leave, stay } = useLeaving(byHand > 0);
  // Running work ends by its own cancel only, and says so here; what was put right by hand is asked for first.
  const holds = working || byHand > 0;
  useHeldDialog(holds);
  const covered = useStore(screenStore, ({ dialogHolds }) => dialogHolds) > (holds ? 1 : 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when the file is in.
  useEffect(() => {
    if (step !== 'done') return;
    onImported();
    notify({ tone: 'success', text: 'imports.queue.imported', values: { name: file.name } });
  }, [step]);
  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  keys.current = (event) => {
    if (asks !== null) return;
    if (event.ctrlKey && event.key === 'Enter') {
      event.preventDefault();
      primaryOf(importing)?.();
    } else if (event.altKey && event.key === 'ArrowLeft' && !working && step !== 'kind' && step !== 'done') {
      event.preventDefault();
      importing.back();
    }
  };
  // On the document: the button of the step before had the focus and is gone.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => keys.current(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return (
    <Modal
      open
      title={t('imports.title')}
      width="min(1480px, calc(100vw - 48px))"
      style={{ top: 24 }}
      mask={{ closable: false }}
      closable={!working}
      keyboard={!working && !covered}
      onCancel={() => leave(closeDialog)}
      footer={
        working ? null : asks !== null ? (
          <AskUnsaved
            ask={t('imports.unsaved.byHand', { n: formatCount(byHand) })}
            drop={{ label: t(asks === closeDialog ? 'imports.unsaved.dropAndClose' : 'imports.unsaved.dropAndSkip'), run: asks }}
            onKeep={stay}
          />
        ) : (
          <ImportFooter importing={importing} close={() => leave(closeDialog)} toNext={toNext && (() => leave(toNext))} />
        )
      }
      className="import-dialog"
      // The next file takes the place of the one before without opening anew.
      {...(follows ? { transitionName: '', maskTransitionName: '' } : {})}
    >
      <div className="import-frame">
        {queue}
        <Steps
          size="small"
          className="import-steps"
          current={importing.steps.indexOf(step)}
          items={importing.steps.map((name) => ({ title: t(`imports.stepName.${name}`) }))}
          {...(working || step === 'done'
            ? {}
            : { onChange: (index: number) => importing.steps[index] !== 'done' && importing.goThrough(importing.steps[index]!) })}
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
        <div className="import-body">
          {working ? (
            <RunningLine progress={progress} cancelling={cancelling} onCancel={importing.cancel} />
          ) : preview === null || answers === null ? (
            running === 'preview' ? (
              <div aria-busy="true">
                <p className="hint">{t('imports.reading')}</p>
                <Skeleton active paragraph={{ rows: 8 }} />
              </div>
            ) : (
              <Button onClick={closeDialog}>{t('app.close')}</Button>
            )
          ) : step === 'kind' ? (
            <KindStep preview={preview} answers={answers} importing={importing} />
          ) : step === 'columns' ? (
            <ColumnsStep preview={preview} answers={answers} importing={importing} />
          ) : step === 'position' ? (
            <PositionStep path={file.path} answers={answers} importing={importing} />
          ) : outcome === null ? null : step === 'check' ? (
            <CheckStep outcome={outcome} importing={importing} />
          ) : (
            <ResultStep outcome={outcome} />
          )}
        </div>
      </div>
    </Modal>
  );
}
