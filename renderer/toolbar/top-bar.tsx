import { BulbOutlined, MenuFoldOutlined, MenuUnfoldOutlined, MoonOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useCommand } from '../commands/use-command.ts';
import { Shortcut } from '../components/shortcut.tsx';
import { TurnIcon } from '../components/turn-icon.tsx';
import { editText } from '../i18n.ts';
import { preferencesStore } from '../state/preferences.ts';
import { screenStore } from '../state/screen.ts';
import { workspaceStore } from '../state/workspace.ts';
import { AsOf } from './as-of.tsx';
import { CommandButton } from './command-button.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';
import './top-bar.css';

/** Workspace, search, age of the data, undo and redo, language and theme. */
export function TopBar() {
  const { t } = useTranslation();
  const info = useStore(workspaceStore, (state) => state.info);
  const theme = useStore(preferencesStore, (state) => state.theme);
  const leftOpen = useStore(screenStore, (state) => state.leftOpen);
  const search = useCommand('search');
  return (
    <header className="top-bar">
      <div className="top-bar-side">
        <CommandButton id="toggleLayers" icon={leftOpen ? <MenuFoldOutlined /> : <MenuUnfoldOutlined />} />
        <WorkspaceMenu />
        {info?.sample ? <span className="sample-mark">{t('app.sampleMark')}</span> : null}
      </div>
      <button
        type="button"
        className="search-button"
        disabled={search.disabled}
        title={search.reason ?? undefined}
        onClick={search.run}
        aria-keyshortcuts="Control+K"
        data-testid="open-search"
      >
        <SearchOutlined aria-hidden="true" />
        <span>{t('app.search.placeholder')}</span>
        <Shortcut keys="Ctrl+K" />
      </button>
      <div className="top-bar-side end">
        <AsOf />
        <CommandButton
          id="undo"
          icon={<TurnIcon />}
          label={info?.undo ? t('app.history.undoNamed', { edit: editText(t, info.undo) }) : t('app.history.undo')}
        />
        <CommandButton
          id="redo"
          icon={<TurnIcon forward />}
          label={info?.redo ? t('app.history.redoNamed', { edit: editText(t, info.redo) }) : t('app.history.redo')}
        />
        <LanguageButton />
        <CommandButton id="toggleTheme" icon={theme === 'light' ? <MoonOutlined /> : <BulbOutlined />} />
      </div>
    </header>
  );
}

function LanguageButton() {
  const { t } = useTranslation();
  const command = useCommand('toggleLanguage');
  return (
    <Tooltip
      title={
        <span className="tooltip-line">
          {command.label}
          {command.keys ? <Shortcut keys={command.keys} /> : null}
        </span>
      }
    >
      <Button type="text" className="language-button" onClick={command.run} aria-label={command.label} data-testid="command-toggleLanguage">
        {t('settings.otherLanguage')}
      </Button>
    </Tooltip>
  );
}
