import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog } from '../../state/screen.ts';
import { useHeldDialog } from '../use-held-dialog.ts';
import './job-dialog.css';

interface JobDialogProps {
  title: string;
  width: number;
  /** While the job runs nothing but its own cancel ends the dialog. */
  running: boolean;
  start: { label: string; run(): void; disabled?: boolean; autoFocus?: boolean; testId: string };
  /** When the job is done: how to begin another, and what else there is to do with what was made. */
  done?: { label: string; again(): void; more?: ReactNode } | null;
  children: ReactNode;
}

/** A dialog about one long job: what is asked before it, its progress, what came of it. */
export function JobDialog({ title, width, running, start, done = null, children }: JobDialogProps) {
  const { t } = useTranslation();
  useHeldDialog(running);
  return (
    <Modal
      open
      title={title}
      width={width}
      style={{ top: 56 }}
      mask={{ closable: false }}
      closable={!running}
      keyboard={!running}
      onCancel={closeDialog}
      footer={
        done === null ? (
          <>
            <Button disabled={running} onClick={closeDialog}>
              {t('app.cancel')}
            </Button>
            <Button
              type="primary"
              autoFocus={start.autoFocus === true}
              disabled={running || start.disabled === true}
              onClick={start.run}
              data-testid={start.testId}
            >
              {start.label}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={done.again}>{done.label}</Button>
            {done.more}
            <Button type="primary" autoFocus onClick={closeDialog}>
              {t('app.close')}
            </Button>
          </>
        )
      }
    >
      <div className="job-body">{children}</div>
    </Modal>
  );
}
