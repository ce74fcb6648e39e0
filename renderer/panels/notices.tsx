import { CheckCircleOutlined, CloseOutlined, ExclamationCircleOutlined, InfoCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { commandOf, hasCommand } from '../commands/index.ts';
import { runCommand } from '../commands/run-command.ts';
import { IconButton } from '../components/icon-button.tsx';
import { textOf } from '../i18n.ts';
import { dismissNotice, type Notice, type NoticeTone, noticesStore } from '../state/notices.ts';
import './notices.css';

const icons: Record<NoticeTone, React.ReactNode> = {
  info: <InfoCircleOutlined aria-hidden="true" />,
  success: <CheckCircleOutlined aria-hidden="true" />,
  warning: <WarningOutlined aria-hidden="true" />,
  danger: <ExclamationCircleOutlined aria-hidden="true" />,
};

/** What the app has to say, newest last; it leaves by itself or when dismissed. */
export function Notices() {
  const { t } = useTranslation();
  const notices = useStore(noticesStore, (state) => state.notices);
  return (
    <div className="notices" role="log" aria-label={t('app.notices.region')}>
      {notices.slice(-3).map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function OneNotice({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (notice.durationMs === null || held) return;
    const timer = setTimeout(() => dismissNotice(notice.id), notice.durationMs);
    return () => clearTimeout(timer);
  }, [notice, held]);
  const action = notice.commandId !== null && hasCommand(notice.commandId) ? commandOf(notice.commandId) : null;
  return (
    <div
      className={`surface notice ${notice.tone}`}
      role={notice.tone === 'danger' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      {icons[notice.tone]}
      <p className="selectable">
        {textOf(t, notice.text, notice.values) ?? t('app.failed', { code: notice.text.replace(/^failures\./, '') })}
      </p>
      {action ? (
        <Button
          size="small"
          onClick={() => {
            dismissNotice(notice.id);
            void runCommand(action.id);
          }}
        >
          {t(action.label)}
        </Button>
      ) : null}
      <IconButton label={t('app.dismiss')} icon={<CloseOutlined />} size="small" onClick={() => dismissNotice(notice.id)} />
    </div>
  );
}
