import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Leaving a dialog that may hold something unsaved: `asks` is what was asked for and waits for an answer, null while nothing does. */
export function useLeaving(isUnsaved: boolean) {
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  // Saved meanwhile: there is nothing to ask any more.
  if (!isUnsaved && leaving !== null) setLeaving(null);
  const asks = isUnsaved ? leaving : null;
  return {
    asks,
    /** Does `go`, after asking where something would be lost; asked for once more, the question is taken back. */
    leave: (go: () => void) => (isUnsaved ? setLeaving(asks === null ? () => go : null) : go()),
    stay: () => setLeaving(null),
  };
}

interface AskUnsavedProps {
  /** What would be lost, in words. */
  ask: string;
  drop: { label: string; run(): void };
  onKeep: () => void;
  /** How to save it instead; without it, going on is what is offered first. */
  save?: ReactNode;
}

/** Stands in place of a dialog's buttons: asks before something unsaved is dropped. */
export function AskUnsaved({ ask, drop, onKeep, save }: AskUnsavedProps) {
  const { t } = useTranslation();
  return (
    <div className="import-foot" role="alertdialog" aria-label={ask}>
      <strong className="spacer">{ask}</strong>
      <Button danger onClick={drop.run} data-testid="drop-unsaved">
        {drop.label}
      </Button>
      <Button {...(save === undefined ? { type: 'primary', autoFocus: true } : {})} onClick={onKeep} data-testid="keep-unsaved">
        {t('imports.unsaved.keep')}
      </Button>
      {save}
    </div>
  );
}
