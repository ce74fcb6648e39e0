import { app, type BaseWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { exportCommands } from '../shared/formats/export-request.ts';
import type { Language, Theme } from '../shared/ipc/index.ts';
import { type Translate, translator } from './translate.ts';

/** What the menu reads and does in the main process itself. Everything else is a command a window carries out. */
export interface MenuActions {
  language: Language;
  theme: Theme;
  recent: { path: string; name: string }[];
  command(id: MenuCommand): void;
  openRecent(path: string): void;
  setLanguage(language: Language): void;
  setTheme(theme: Theme): void;
  openLogFolder(): void;
  checkUpdates(): void;
  about(window: BaseWindow | undefined): void;
}

/** Ids of window commands the menu can ask for; the renderer's command list holds the same ids. */
export const menuCommands = [
  'openWorkspace',
  'createWorkspace',
  'openSample',
  'openPackage',
  'backups',
  'copyToUsb',
  'makeFieldPackage',
  'openFieldPackage',
  'giveBackFieldPackage',
  'mergeFieldPackage',
  'fieldConflicts',
  'importData',
  'importPhotos',
  'importHistory',
  'addBasemap',
  ...Object.values(exportCommands),
  'saveSnapshot',
  'saveSheet',
  'coverage',
  'riskAndResponse',
  'undo',
  'redo',
  'search',
  'zoomIn',
  'zoomOut',
  'zoomToAll',
  'toggleLayers',
  'toggleLegend',
  'unplaced',
  'shortcuts',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

const accelerators: Partial<Record<MenuCommand, string>> = {
  openWorkspace: 'CmdOrCtrl+O',
  createWorkspace: 'CmdOrCtrl+N',
  backups: 'CmdOrCtrl+B',
  importData: 'CmdOrCtrl+I',
  exportPremises: 'CmdOrCtrl+E',
  saveSnapshot: 'CmdOrCtrl+Shift+S',
  saveSheet: 'CmdOrCtrl+Shift+R',
  coverage: 'Alt+R',
  riskAndResponse: 'Alt+Shift+R',
  search: 'CmdOrCtrl+K',
  zoomIn: 'CmdOrCtrl+=',
  zoomOut: 'CmdOrCtrl+-',
  zoomToAll: 'CmdOrCtrl+0',
  toggleLayers: 'CmdOrCtrl+L',
  toggleLegend: 'CmdOrCtrl+G',
  unplaced: 'CmdOrCtrl+U',
  shortcuts: 'F1',
};

export function setMenu(actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, translator(actions.language))));
}

function menuTemplate(actions: MenuActions, t: Translate): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const command = (id: MenuCommand): MenuItemConstructorOptions => ({
    id,
    label: t(`menu.${id}`),
    ...(accelerators[id] ? { accelerator: accelerators[id] } : {}),
    click: () => actions.command(id),
  });
  // Undo and redo keep the keys of text fields: a page that has no field focused hands the key to its own command.
  const keyless = (id: MenuCommand, accelerator: string): MenuItemConstructorOptions => ({
    ...command(id),
    accelerator,
    registerAccelerator: false,
  });
  const recent: MenuItemConstructorOptions[] = actions.recent.map(({ path, name }) => ({
    label: `${name} — ${path}`,
    click: () => actions.openRecent(path),
  }));
  return [
    {
      label: t('menu.file'),
      submenu: [
        command('openWorkspace'),
        command('createWorkspace'),
        command('openSample'),
        { label: t('menu.recent'), submenu: recent.length > 0 ? recent : [{ label: t('menu.noRecent'), enabled: false }] },
        command('openPackage'),
        separator,
        command('backups'),
        command('copyToUsb'),
        {
          label: t('menu.fieldPackages'),
          submenu: [
            command('makeFieldPackage'),
            command('mergeFieldPackage'),
            command('fieldConflicts'),
            separator,
            command('openFieldPackage'),
            command('giveBackFieldPackage'),
          ],
        },
        separator,
        command('importData'),
        command('importPhotos'),
        command('importHistory'),
        command('addBasemap'),
        separator,
        {
          label: t('menu.export'),
          submenu: Object.values(exportCommands).map(command),
        },
        command('saveSnapshot'),
        command('saveSheet'),
        separator,
        { label: t('menu.quit'), accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
      ],
    },
    {
      label: t('menu.edit'),
      submenu: [
        keyless('undo', 'CmdOrCtrl+Z'),
        keyless('redo', 'CmdOrCtrl+Y'),
        separator,
        { role: 'cut', label: t('menu.cut') },
        { role: 'copy', label: t('menu.copy') },
        { role: 'paste', label: t('menu.paste') },
        { role: 'selectAll', label: t('menu.selectAll') },
        separator,
        command('search'),
      ],
    },
    {
      label: t('menu.view'),
      submenu: [
        command('zoomIn'),
        command('zoomOut'),
        command('zoomToAll'),
        separator,
        command('toggleLayers'),
        command('toggleLegend'),
        command('unplaced'),
        separator,
        command('coverage'),
        command('riskAndResponse'),
        separator,
        choice(t('menu.lightTheme'), actions.theme === 'light', () => actions.setTheme('light')),
        choice(t('menu.darkTheme'), actions.theme === 'dark', () => actions.setTheme('dark')),
        separator,
        {
          label: t('menu.language'),
          submenu: [
            choice(t('menu.chinese'), actions.language === 'zh-CN', () => actions.setLanguage('zh-CN')),
            choice(t('menu.english'), actions.language === 'en', () => actions.setLanguage('en')),
          ],
        },
        separator,
        { role: 'togglefullscreen', label: t('menu.fullScreen') },
      ],
    },
    {
      label: t('menu.help'),
      submenu: [
        command('shortcuts'),
        { label: t('menu.openLogFolder'), click: actions.openLogFolder },
        { role: 'toggleDevTools', label: t('menu.developer') },
        separator,
        { label: t('menu.checkUpdates'), click: actions.checkUpdates },
        { label: t('menu.about'), click: (_item, window) => actions.about(window) },
      ],
    },
  ];
}

function choice(label: string, checked: boolean, click: () => void): MenuItemConstructorOptions {
  return { type: 'radio', label, checked, click };
}
