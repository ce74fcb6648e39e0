import { Alert, Button, Modal, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/model/index.ts';
import { useOneAtATime } from '../../components/use-one-at-a-time.ts';
import { failureText } from '../../i18n.ts';
import { AskUnsaved, useLeaving } from '../ask-unsaved.tsx';
import { useHeldDialog } from '../use-held-dialog.ts';
import './import.css';

interface OfficeRuleDialogProps {
  title: string;
  hint: string;
  /** What stands is still being read. */
  reading: boolean;
  /** Something was changed and not saved: closing asks before it is dropped. */
  changed: boolean;
  failure: Failure | null;
  /** Why it cannot be saved, in words; empty when it can. */
  obstacle: string;
  save: { label: string; disabled: boolean; run(): Promise<void>; testId: string };
  onClose: () => void;
  /** Further buttons, before all others. */
  buttons?: ReactNode;
  children: ReactNode;
}

/** What an office sets for the reading of files, by itself or over the import dialog: a table, what is in its way, its saving. */
export function OfficeRuleDialog({
  title,
  hint,
  reading,
  changed,
  failure,
  obstacle,
  save,
  onClose,
  buttons,
  children,
}: OfficeRuleDialogProps) {
  const { t } = useTranslation();
  useHeldDialog(true);
  const saving = useOneAtATime();
  const { asks, leave, stay } = useLeaving(changed);
  const saveButton = (
    <Button
      type="primary"
      autoFocus={asks !== null}
      disabled={save.disabled}
      loading={saving.busy && { delay: 200 }}
      onClick={() => void saving.run(save.run)}
      data-testid={save.testId}
    >
      {save.label}
    </Button>
  );
  return (
    <Modal
      open
      title={title}
      width="min(960px, calc(100vw - 48px))"
      style={{ top: 40 }}
      mask={{ closable: !changed }}
      onCancel={() => leave(onClose)}
      footer={
        asks !== null ? (
          <AskUnsaved
            ask={t('imports.unsaved.ask')}
            drop={{ label: t('imports.unsaved.drop'), run: asks }}
            onKeep={stay}
            save={saveButton}
          />
        ) : (
          <div className="import-foot">
            {buttons}
            <span className="hint spacer" title={obstacle}>
              {obstacle}
            </span>
            <Button onClick={() => leave(onClose)}>{t(changed ? 'app.cancel' : 'app.close')}</Button>
            {saveButton}
          </div>
        )
      }
    >
      <p className="hint">{hint}</p>
      {failure === null ? null : <Alert type="error" showIcon title={failureText(t, failure)} />}
      {reading ? <Skeleton active /> : children}
    </Modal>
  );
}
