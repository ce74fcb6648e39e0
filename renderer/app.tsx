import { App as AntdApp, ConfigProvider } from 'antd';
import english from 'antd/locale/en_US';
import chinese from 'antd/locale/zh_CN';
import { Suspense, useDeferredValue, useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { laterPart } from './components/later-part.ts';
import { useMedia } from './components/use-media.ts';
import { host } from './host/host.ts';
import { translationsOf } from './i18n.ts';
import { MainScreen } from './main-screen.tsx';
import { FailedPart } from './panels/failed-part.tsx';
import { SnapshotScreen } from './snapshot-screen.tsx';
import { preferencesStore } from './state/preferences.ts';
import { antdTheme, applyPalette } from './theme.ts';

const RouteSheetScreen = laterPart(async () => (await import('./route-sheet-screen.tsx')).RouteSheetScreen);
const SheetScreen = laterPart(async () => (await import('./sheet-screen.tsx')).SheetScreen);

/** One window's whole page: theme and language around the screen its role asks for. */
export function App({ nonce }: { nonce: string }) {
  const language = useStore(preferencesStore, (state) => state.language);
  const theme = useStore(preferencesStore, (state) => state.theme);
  const app = useStore(preferencesStore, (state) => state.app);
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)');
  // Deferred: everything on the page takes on a new theme or language, which React then does in slices between frames.
  const [widgetTheme, pageLanguage] = [useDeferredValue(theme), useDeferredValue(language)];
  const themeConfig = useMemo(() => antdTheme(widgetTheme, reducedMotion), [widgetTheme, reducedMotion]);
  const csp = useMemo(() => ({ nonce }), [nonce]);
  useEffect(() => {
    applyPalette(document.documentElement, theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = pageLanguage;
  }, [pageLanguage]);
  return (
    <I18nextProvider i18n={translationsOf(pageLanguage)}>
      <ConfigProvider
        getPopupContainer={popupLayer}
        csp={csp}
        theme={themeConfig}
        locale={pageLanguage === 'en' ? english : chinese}
        button={buttonManner}
      >
        <AntdApp component={false}>
          <ErrorBoundary onError={reportError} fallback={(_error, retry) => <FailedPart retry={retry} />}>
            <Suspense>
              {app?.role !== 'snapshot' ? (
                <MainScreen animate={!reducedMotion} />
              ) : app.show?.sheet?.route ? (
                <RouteSheetScreen route={app.show.sheet.route} />
              ) : app.show?.sheet ? (
                <SheetScreen sheet={app.show.sheet} />
              ) : (
                <SnapshotScreen show={app.show} />
              )}
            </Suspense>
          </ErrorBoundary>
        </AntdApp>
      </ConfigProvider>
    </I18nextProvider>
  );
}

/** One object for good, like `csp`: a new one would draw every widget of the page anew, all at once. */
const buttonManner = { autoInsertSpace: false };

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
