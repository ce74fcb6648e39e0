import type { ElectronApplication } from '@playwright/test';
import { askMain } from './ask-main.ts';

/** Answers native dialogs from now on: those that ask what to open or where to save. One without a path is cancelled. */
export const answerDialogs = (app: ElectronApplication, { open, save }: { open?: string; save?: string }): Promise<void> =>
  askMain(
    app,
    ({ dialog }, paths) => {
      dialog.showOpenDialog = () =>
        Promise.resolve(paths.open === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [paths.open] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: paths.save === null, filePath: paths.save ?? '' });
    },
    { open: open ?? null, save: save ?? null },
  );
