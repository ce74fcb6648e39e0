import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { commands } from '../commands/index.ts';
import { Shortcut } from '../components/shortcut.tsx';
import { closeDialog } from '../state/screen.ts';
import './shortcuts-dialog.css';

/** Every command that has a shortcut. */
export function ShortcutsDialog() {
  const { t } = useTranslation();
  return (
    <Modal open title={t('app.commands.shortcuts')} footer={null} width={640} onCancel={closeDialog}>
      <ul className="shortcut-list">
        {commands
          .filter((command) => command.keys.length > 0)
          .map((command) => (
            <li key={command.id}>
              <span>{t(command.label)}</span>
              <Shortcut keys={command.keys[0] ?? ''} />
            </li>
          ))}
      </ul>
    </Modal>
  );
}
