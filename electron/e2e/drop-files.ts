import type { Page } from '@playwright/test';

/** Drags files of the disk over the middle of the window and drops them there, as the desktop would. */
export async function dropFiles(page: Page, files: string[], beforeDrop: () => Promise<void> = async () => undefined): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
  // Copying is what the desktop offers for files.
  const data = { items: [], files, dragOperationsMask: 1 };
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  await drag('dragEnter');
  await drag('dragOver');
  await beforeDrop();
  await drag('drop');
  await devtools.detach();
}
