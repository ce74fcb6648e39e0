import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../format.ts';
import { host } from '../../host/host.ts';
import { fitExtent } from '../../state/map-view.ts';
import { notify, notifyFailure } from '../../state/notices.ts';
import { closeDialog, closerOfDialog, setTrayOpen } from '../../state/screen.ts';
import { clearSelection } from '../../state/selection.ts';
import { workspaceStore } from '../../state/workspace.ts';
import { isBox } from './clip-box.tsx';
import { missingFields } from './required-fields.ts';
import { countByHand, type ImportAnswers, type Importing } from './use-import.ts';

/** What can be checked: nothing is missing, and a box is a box. */
const isComplete = ({ as, mapping, clip }: ImportAnswers): boolean =>
  missingFields(as, mapping).length === 0 && (clip === null || isBox(clip));

/** What the main button of the step does now; null when it can do nothing. */
export function primaryOf(importing: Importing): (() => void) | null {
  const { step, running, answers, outcome, stale } = importing.state;
  if (running !== null || answers === null) return null;
  if (step === 'kind') return importing.next;
  if (step === 'columns') return isComplete(answers) ? importing.next : null;
  if (step === 'position' || stale) return isComplete(answers) ? importing.check : null;
  if (step === 'check') return outcome !== null && writes(importing) > 0 ? importing.commit : null;
  return showOnMap;
}

const writes = ({ state: { outcome } }: Importing): number => (outcome === null ? 0 : outcome.counts.created + outcome.counts.updated);

/** Back, on, check, write; at the end what can be done with what was written. */
export function ImportFooter({ importing, close, toNext }: { importing: Importing; close: () => void; toNext: (() => void) | null }) {
  const { t } = useTranslation();
  const { step, running, answers, outcome, stale } = importing.state;
  const primary = primaryOf(importing);
  const skip = toNext === null ? null : <Button onClick={toNext}>{t('imports.queue.skip')}</Button>;
  if (step === 'done' && outcome) {
    const batchId = outcome.importBatchId;
    return (
      <div className="import-foot">
        {batchId === null ? null : (
          <Button onClick={() => void undoImport(batchId)} data-testid="undo-import">
            {t('imports.undoImport')}
          </Button>
        )}
        <span className="spacer" />
        {outcome.counts.unplaced > 0 ? <Button onClick={openTray}>{t('imports.openTray')}</Button> : null}
        <Button type={toNext === null ? 'primary' : 'default'} onClick={showOnMap} data-testid="import-show">
          {t('imports.showOnMap')}
        </Button>
        {toNext === null ? null : (
          <Button type="primary" onClick={toNext} data-testid="import-next-file">
            {t('imports.queue.next')}
          </Button>
        )}
      </div>
    );
  }
  const check = (
    <Button
      key={step}
      autoFocus={step === 'position'}
      type={step === 'position' || stale ? 'primary' : 'default'}
      disabled={running !== null || answers === null || !isComplete(answers)}
      onClick={importing.check}
      data-testid="import-check"
    >
      {t(stale ? 'imports.recheck' : step === 'position' ? 'imports.check' : 'imports.goToCheck')}
    </Button>
  );
  return (
    <div className="import-foot">
      <Button onClick={close}>{t('app.cancel')}</Button>
      {skip}
      <span className="hint spacer">{stale ? staleText(t, countByHand(answers)) : t('imports.keysHint')}</span>
      {stale ? <Button onClick={importing.dropCorrections}>{t('imports.undoCorrections')}</Button> : null}
      {step === 'kind' ? null : <Button onClick={importing.back}>{t('imports.back')}</Button>}
      {step === 'check' ? (
        stale ? (
          check
        ) : (
          <Button type="primary" disabled={primary === null} onClick={importing.commit} data-testid="import-commit">
            {primary === null ? t('imports.commitNothing') : t('imports.commit', { n: formatCount(writes(importing)) })}
          </Button>
        )
      ) : (
        <>
          {check}
          {step === 'position' ? null : (
            <Button
              key={`${step} ${answers === null}`}
              type="primary"
              autoFocus
              disabled={primary === null}
              onClick={importing.next}
              data-testid="import-next"
            >
              {t('imports.next')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

const staleText = (t: TFunction, n: number): string => (n === 0 ? t('imports.rulesChanged') : t('imports.corrected', { n }));

async function undoImport(importBatchId: string): Promise<void> {
  const close = closerOfDialog();
  const answer = await host().records.undoBatch({ importBatchId });
  if (!answer.ok) {
    notifyFailure(answer.failure);
    return;
  }
  close();
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
