import { createStore } from 'zustand/vanilla';
import type { AppInfo, Language, Theme } from '../../shared/ipc/index.ts';
import type { Operator } from '../../shared/model/index.ts';

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
/** Takes over who works here now. */
export function operatorChanged(operator: Operator): void {
  const { app } = preferencesStore.getState();
  if (app !== null) preferencesStore.setState({ app: { ...app, operator, operatorAsked: true } });
}
export function setAppInfo(app: AppInfo): void {
  preferencesStore.setState({ app, language: app.show?.language ?? app.language, theme: app.show?.theme ?? app.theme });
}
