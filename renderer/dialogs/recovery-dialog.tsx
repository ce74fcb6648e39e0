import { Modal } from 'antd';
import { type FailedAttempt, RecoveryView } from '../panels/recovery/recovery-view.tsx';
import { closeDialog } from '../state/screen.ts';

/** The ways back for a file that did not open while another workspace stays open. */
export function RecoveryDialog({ attempt }: { attempt: FailedAttempt }) {
  return (
    <Modal open title={null} footer={null} width={860} style={{ top: 56 }} onCancel={closeDialog}>
      <RecoveryView attempt={attempt} leave={closeDialog} />
    </Modal>
  );
}
