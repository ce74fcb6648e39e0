import { memo, useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { reportError } from './app.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { useMedia } from './components/use-media.ts';
import { Dialogs } from './dialogs/dialogs.tsx';
import { DropTarget } from './dialogs/drop-target.tsx';
import { MapView } from './map/map-view.tsx';
import { FailedPart } from './panels/failed-part.tsx';
import { WorkspaceBanners } from './panels/history/workspace-banners.tsx';
import { HoverTip } from './panels/hover-tip.tsx';
import { KpiStrip } from './panels/kpi-strip.tsx';
import { LeftPanel } from './panels/left-panel.tsx';
import { Legend } from './panels/legend.tsx';
import { MapHints } from './panels/map-hints.tsx';
import { MapMenu } from './panels/map-menu.tsx';
import { MapStatus } from './panels/map-status.tsx';
import { Notices } from './panels/notices.tsx';
import { RightPanel } from './panels/right-panel.tsx';
import { Welcome } from './panels/welcome.tsx';
import { setMapPadding } from './state/map-view.ts';
import { responseScreenStore } from './state/response-screen.ts';
import { screenStore } from './state/screen.ts';
import { selectionStore } from './state/selection.ts';
import { workspaceStore } from './state/workspace.ts';
import { TopBar } from './toolbar/top-bar.tsx';
import { ZoomButtons } from './toolbar/zoom-buttons.tsx';

/** The main window: the map fills it, everything else lies on top. Drawn anew for what it reads itself, not with all around it. */
export const MainScreen = memo(function MainScreen({ animate }: { animate: boolean }) {
  const { t } = useTranslation();
  const opened = useStore(workspaceStore, (state) => state.info !== null);
  const phase = useStore(workspaceStore, (state) => state.phase);
  // The map makes itself ready while the record is opened; what lies on it is drawn in slices that leave it the thread.
  const mapped = opened || phase === 'starting' || phase === 'opening';
  const due = opened ? 'panels' : phase === 'starting' ? 'nothing' : 'welcome';
  const shown = useDeferredValue(due, 'nothing') === due ? due : 'nothing';
  const leftOpen = useStore(screenStore, (state) => state.leftOpen);
  const trayOpen = useStore(screenStore, (state) => state.trayOpen);
  const selected = useStore(selectionStore, (state) => state.selected !== null);
  const wide = useStore(responseScreenStore, (state) => state.leftTab === 'response');
  // As left-panel.css and response.css have it.
  const roomy = useMedia('(min-width: 2400px)');
  const rightOpen = selected || trayOpen;
  useEffect(() => {
    const leftWidth = wide ? (roomy ? 496 : 376) : roomy ? 576 : 296;
    setMapPadding({ top: 64, right: rightOpen ? 356 : 8, bottom: 40, left: leftOpen ? leftWidth : 8 });
  }, [leftOpen, wide, roomy, rightOpen]);
  return (
    <div className="frame">
      <TopBar />
      <div className="stage">
        {mapped ? (
          <ErrorBoundary onError={reportError} fallback={(_error, retry) => <FailedPart retry={retry} />}>
            <MapView label={t('panels.mapLabel')} animate={animate} />
            {opened ? <HoverTip /> : null}
          </ErrorBoundary>
        ) : null}
        {shown === 'panels' ? <Overlay leftOpen={leftOpen} wide={wide} rightOpen={rightOpen} /> : null}
        {shown === 'welcome' ? (
          <>
            <Welcome />
            <div className="welcome-notices">
              <Notices />
            </div>
          </>
        ) : null}
        <DropTarget />
      </div>
      <Dialogs />
    </div>
  );
});

function Overlay({ leftOpen, wide, rightOpen }: { leftOpen: boolean; wide: boolean; rightOpen: boolean }) {
  const part = (children: React.ReactNode) => (
    <ErrorBoundary onError={reportError} fallback={(_error, retry) => <FailedPart retry={retry} />}>
      {children}
    </ErrorBoundary>
  );
  return (
    <div className="overlay">
      <div className={wide ? 'left-column wide' : 'left-column'}>{leftOpen ? part(<LeftPanel />) : null}</div>
      <div className="center-column">
        <div className="center-top">
          {part(<WorkspaceBanners />)}
          {part(<KpiStrip />)}
          <MapHints />
          <Notices />
        </div>
        <div className="bottom-row">
          {part(<Legend foldable />)}
          <div className="map-corner">
            <ZoomButtons />
            <MapStatus />
            <MapMenu />
          </div>
        </div>
      </div>
      <div className={rightOpen ? 'right-column with-right' : 'right-column'}>{part(<RightPanel />)}</div>
    </div>
  );
}
