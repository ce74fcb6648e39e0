import { App as AntdApp, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { useDeferredValue, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { host } from './host/host.ts';
import { changeLanguage } from './i18n.ts';
import { MainScreen } from './main-screen.tsx';
import { FailedPart } from './panels/failed-part.tsx';
import { SnapshotScreen } from './snapshot-screen.tsx';
import { preferencesStore } from './state/preferences.ts';
import { antdTheme, applyPalette } from './theme.ts';

/** One window's whole page: theme and language around the screen its role asks for. */
export function App({ nonce }: { nonce: string }) {
  const { language, theme, app } = useStore(preferencesStore);
  const reducedMotion = useReducedMotion();
  // Deferred: every widget takes on a new theme or locale, which React then does in slices between frames.
  const [widgetTheme, widgetLanguage] = [useDeferredValue(theme), useDeferredValue(language)];
  const themeConfig = useMemo(() => antdTheme(widgetTheme, reducedMotion), [widgetTheme, reducedMotion]);
  useEffect(() => {
    applyPalette(document.documentElement, theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
    void changeLanguage(language);
  }, [language]);
  return (
    <ConfigProvider
      getPopupContainer={popupLayer}
      csp={{ nonce }}
      theme={themeConfig}
      locale={widgetLanguage === 'en' ? english : chinese}
      button={{ autoInsertSpace: false }}
    >
      <AntdApp component={false}>
        <ErrorBoundary onError={reportError} fallback={(_error, retry) => <FailedPart retry={retry} />}>
          {app?.role === 'snapshot' ? <SnapshotScreen show={app.show} /> : <MainScreen animate={!reducedMotion} />}
        </ErrorBoundary>
      </AntdApp>
    </ConfigProvider>
  );
}

/**
 * Where menus, tooltips and dialogs are put. Not the body: over the body a dialog locks the page's scrolling through an inline
 * style that the content security policy refuses.
 */
const popupLayer = (): HTMLElement => document.getElementById('layers') ?? document.body;

/** Puts a failure of the page into the log file. */
export function reportError(error: unknown, where: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  void host().windows.reportError({ message: `${text}\n${where}`.slice(0, 4000) });
}

function useReducedMotion(): boolean {
  const query = useMemo(() => window.matchMedia('(prefers-reduced-motion: reduce)'), []);
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}
