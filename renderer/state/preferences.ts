import { createStore } from 'zustand/vanilla';
import type { AppInfo, Language, Theme } from '../../shared/ipc/index.ts';

export interface PreferencesState {
  language: Language;
  theme: Theme;
  /** Facts about the running app; null until the host has answered. */
  app: AppInfo | null;
}
export const preferencesStore = createStore<PreferencesState>(() => ({ language: 'zh-CN', theme: 'light', app: null }));

export function setPreferences(values: { language: Language; theme: Theme }): void {
  preferencesStore.setState(values);
}
export function setAppInfo(app: AppInfo): void {
  preferencesStore.setState({ app, language: app.show?.language ?? app.language, theme: app.show?.theme ?? app.theme });
}
