import { BrowserWindow, type Display, type Session, screen, type WebContents } from 'electron';
import type { HostEventName, HostEvents, ShowRequest, Theme, WindowRole } from '../shared/ipc/index.ts';
import { tokens } from '../shared/look/tokens.ts';
import { eventChannel } from './channels.ts';
import type { Preferences, WindowState } from './preferences.ts';
import { appOrigin } from './protocol.ts';

const smallest = { width: 1024, height: 640 };
const usual = { width: 1366, height: 768 };

export interface WindowRequest {
  role: WindowRole;
  title: string;
  theme: Theme;
  /** What a snapshot is to show; null in a window with a user before it. */
  show: ShowRequest | null;
  /** Exact content size of a window nobody sees (snapshots). Without it the window is shown where it stood last. */
  hiddenSize: { width: number; height: number } | null;
}

export interface Windows {
  open(request: WindowRequest): BrowserWindow;
  /** The role a page was opened in; null for a page this factory did not make. */
  roleOf(contents: WebContents): WindowRole | null;
  showOf(contents: WebContents): ShowRequest | null;
  main(): BrowserWindow | null;
  /** Writes down where every window stands, before the app leaves. */
  rememberPlaces(): void;
  broadcast<E extends HostEventName>(event: E, payload: HostEvents[E]): void;
}

/** The one place that makes windows, all with the same locks on them. */
export function createWindows(preferences: Preferences, preloadPath: string): Windows {
  const opened = new Map<number, WindowRequest>();
  const rememberers = new Set<() => void>();

  function open(request: WindowRequest): BrowserWindow {
    const placed = request.hiddenSize === null ? placeOf(preferences) : null;
    const window = new BrowserWindow({
      ...(placed ?? { ...roomFor(request.hiddenSize!), useContentSize: true, enableLargerThanScreen: true }),
      ...(request.hiddenSize === null ? { minWidth: smallest.width, minHeight: smallest.height } : {}),
      show: false,
      title: request.title,
      backgroundColor: tokens[request.theme].ground,
      webPreferences: {
        preload: preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        backgroundThrottling: request.hiddenSize === null,
      },
    });
    const { id } = window.webContents;
    opened.set(id, request);
    window.on('closed', () => opened.delete(id));
    window.on('page-title-updated', (event) => event.preventDefault());
    if (request.hiddenSize === null) {
      if (preferences.values.windowStates[preferences.values.lastDisplay ?? '']?.maximized) window.maximize();
      window.once('ready-to-show', () => window.show());
      const remember = followPlace(window, preferences);
      rememberers.add(remember);
      window.on('closed', () => rememberers.delete(remember));
    }
    if (request.hiddenSize !== null) fixViewSize(window, request.hiddenSize);
    void window.loadURL(`${appOrigin}/index.html`);
    return window;
  }

  return {
    open,
    roleOf: (contents) => opened.get(contents.id)?.role ?? null,
    showOf: (contents) => opened.get(contents.id)?.show ?? null,
    main: () => BrowserWindow.getAllWindows().find((window) => opened.get(window.webContents.id)?.role === 'main') ?? null,
    rememberPlaces() {
      for (const remember of rememberers) remember();
    },
    broadcast(event, payload) {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.send(eventChannel, event, payload);
    },
  };
}

/** X11 takes one pixel off a window exactly as large as the screen: a hidden window is made larger than its picture. */
const roomFor = ({ width, height }: { width: number; height: number }) => ({ width: width + 16, height: height + 16 });

/** Lays the page out in exactly the asked size, whatever the window manager made of the window. */
function fixViewSize(window: BrowserWindow, size: { width: number; height: number }): void {
  const apply = () =>
    window.webContents.enableDeviceEmulation({
      screenPosition: 'desktop',
      screenSize: size,
      viewPosition: { x: 0, y: 0 },
      viewSize: size,
      deviceScaleFactor: 1,
      scale: 1,
    });
  window.webContents.on('dom-ready', apply);
}

/** What no page may do, whatever window it is in: leave app://, open windows, embed others. */
export function lockPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** No page of the app needs a camera, a location or a notification; none gets one. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

function placeOf(preferences: Preferences): { x?: number; y?: number; width: number; height: number } {
  const { windowStates, lastDisplay } = preferences.values;
  const display = screen.getAllDisplays().find(({ id }) => String(id) === lastDisplay) ?? screen.getPrimaryDisplay();
  const state = windowStates[String(display.id)];
  return state && fits(state, display) ? { x: state.x, y: state.y, width: state.width, height: state.height } : fitted(display);
}

/** Whether enough of the remembered window is on the display as it is now; a display may have shrunk meanwhile. */
function fits(state: WindowState, { workArea }: Display): boolean {
  const visibleWidth = Math.min(state.x + state.width, workArea.x + workArea.width) - Math.max(state.x, workArea.x);
  const visibleHeight = Math.min(state.y + state.height, workArea.y + workArea.height) - Math.max(state.y, workArea.y);
  return visibleWidth >= Math.min(state.width, 400) && visibleHeight >= Math.min(state.height, 300) && state.y >= workArea.y - 8;
}

function fitted({ workArea }: Display): { width: number; height: number } {
  return { width: Math.min(usual.width, workArea.width), height: Math.min(usual.height, workArea.height) };
}

/** Writes down where a window stands half a second after it last moved, and when it closes. @returns writes it down now */
function followPlace(window: BrowserWindow, preferences: Preferences): () => void {
  let pending: NodeJS.Timeout | null = null;
  const remember = () => {
    if (pending !== null) clearTimeout(pending);
    pending = null;
    if (window.isDestroyed() || window.isMinimized()) return;
    const bounds = window.getNormalBounds();
    const display = String(screen.getDisplayMatching(bounds).id);
    const states = { ...preferences.values.windowStates, [display]: { ...bounds, maximized: window.isMaximized() } };
    preferences.update({ windowStates: states, lastDisplay: display });
  };
  const rememberSoon = () => {
    if (pending !== null) clearTimeout(pending);
    pending = setTimeout(remember, 500);
  };
  window.on('resize', rememberSoon);
  window.on('move', rememberSoon);
  window.on('close', remember);
  return remember;
}
