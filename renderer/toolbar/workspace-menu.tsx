import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { exportCommands } from '../../shared/formats/export-request.ts';
import type { RecentWorkspace } from '../../shared/ipc/index.ts';
import { commandOf } from '../commands/index.ts';
import { runCommand } from '../commands/run-command.ts';
import { openWorkspaceFile } from '../commands/workspace-commands.ts';
import { Shortcut } from '../components/shortcut.tsx';
import { host } from '../host/host.ts';
import { workspaceStore } from '../state/workspace.ts';

const groups = [
  ['openWorkspace', 'createWorkspace', 'openSample', 'recent'],
  ['backups', 'copyToUsb', 'openPackage', 'fieldPackages'],
  ['importData', 'importPhotos', 'importHistory', 'unplaced', 'addBasemap', 'export', 'saveSnapshot'],
  ['changeLog', 'viewPast', 'checkLog'],
  ['categoryRules', 'codeWords', 'operator', 'openLogFolder', 'shortcuts'],
] as const;
const fieldPackages = ['makeFieldPackage', 'mergeFieldPackage', 'fieldConflicts', 'openFieldPackage', 'giveBackFieldPackage'] as const;

/** The name of what is open and everything that can be done with a workspace as a whole. */
export function WorkspaceMenu() {
  const { t } = useTranslation();
  const info = useStore(workspaceStore, (state) => state.info);
  const [recent, setRecent] = useState<RecentWorkspace[]>([]);

  const item = (id: string) => {
    const command = commandOf(id);
    return {
      key: id,
      label: t(command.label),
      disabled: command.disabled() !== null,
      extra: command.keys[0] ? <Shortcut keys={command.keys[0]} /> : null,
    };
  };
  const items: MenuProps['items'] = groups.flatMap((group, index) => [
    ...(index > 0 ? [{ type: 'divider' as const }] : []),
    ...group.map((id) => {
      if (id === 'export') {
        return { key: id, label: t('app.workspace.export'), disabled: info === null, children: Object.values(exportCommands).map(item) };
      }
      if (id === 'fieldPackages') {
        return { key: id, label: t('menu.fieldPackages'), children: fieldPackages.map(item) };
      }
      if (id === 'recent') {
        const others = recent.filter(({ path }) => path !== info?.path);
        return {
          key: id,
          label: t('app.workspace.recent'),
          disabled: others.length === 0,
          children: others.map(({ path, name, exists }) => ({ key: `open:${path}`, label: name, title: path, disabled: !exists })),
        };
      }
      return item(id);
    }),
  ]);

  return (
    <Dropdown
      trigger={['click']}
      onOpenChange={(open) => {
        if (open) void host().files.recent(null).then(setRecent);
      }}
      menu={{
        items,
        onClick: ({ key }) => void (key.startsWith('open:') ? openWorkspaceFile(key.slice('open:'.length)) : runCommand(key)),
      }}
    >
      <Button type="text" className="workspace-button" iconPlacement="end" icon={<DownOutlined />} data-testid="workspace-menu">
        <span className="workspace-name">{info?.name ?? t('app.workspace.noWorkspace')}</span>
      </Button>
    </Dropdown>
  );
}
