import { host } from '../host/host.ts';
import { preferencesStore, setPreferences } from '../state/preferences.ts';
import { type Command, command } from './command.ts';

export const preferenceCommands: readonly Command[] = [
  command({
    id: 'toggleLanguage',
    label: 'app.commands.toggleLanguage',
    keys: ['Ctrl+Shift+L'],
    whileDialog: true,
    run: async () => {
      const { language, theme } = preferencesStore.getState();
      const next = language === 'en' ? 'zh-CN' : 'en';
      setPreferences({ language: next, theme });
      await host().windows.setLanguage({ language: next });
    },
  }),
  command({
    id: 'toggleTheme',
    label: 'app.commands.toggleTheme',
    keys: ['Ctrl+Shift+D'],
    whileDialog: true,
    run: async () => {
      const { language, theme } = preferencesStore.getState();
      const next = theme === 'light' ? 'dark' : 'light';
      setPreferences({ language, theme: next });
      await host().windows.setTheme({ theme: next });
    },
  }),
];
