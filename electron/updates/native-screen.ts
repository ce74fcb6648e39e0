import { readFileSync, statSync } from 'node:fs';
import { type BrowserWindow, clipboard, dialog, type MessageBoxOptions, type OpenDialogOptions, shell } from 'electron';
import type { Translate } from '../translate.ts';
import type { UpdateScreen } from './update-dialogs.ts';

const largestKeyBytes = 10_000;

/** The conversation about updates in native dialogs over a window; without one they stand by themselves. */
export function nativeScreen(window: BrowserWindow | null, t: Translate): UpdateScreen {
  const show = (options: MessageBoxOptions) => {
    const box: MessageBoxOptions = { type: 'info', title: t('app.name'), noLink: true, ...options };
    return window && !window.isDestroyed() ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box);
  };
  const choose = async (options: OpenDialogOptions) => {
    const shown = window && !window.isDestroyed() ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
    const { canceled, filePaths } = await shown;
    return canceled ? null : (filePaths[0] ?? null);
  };
  return {
    async ask(message, detail, buttons) {
      const { response } = await show({ message, detail, buttons, defaultId: 0, cancelId: buttons.length - 1 });
      return response;
    },
    showBusy(message, button, cancel) {
      const closing = new AbortController();
      void show({ message, buttons: [button], cancelId: 0, signal: closing.signal }).then(() => {
        if (!closing.signal.aborted) cancel();
      });
      return () => closing.abort();
    },
    chooseFolder: () => choose({ properties: ['openDirectory'] }),
    async chooseKey() {
      const path = await choose({
        properties: ['openFile'],
        filters: [{ name: t('updates.keyFiles'), extensions: ['pem', 'pub', 'txt'] }],
      });
      if (path === null) return null;
      try {
        return statSync(path).size > largestKeyBytes ? '' : readFileSync(path, 'utf8');
      } catch {
        return '';
      }
    },
    // Electron 45 answers with a promise, 33 with the text.
    clipboardText: async () => clipboard.readText(),
    showProgress(part) {
      if (window && !window.isDestroyed()) window.setProgressBar(part ?? -1);
    },
    revealFile: (path) => shell.showItemInFolder(path),
  };
}
