import type { ElectronApplication } from '@playwright/test';
import { askMain } from './ask-main.ts';

/** Answers every dialog that asks where to save from now on. */
export const saveTo = (app: ElectronApplication, path: string): Promise<void> =>
  askMain(
    app,
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    },
    path,
  );
