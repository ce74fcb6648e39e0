import type { BrowserWindow, WebContents } from 'electron';
import type { Language, SheetRequest, ShowRequest } from '../shared/ipc/index.ts';
import { done, type Failure, failed, type Result } from '../shared/model/index.ts';
import type { Windows } from './windows.ts';

export interface SnapshotRequest {
  path: string;
  width: number;
  height: number;
  show: ShowRequest;
  title: string;
}

/** Longest wait for a picture of a page; software rendering of a large city takes most of a minute. */
export const snapshotTimeoutMs = 180_000;

/** Waits for pages to say they have drawn what they were asked to show. */
export interface DrawnWaiters {
  /** Answers with null when drawn, else with why it never will be. */
  wait(contents: WebContents): Promise<Failure | null>;
  drawn(contents: WebContents, failure: Failure | null): void;
}

export function createDrawnWaiters(): DrawnWaiters {
  const waiting = new Map<number, (failure: Failure | null) => void>();
  return {
    wait: (contents) => new Promise((resolve) => waiting.set(contents.id, resolve)),
    drawn(contents, failure) {
      waiting.get(contents.id)?.(failure);
      waiting.delete(contents.id);
    },
  };
}

/**
 * Draws the open workspace in a window nobody sees and answers with the picture as PNG, exactly of the asked size. Fails
 * with `snapshotTimedOut`, `snapshotWindowGone` or `snapshotSize`, with `cancelled` by the signal, and with what the page failed with.
 */
export async function takeSnapshot(
  request: SnapshotRequest,
  windows: Windows,
  waiters: DrawnWaiters,
  signal?: AbortSignal,
): Promise<Result<Uint8Array>> {
  return drawHidden(request, windows, waiters, (window) => pictureOf(window, request), signal);
}

/** A3 across, at 96 pixels an inch. */
const sheetSize = { width: 1587, height: 1122 } as const;

/** Draws the one-page sheet: PDF or PNG by the extension of `path`. Fails as `takeSnapshot`. */
export async function drawSheet(
  { path, language, sheet, title }: { path: string; language: Language; sheet: SheetRequest; title: string },
  windows: Windows,
  waiters: DrawnWaiters,
  signal?: AbortSignal,
): Promise<Result<Uint8Array>> {
  const show: ShowRequest = { layers: ['stations', 'zones'], language, theme: 'light', sheet };
  const request = { path, ...sheetSize, show, title };
  const take = async (window: BrowserWindow) =>
    path.toLowerCase().endsWith('.pdf')
      ? done(await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true, pageSize: 'A3', landscape: true }))
      : pictureOf(window, request);
  return drawHidden(request, windows, waiters, take, signal);
}

async function drawHidden(
  request: SnapshotRequest,
  windows: Windows,
  waiters: DrawnWaiters,
  take: (window: BrowserWindow) => Promise<Result<Uint8Array>>,
  signal?: AbortSignal,
): Promise<Result<Uint8Array>> {
  const { path, width, height } = request;
  const window = windows.open({
    role: 'snapshot',
    title: request.title,
    theme: request.show.theme,
    show: request.show,
    hiddenSize: { width, height },
  });
  const drawing = waiters
    .wait(window.webContents)
    .then((failure) => (failure === null ? take(window) : failed(failure.code, { path, ...failure.details })));
  // What comes after the window has been given up is of no use to anybody.
  drawing.catch(() => undefined);
  try {
    return await Promise.race([
      drawing,
      gone(window).then((reason) => failed('snapshotWindowGone', { path, reason })),
      after(snapshotTimeoutMs).then(() => failed('snapshotTimedOut', { path, seconds: snapshotTimeoutMs / 1000 })),
      aborted(signal).then(() => failed('cancelled')),
    ]);
  } finally {
    window.destroy();
  }
}

async function pictureOf(window: BrowserWindow, { path, width, height }: SnapshotRequest): Promise<Result<Uint8Array>> {
  const picture = await window.webContents.capturePage({ x: 0, y: 0, width, height });
  const size = picture.getSize(1);
  if (size.width !== width || size.height !== height) {
    return failed('snapshotSize', { path, actual: `${size.width}x${size.height}`, expected: `${width}x${height}` });
  }
  return done(picture.toPNG());
}

function gone(window: BrowserWindow): Promise<string> {
  return new Promise((resolve) => {
    window.webContents.once('render-process-gone', (_event, { reason }) => resolve(reason));
    window.webContents.once('did-fail-load', (_event, _code, description) => resolve(description));
  });
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
